import type { Load } from '../load/load.ts'
import type { Turn } from '../load/turn.ts'
import type { Plan } from '../plan.ts'
import { median } from '../report/median.ts'
import { atLeast, atMost, type Figure, ratioOf } from '../report/report.ts'
import { growthOnPostgres, growthOnSqlite, type SeedGrowth } from '../seed/growth-databases.ts'
import { startPostgres } from '../seed/throw-away-postgres.ts'
import {
  CLEARING_SECONDS,
  FEW_VERSIONS,
  type Growth,
  growthRoundsOf,
  growthSecondsOf,
  measureGrowth,
  READERS,
} from './measure-growth.ts'

const LINE = 0.67
const LONGEST_READ_MS = 50

export async function growthFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  console.log(
    `\nWhat is asked again and again, with ${plan.versions} versions in the bucket to ${FEW_VERSIONS}; ` +
      `${growthRoundsOf(plan)} turns of ${growthSecondsOf(plan)} s each (more of builds), over plain HTTP`,
  )
  return [
    ...(await figuresOn('SQLite', plan, load, growthOnSqlite(directory))),
    ...(await postgresFigures(plan, load, directory)),
  ]
}

async function postgresFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const postgres = await startPostgres('fast')
  if (typeof postgres === 'string') {
    console.log(`SKIPPED: growth on PostgreSQL, because none could be started: ${postgres}`)
    return [{ measure: 'growth, PostgreSQL', figure: 'SKIPPED', target: 'none', met: null }]
  }
  try {
    return await figuresOn('PostgreSQL', plan, load, growthOnPostgres(directory, postgres))
  } finally {
    await postgres.stop()
  }
}

async function figuresOn(name: string, plan: Plan, load: Load, seed: SeedGrowth): Promise<readonly Figure[]> {
  const { growth, deletion } = await measureGrowth(plan, load, seed)
  console.log(name)
  for (const [question, turns] of growth) printGrowth(question, turns)
  console.log(
    `  the bucket is deleted in ${(deletion.requestSeconds * 1000).toFixed(0)} ms; while it is cleared away, for ${CLEARING_SECONDS} s ` +
      `of it, ${READERS} connections read a channel: ${deletion.longestAfter.toFixed(0)} ms at most`,
  )
  return [
    ...[...growth].map(([question, { few, many }]) =>
      atLeast(`${question} at ${plan.versions} versions, to ${FEW_VERSIONS}, ${name}`, ratioOf(many, few), LINE, 3, ''),
    ),
    atMost(
      `the longest read while ${plan.versions} versions are cleared away, ${name}`,
      Math.max(deletion.longestDuring, deletion.longestAfter),
      LONGEST_READ_MS,
      ' ms',
    ),
  ]
}

function printGrowth(question: string, { few, many }: Growth): void {
  const rate = (turns: readonly Turn[]) => Math.round(median(turns.map(({ perSecond }) => perSecond)))
  const slow = (turns: readonly Turn[]) => median(turns.map(({ p99Milliseconds }) => p99Milliseconds)).toFixed(1)
  const cost = (turns: readonly Turn[]) =>
    Math.round(median(turns.map(({ serverMicroseconds }) => serverMicroseconds ?? Number.NaN)))
  console.log(
    `  ${question}: ${rate(few)} and ${rate(many)} a second, 99th percentile ${slow(few)} and ${slow(many)} ms, ${cost(few)} and ${cost(many)} µs of the server`,
  )
}
