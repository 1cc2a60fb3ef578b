// What lists and searches cost in processor time, less one read, compared with node:http alone that sends the same bytes.
import { join } from 'node:path'
import { ask } from '../load/connection.ts'
import type { Load } from '../load/load.ts'
import { EACH, requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, startServer } from '../load/server-process.ts'
import type { Turn } from '../load/turn.ts'
import { nodeFlagsOf, type Plan } from '../plan.ts'
import { median } from '../report/median.ts'
import { atMost, type Figure, printTurns } from '../report/report.ts'
import { BUCKET } from '../seed/seed.ts'
import { growthQuestions } from './growth-questions.ts'
import { asNews, seededSettings, startBare, takeTurns } from './measure-reads.ts'

const VERSIONS = 100
const CHANNELS = 20
/** The requests, by their names in `growthQuestions`. None of their responses is cached. */
const QUESTIONS = {
  'a bucket': 'GetBucket',
  'the first 10 versions': 'ListVersions (10)',
  'the channels of a bucket': `ListChannels (${CHANNELS})`,
  'a search by external identifier': 'a search',
} as const
/** The most that a request less one read may cost, as a multiple of the same bytes through node:http alone. */
const TIMES = 3
/** Few rounds are enough: other work of the machine distorts processor time less than it distorts rates. */
const MOST_ROUNDS = 3
const MOST_SECONDS = 1.5

export async function questionsFigures(plan: Plan, load: Load, directory: string): Promise<readonly Figure[]> {
  const settings = await seededSettings(join(directory, 'questions'), null, VERSIONS)
  const server = await startServer({ ...settings, nodeFlags: nodeFlagsOf(plan) })
  try {
    await createChannels(server)
    const asked = await growthQuestions(server, VERSIONS)
    const figures: Figure[] = []
    const shorter = {
      ...plan,
      rounds: Math.min(plan.rounds, MOST_ROUNDS),
      seconds: Math.min(plan.seconds, MOST_SECONDS),
    }
    console.log(`\nLists and searches over plain HTTP, SQLite, ${shorter.rounds} turns of ${shorter.seconds} s each`)
    for (const [question, name] of Object.entries(QUESTIONS)) {
      const request = asked.get(question) ?? ''
      const bare = await startBare(server, request.replace(EACH, '0'.repeat(EACH.length)))
      try {
        const { pid, target } = server
        const taken = await takeTurns(shorter, load, {
          bare: bare.reading,
          read: asNews(server),
          question: { pid, target, request, writes: null },
        })
        printTurns(`${name}, ${bare.payloadBytes} bytes`, taken.question.turns)
        printTurns('node:http alone, the same bytes', taken.bare.turns)
        const [whole, read, bytes] = [taken.question, taken.read, taken.bare].map(({ turns }) => costOf(turns))
        const times = (Number(whole) - Number(read)) / Number(bytes)
        figures.push({
          ...atMost(`${name}, less one read, to node:http alone`, times, TIMES, ''),
          figure: times.toFixed(1),
        })
      } finally {
        bare.stop()
      }
    }
    return figures
  } finally {
    await server.stop()
  }
}

const costOf = (turns: readonly Turn[]) =>
  median(turns.map(({ serverMicroseconds }) => serverMicroseconds ?? Number.NaN))

/** Adds channels until the bucket has `CHANNELS` of them. */
async function createChannels({ target, base, token }: RunningServer): Promise<void> {
  const path = `${base}/buckets/${BUCKET}/channels`
  const { body } = await ask(target, requestBytes({ method: 'GET', path, token }))
  const { channels } = JSON.parse(body.toString()) as { readonly channels: readonly unknown[] }
  for (let number = channels.length; number < CHANNELS; number += 1) {
    const request = requestBytes({ method: 'POST', path, token, body: { name: `stage-${number}` } })
    const { status } = await ask(target, request)
    if (status !== 200) throw new Error(`no channel: ${status}`)
  }
}
