// Reading a channel: against node:http sending the same bytes, and in a bucket of very many versions against one of a
// hundred. The three take turns, so that whatever else the machine does falls on all alike. All speak plain HTTP: TLS
// would cost both sides the same and flatter the ratio.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import type { BareAnswer } from '../load/bare-server.ts'
import { type Answer, ask, type Target } from '../load/connection.ts'
import type { Load } from '../load/load.ts'
import { residentMegabytes } from '../load/process-figures.ts'
import { requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, type ServerSettings, startServer } from '../load/server-process.ts'
import { takeTurn, type Turn } from '../load/turn.ts'
import { nodeFlagsOf, type Plan, READ_CONNECTIONS, WARM_UP_SECONDS } from '../plan.ts'
import { BUCKET, seedBucket } from '../seed/seed.ts'
import { CHANNEL } from '../seed/seeded-image.ts'

export interface Reads {
  readonly payloadBytes: number
  /** One of each per round, in the order in which they were taken. */
  readonly bare: readonly Turn[]
  readonly few: readonly Turn[]
  readonly many: readonly Turn[]
  /** Of the larger of the two servers. */
  readonly residentMegabytes: number | null
  /** The settings of the server of the larger bucket, whose database is there for other measures. */
  readonly manySettings: ServerSettings
}

export const FEW_VERSIONS = 100

export async function measureReads(plan: Plan, load: Load, directory: string): Promise<Reads> {
  const fewSettings = await seededDatabase(join(directory, 'few'), FEW_VERSIONS)
  const manySettings = await seededDatabase(join(directory, 'many'), plan.versions)
  const nodeFlags = nodeFlagsOf(plan)
  const few = await startServer({ ...fewSettings, nodeFlags })
  const many = await startServer({ ...manySettings, nodeFlags })
  const answer = await readChannel(few)
  const bare = await startBare(answer)
  try {
    await requireSameAnswer(answer, bare.target)
    const turns = { bare: [] as Turn[], few: [] as Turn[], many: [] as Turn[] }
    for (let round = 0; round < plan.rounds; round += 1) {
      turns.bare.push(await readRepeatedly(plan, load, bare, channelRequest(few)))
      turns.few.push(await readRepeatedly(plan, load, few, channelRequest(few)))
      turns.many.push(await readRepeatedly(plan, load, many, channelRequest(many)))
    }
    const resident = [await residentMegabytes(few.pid), await residentMegabytes(many.pid)]
    const largest = resident.includes(null) ? null : Math.max(...resident.map(Number))
    return { payloadBytes: answer.body.length, ...turns, residentMegabytes: largest, manySettings }
  } finally {
    bare.stop()
    await few.stop()
    await many.stop()
  }
}

/** A data directory as an earlier run left it. */
export async function seededDatabase(dataDir: string, versions: number): Promise<ServerSettings> {
  await mkdir(dataDir, { mode: 0o700 })
  const settings = { dataDir, protocol: 'http', databaseUrl: null, nodeFlags: [] } as const
  const first = await startServer(settings)
  await first.stop()
  await seedBucket({ sqliteFile: dataDirectoryAt(dataDir).sqliteFile }, versions)
  return settings
}

interface Contender {
  readonly pid: number
  readonly target: Target
}

export const readRepeatedly = (plan: Plan, load: Load, { pid, target }: Contender, request: string): Promise<Turn> => {
  const spell = { connections: READ_CONNECTIONS, warmUpSeconds: WARM_UP_SECONDS, seconds: plan.seconds }
  return takeTurn(load, { kind: 'repeat', request, target, ...spell }, pid)
}

export const channelRequest = ({ base, token }: RunningServer): string =>
  requestBytes({ method: 'GET', path: `${base}/buckets/${BUCKET}/channels/${CHANNEL}`, token })

async function readChannel(server: RunningServer): Promise<Answer> {
  const answer = await ask(server.target, channelRequest(server))
  if (answer.status !== 200) throw new Error(`no channel: ${answer.status} ${answer.body.toString()}`)
  return answer
}

const ADDED_BY_NODE = ['date', 'connection', 'keep-alive']

async function startBare({ head, body }: Answer): Promise<Contender & { readonly stop: () => void }> {
  const headers = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(': ', 2) as [string, string])
    .filter(([name]) => !ADDED_BY_NODE.includes(name.toLowerCase()))
  const server = fork(fileURLToPath(new URL('../load/bare-server.ts', import.meta.url)))
  const answer: BareAnswer = { headers: Object.fromEntries(headers), body: body.toString() }
  const listening = once(server, 'message') as Promise<[number]>
  server.send(answer)
  const [port] = await listening
  const stop = () => {
    server.disconnect()
  }
  return { pid: server.pid ?? 0, target: { host: '127.0.0.1', port, ca: null }, stop }
}

async function requireSameAnswer({ head, body }: Answer, target: Target): Promise<void> {
  const bare = await ask(target, requestBytes({ method: 'GET', path: '/', token: null }))
  if (!bare.body.equals(body) || bare.head.length !== head.length)
    throw new Error(`the bare server sends something else than the registry:\n${bare.head}\n\n${head}`)
}
