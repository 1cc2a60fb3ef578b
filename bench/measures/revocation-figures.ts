import type { Plan } from '../plan.ts'
import { median } from '../report/median.ts'
import { atLeast, atMost, type Figure } from '../report/report.ts'
import { onPostgres, onSqlite } from '../seed/revocation-databases.ts'
import { DESCENDANTS, everyImage, GENERATIONS } from '../seed/seed-descendants.ts'
import { startPostgres } from '../seed/throw-away-postgres.ts'
import type { Interrupted } from './interruption.ts'
import {
  measureRevocation,
  READERS,
  type RevocationDatabase,
  roundsOf,
  SETTLE_SECONDS,
  windowOf,
} from './measure-revocation.ts'

export async function revocationFigures(plan: Plan, directory: string): Promise<readonly Figure[]> {
  console.log(
    `\nRevoking, and restoring, a base image with ${DESCENDANTS} descendants over ${GENERATIONS} generations in ${everyImage.length} buckets, by one request,\n` +
      `while ${READERS} connections read a channel of one of them, over TLS; ${roundsOf(plan)} rounds, each on a fresh copy, with ${windowOf(plan)} s of reads before, and after from ${SETTLE_SECONDS} s on`,
  )
  return [...(await figuresOn('SQLite', plan, await onSqlite(directory))), ...(await postgresFigures(plan, directory))]
}

async function postgresFigures(plan: Plan, directory: string): Promise<readonly Figure[]> {
  const postgres = await startPostgres('fast')
  if (typeof postgres === 'string') {
    console.log(`SKIPPED: revocation on PostgreSQL, because none could be started: ${postgres}`)
    return [{ measure: `revoking ${DESCENDANTS}, PostgreSQL`, figure: 'SKIPPED', target: 'none', met: null }]
  }
  try {
    return await figuresOn('PostgreSQL', plan, await onPostgres(directory, postgres))
  } finally {
    await postgres.stop()
  }
}

async function figuresOn(name: string, plan: Plan, database: RevocationDatabase): Promise<readonly Figure[]> {
  const rounds = await measureRevocation(plan, database)
  const revoked = rounds.map((round) => round.revoked)
  const restored = rounds.map((round) => round.restored)
  printRounds(`Revoked, ${name}`, revoked)
  printRounds(`Restored, ${name}`, restored)
  const most = (changes: readonly Interrupted[], figure: (change: Interrupted) => number) =>
    Math.max(...changes.map(figure))
  const ratio = median(revoked.map(({ perSecondBefore, perSecondAfter }) => perSecondAfter / perSecondBefore))
  return [
    atMost(
      `revoking ${DESCENDANTS}, ${name}`,
      most(revoked, ({ requestSeconds }) => requestSeconds * 1000),
      1000,
      ' ms',
    ),
    atMost(
      `the longest read meanwhile, ${name}`,
      most(revoked, ({ longestDuring }) => longestDuring),
      50,
      ' ms',
    ),
    atMost(
      `the longest read while ${DESCENDANTS} are restored, ${name}`,
      most(restored, ({ longestDuring }) => longestDuring),
      50,
      ' ms',
    ),
    atLeast(`channel reads after it, to before, ${name}`, ratio, 0.9, 3, ''),
  ]
}

function printRounds(name: string, changes: readonly Interrupted[]): void {
  const each = (figure: (change: Interrupted) => number) =>
    changes.map((change) => figure(change).toFixed(0)).join(', ')
  console.log(
    `${name}: ${each(({ requestSeconds }) => requestSeconds * 1000)} ms; ` +
      `the longest of ${each(({ readsDuring }) => readsDuring)} reads meanwhile took ${each(({ longestDuring }) => longestDuring)} ms, ` +
      `of an equally long time before ${each(({ longestBefore }) => longestBefore)} ms\n` +
      `  reads a second before ${each(({ perSecondBefore }) => perSecondBefore)}, after ${each(({ perSecondAfter }) => perSecondAfter)}`,
  )
}
