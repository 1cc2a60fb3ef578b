// Reading a channel, compared with node:http that sends the same bytes. All contenders take turns, so that whatever else the machine does
// affects all alike. All speak plain HTTP: TLS would cost both sides the same and flatter the ratio.
import { mkdir } from 'node:fs/promises'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { type Answer, ask, type Target } from '../load/connection.ts'
import type { Load } from '../load/load.ts'
import { type Pace, startWrites } from '../load/paced-writes.ts'
import { asNew, requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, type ServerSettings, startServer } from '../load/server-process.ts'
import { bareAnswer, startBareServer } from '../load/start-bare.ts'
import { takeTurn, type Turn } from '../load/turn.ts'
import { type Plan, READ_CONNECTIONS, WARM_UP_SECONDS } from '../plan.ts'
import { BUCKET, seedBucket } from '../seed/seed.ts'
import { CHANNEL } from '../seed/seeded-image.ts'

/** A client that reads a channel, and perhaps another that writes meanwhile. */
export interface Reading {
  readonly pid: number
  readonly target: Target
  readonly request: string
  readonly writes: { readonly server: RunningServer; readonly pace: Pace } | null
}

export interface Turns {
  /** One for each round. */
  readonly turns: readonly Turn[]
  /** The number of writes a second, in each round. */
  readonly writes: readonly number[]
}

export async function takeTurns<Name extends string>(
  plan: Plan,
  load: Load,
  readings: Readonly<Record<Name, Reading>>,
): Promise<Readonly<Record<Name, Turns>>> {
  const names = Object.keys(readings) as Name[]
  const taken = names.map((name) => ({ name, reading: readings[name], turns: [] as Turn[], writes: [] as number[] }))
  for (let round = 0; round < plan.rounds; round += 1)
    for (const { reading, turns, writes } of taken) {
      const writing = reading.writes && (await startWrites(reading.writes.server, reading.writes.pace))
      turns.push(await readRepeatedly(plan, load, reading))
      if (writing) writes.push(await writing.stop())
    }
  const all = taken.map(({ name, turns, writes }) => [name, { turns, writes }] as const)
  return Object.fromEntries(all) as unknown as Record<Name, Turns>
}

const readRepeatedly = (plan: Plan, load: Load, { pid, target, request }: Reading): Promise<Turn> => {
  const spell = { connections: READ_CONNECTIONS, warmUpSeconds: WARM_UP_SECONDS, seconds: plan.seconds }
  return takeTurn(load, { kind: 'repeat', request, target, ...spell }, pid)
}

/** Reads with the same request over and over. */
export const again = (server: RunningServer, pace: Pace | null): Reading => ({
  pid: server.pid,
  target: server.target,
  request: channelRequest(server, (path) => path),
  writes: pace && { server, pace },
})

/** Reads with requests that nobody has sent before. */
export const asNews = (server: RunningServer): Reading => ({
  ...again(server, null),
  request: channelRequest(server, asNew),
})

const channelRequest = ({ base, token }: RunningServer, spell: (path: string) => string): string =>
  requestBytes({ method: 'GET', path: spell(`${base}/buckets/${BUCKET}/channels/${CHANNEL}`), token })

/** Makes a data directory, and a database, as an earlier run would have left them. */
export async function seededSettings(
  dataDir: string,
  databaseUrl: string | null,
  versions: number,
): Promise<ServerSettings> {
  await mkdir(dataDir, { mode: 0o700 })
  const settings = { dataDir, protocol: 'http', databaseUrl, nodeFlags: [] } as const
  const first = await startServer(settings)
  await first.stop()
  const { sqliteFile } = dataDirectoryAt(dataDir)
  await seedBucket(databaseUrl === null ? { sqliteFile } : { postgresUrl: databaseUrl }, versions)
  return settings
}

export interface Bare {
  readonly reading: Reading
  readonly payloadBytes: number
  readonly stop: () => void
}

/** Starts node:http alone, which sends the bytes that this server answers to this request. */
export async function startBare(server: RunningServer, request: string): Promise<Bare> {
  await ask(server.target, request)
  // This response has the entity tag that it will have from now on.
  const answer = await ask(server.target, request)
  if (answer.status !== 200) throw new Error(`nothing to compare with: ${answer.status} ${answer.body.toString()}`)
  const { pid, target, stop } = await startBareServer('bare-server.ts', bareAnswer(answer))
  await requireSameAnswer(answer, target)
  return { reading: { pid, target, request, writes: null }, payloadBytes: answer.body.length, stop }
}

async function requireSameAnswer({ head, body }: Answer, target: Target): Promise<void> {
  const bare = await ask(target, requestBytes({ method: 'GET', path: '/', token: null }))
  if (!bare.body.equals(body) || bare.head.length !== head.length)
    throw new Error(`the bare server sends something else than the registry:\n${bare.head}\n\n${head}`)
}
