// `npm run bench`: how fast and how large the registry is, in ratios and rates measured in one run, with the conditions under which they
// hold. It starts everything that it measures, and judges nothing: whether a target is met is printed, not asserted.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataDirectoryAt } from '../src/config/data-directory.ts'
import { type Load, startLoad } from './load/load.ts'
import { takeLongestStand } from './load/loop-watch.ts'
import { commandFigures } from './measures/command-figures.ts'
import { growthFigures } from './measures/growth-figures.ts'
import { type Builds, type BuildsPlace, measureBesideBare, measureBuilds } from './measures/measure-builds.ts'
import { measureLogging } from './measures/measure-logging.ts'
import { pagesFigures } from './measures/pages-figures.ts'
import { questionsFigures } from './measures/questions-figures.ts'
import { readsFigures } from './measures/reads-figures.ts'
import { revocationFigures } from './measures/revocation-figures.ts'
import { strangersFigures } from './measures/strangers-figures.ts'
import { tellingFigures } from './measures/telling-figures.ts'
import { BUILDS_AT_ONCE, type Plan, READ_CONNECTIONS, readPlan } from './plan.ts'
import { conditionsOf } from './report/conditions.ts'
import { median } from './report/median.ts'
import {
  atLeast,
  atMost,
  type Figure,
  loopFigure,
  printConditions,
  printTable,
  printTurns,
  ratioOf,
} from './report/report.ts'
import { startPostgres } from './seed/throw-away-postgres.ts'

type Measure = (plan: Plan, load: Load, directory: string) => Promise<readonly Figure[]>

const measures: Readonly<Record<string, Measure>> = {
  reads: readsFigures,
  questions: questionsFigures,
  logging: loggingFigures,
  builds: buildFigures,
  postgres: postgresFigures,
  telling: tellingFigures,
  revocation: (plan, _load, directory) => revocationFigures(plan, directory),
  growth: growthFigures,
  strangers: strangersFigures,
  pages: (_plan, _load, directory) => pagesFigures(directory),
  command: (_plan, _load, directory) => commandFigures(directory),
}

const plan = readPlan()
const directory = await mkdtemp(join(tmpdir(), 'assay-bench-'))
const load = startLoad()
try {
  printConditions(await conditionsOf(directory))
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(measures)) {
    if (!plan.measures.includes(name)) continue
    figures.push(...(await measure(plan, load, directory)), ...loopFigure(name, takeLongestStand()))
  }
  console.log()
  printTable(figures)
} finally {
  load.stop()
  await rm(directory, { recursive: true, force: true })
}

async function loggingFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const { logged, silent } = await measureLogging(plan, load, directory)
  console.log(
    `\nReading a channel, ${READ_CONNECTIONS} connections, ${plan.rounds} turns of ${plan.seconds} s each, SQLite`,
  )
  printTurns('with a line in the log for each', logged.turns)
  printTurns('without a log', silent.turns)
  return [atLeast('a channel read with a log, to one without', ratioOf(logged.turns, silent.turns), 0.9, 3, '')]
}

async function buildFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const dataDir = join(directory, 'builds')
  const place = { dataDir, location: { sqliteFile: dataDirectoryAt(dataDir).sqliteFile }, databaseUrl: null }
  const builds = await measureBuilds(plan, load, place)
  printBuilds('SQLite, synchronous=FULL', plan, builds)
  return [
    atLeast('builds a second, SQLite', median(builds.turns.map(({ perSecond }) => perSecond)), 150, 0, ''),
    ...residentFigures('resident after the builds', builds),
    await besideBareFigure(plan, load, place, 'builds to node:http alone, SQLite', 0.1),
  ]
}

async function besideBareFigure(plan: Plan, load: Load, place: BuildsPlace, measure: string, target: number) {
  const { turns, bare } = await measureBesideBare(plan, load, place)
  console.log(`\nThe same over plain HTTP, in turns with node:http that answers the same requests from memory`)
  printTurns('builds', turns)
  printTurns('node:http alone', bare)
  return atLeast(measure, ratioOf(turns, bare), target, 3, '')
}

async function postgresFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const postgres = await startPostgres('fast')
  if (typeof postgres === 'string') {
    console.log(`\nSKIPPED: builds on PostgreSQL, because none could be started: ${postgres}`)
    return [{ measure: 'builds a second, PostgreSQL', figure: 'SKIPPED', target: 'none', met: null }]
  }
  try {
    const url = await postgres.create('builds', null)
    const place = { dataDir: join(directory, 'postgres'), location: { postgresUrl: url }, databaseUrl: url }
    const builds = await measureBuilds(plan, load, place)
    printBuilds(`PostgreSQL ${postgres.settings}`, plan, builds)
    const rate = median(builds.turns.map(({ perSecond }) => perSecond))
    return [
      { measure: 'builds a second, PostgreSQL', figure: rate.toFixed(0), target: 'none', met: null },
      await besideBareFigure(plan, load, place, 'builds to node:http alone, PostgreSQL', 0.06),
    ]
  } finally {
    await postgres.stop()
  }
}

function printBuilds(database: string, plan: Plan, { turns, versions }: Builds): void {
  console.log(
    `\nThe requests of a one-source packer build over TLS, ${BUILDS_AT_ONCE} at once, ${plan.rounds} turns of ${plan.seconds} s, ${database}`,
  )
  printTurns('builds', turns)
  console.log(`  all of ${versions} versions are complete, and their numbers have no gap`)
}

function residentFigures(measure: string, { residentMegabytes }: Builds): readonly Figure[] {
  return residentMegabytes === null ? [] : [atMost(measure, residentMegabytes, 150, ' MB')]
}
