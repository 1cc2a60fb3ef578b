import { join } from 'node:path'
import type { Load } from '../load/load.ts'
import { residentMegabytes } from '../load/process-figures.ts'
import { startServer } from '../load/server-process.ts'
import { nodeFlagsOf, type Plan, READ_CONNECTIONS } from '../plan.ts'
import { median } from '../report/median.ts'
import { atLeast, atMost, type Figure, printTurns, ratioOf } from '../report/report.ts'
import { BASE, BUCKET, CHILDREN } from '../seed/seed.ts'
import { startPostgres } from '../seed/throw-away-postgres.ts'
import { again, asNews, type Bare, seededSettings, startBare, takeTurns } from './measure-reads.ts'
import { measureStart } from './measure-start.ts'

export const FEW_VERSIONS = 100
const OWN = { buckets: [BUCKET], perSecond: 1 }
const OTHERS = { buckets: [BASE, CHILDREN], perSecond: 100 }

export async function readsFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const fewSettings = await seededSettings(join(directory, 'few'), null, FEW_VERSIONS)
  const manySettings = await seededSettings(join(directory, 'many'), null, plan.versions)
  const nodeFlags = nodeFlagsOf(plan)
  const few = await startServer({ ...fewSettings, nodeFlags })
  const many = await startServer({ ...manySettings, nodeFlags })
  const bare = await startBare(few, again(few, null).request)
  const figures: Figure[] = []
  try {
    const read = await takeTurns(plan, load, {
      bare: bare.reading,
      again: again(few, null),
      asNew: asNews(few),
      asNewOfMany: asNews(many),
      ownWrites: again(few, OWN),
      otherWrites: again(few, OTHERS),
    })
    console.log(
      `\nReading a channel: ${bare.payloadBytes} bytes of JSON over plain HTTP on every side, ${READ_CONNECTIONS} connections, ` +
        `${plan.rounds} turns of ${plan.seconds} s each, SQLite, ${FEW_VERSIONS} versions in the bucket`,
    )
    printTurns('node:http alone, the same bytes', read.bare.turns)
    printTurns('what was read before', read.again.turns)
    printTurns('each request as nobody has sent it before', read.asNew.turns)
    printTurns(`the same, ${plan.versions} versions in the bucket`, read.asNewOfMany.turns)
    const paced = (writes: readonly number[], place: string) =>
      `read before, ${median(writes).toFixed(1)} writes a second ${place}`
    printTurns(paced(read.ownWrites.writes, 'in the bucket'), read.ownWrites.turns)
    printTurns(paced(read.otherWrites.writes, 'in other buckets'), read.otherWrites.turns)
    const toBare = (name: keyof typeof read) => ratioOf(read[name].turns, read.bare.turns)
    const resident = [await residentMegabytes(few.pid), await residentMegabytes(many.pid)]
    figures.push(
      atLeast('a channel read before, to node:http alone', toBare('again'), 0.5, 3, ''),
      atLeast('the same, 1 write a second in the bucket', toBare('ownWrites'), 0.4, 3, ''),
      atLeast('the same, 100 writes a second in other buckets', toBare('otherWrites'), 0.4, 3, ''),
      atLeast('a channel not read before, to node:http alone', toBare('asNew'), 0.18, 3, ''),
      atLeast(
        `the same at ${plan.versions} versions, to ${FEW_VERSIONS}`,
        ratioOf(read.asNewOfMany.turns, read.asNew.turns),
        0.9,
        3,
        '',
      ),
      ...(resident.includes(null)
        ? []
        : [atMost('resident after the reads', Math.max(...resident.map(Number)), 120, ' MB')]),
    )
    figures.push(...(await postgresFigures(plan, load, directory, bare)))
  } finally {
    bare.stop()
    await few.stop()
    await many.stop()
  }
  const starts = await measureStart(manySettings)
  const listed = (milliseconds: readonly number[]) => milliseconds.map((ms) => Math.round(ms)).join(', ')
  console.log(
    `\nStart on the database of ${plan.versions} versions, TLS: ${listed(starts.node)} ms; by npm: ${listed(starts.npm)} ms`,
  )
  return [
    ...figures,
    atMost('start until ready', median(starts.node), 350, ' ms'),
    atMost('npm start until ready', median(starts.npm), 600, ' ms'),
  ]
}

async function postgresFigures(plan: Plan, load: Load, directory: string, bare: Bare): Promise<readonly Figure[]> {
  const postgres = await startPostgres('durable')
  if (typeof postgres === 'string') {
    console.log(`\nSKIPPED: reads on PostgreSQL, because none could be started: ${postgres}`)
    return [{ measure: 'reads, PostgreSQL', figure: 'SKIPPED', target: 'none', met: null }]
  }
  try {
    const url = await postgres.create('reads', null)
    const settings = await seededSettings(join(directory, 'postgres-reads'), url, FEW_VERSIONS)
    const server = await startServer({ ...settings, nodeFlags: nodeFlagsOf(plan) })
    try {
      const read = await takeTurns(plan, load, {
        bare: bare.reading,
        again: again(server, null),
        asNew: asNews(server),
      })
      console.log(`\nThe same on PostgreSQL ${postgres.settings}`)
      printTurns('node:http alone, the same bytes', read.bare.turns)
      printTurns('what was read before', read.again.turns)
      printTurns('each request as nobody has sent it before', read.asNew.turns)
      const toBare = (name: keyof typeof read) => ratioOf(read[name].turns, read.bare.turns)
      return [
        atLeast('a channel read before, to node:http alone, PostgreSQL', toBare('again'), 0.25, 3, ''),
        atLeast('a channel not read before, to node:http alone, PostgreSQL', toBare('asNew'), 0.06, 3, ''),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    await postgres.stop()
  }
}
