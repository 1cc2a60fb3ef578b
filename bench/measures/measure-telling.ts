// What reporting builds to webhooks costs the builds: the same builds on a registry with three webhooks for all events, and on one without,
// whose events get no ledger positions either, in turns. Nobody could run the latter: its database does not record that events wait for
// their positions.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Load } from '../load/load.ts'
import { ask } from '../load/connection.ts'
import { requestBytes } from '../load/request-bytes.ts'
import { type RunningServer, type ServerSettings, startServer } from '../load/server-process.ts'
import { takeTurn, type Turn } from '../load/turn.ts'
import { BUILDS_AT_ONCE, nodeFlagsOf, type Plan } from '../plan.ts'
import { median } from '../report/median.ts'
import { BUCKETS, createBuckets } from './measure-builds.ts'

export interface Telling {
  readonly telling: readonly Turn[]
  readonly silent: readonly Turn[]
  /** The number of messages that receivers accepted, which is all there were. */
  readonly accepted: number
  /** How long messages arrived after each turn, in the median. */
  readonly drainedMs: number
}

export interface TellingPlace {
  readonly directory: string
  /** A database for each of the two names, or null for SQLite in the data directory. */
  readonly databaseUrlOf: (name: string) => Promise<string | null>
  /** Drops the trigger from the database of a server that is not running. */
  readonly dropTrigger: (settings: ServerSettings) => Promise<void>
}

export const WEBHOOKS = 3
/** The events of each build: its version is created, complete, and on "latest". */
const EVENTS = 3
const DRAINED_WITHIN_MS = 120_000
const POLL_MS = 50
/** Two turns of one server differ by an eighth and more. So there are many, and short ones: the contenders meet the same conditions. */
const PAIRS_A_ROUND = 4
const SHORTENED_TO = 0.5
const WARM_UP_SECONDS = 0.5
export const TRIGGER = 'unsealed_after_insert_of_event'

export async function measureTelling(plan: Plan, load: Load, place: TellingPlace): Promise<Telling> {
  const receivers = await startReceivers()
  const flags = ['--webhooks-over-http', '--allow-private', '127.0.0.1']
  const settingsOf = async (name: string): Promise<ServerSettings> => {
    const dataDir = join(place.directory, name)
    await mkdir(dataDir, { mode: 0o700, recursive: true })
    const databaseUrl = await place.databaseUrlOf(name)
    return { dataDir, databaseUrl, protocol: 'https', nodeFlags: nodeFlagsOf(plan), flags }
  }
  const silentSettings = await settingsOf('silent')
  await (await startServer(silentSettings)).stop()
  await place.dropTrigger(silentSettings)
  const telling = await startServer(await settingsOf('telling'))
  const silent = await startServer(silentSettings)
  try {
    for (const server of [telling, silent]) await createBuckets(server)
    for (let number = 1; number <= WEBHOOKS; number += 1) await createWebhook(telling, number, receivers.port)
    const taken = { telling: [] as Turn[], silent: [] as Turn[] }
    const spell = { connections: BUILDS_AT_ONCE, warmUpSeconds: WARM_UP_SECONDS, seconds: secondsOf(plan) }
    const turn = ({ base, token, target, pid }: RunningServer) =>
      takeTurn(load, { kind: 'builds', registry: { base, token }, buckets: BUCKETS, target, ...spell }, pid)
    const drained: number[] = []
    let expected = WEBHOOKS
    const takeSilent = async () => {
      taken.silent.push(await turn(silent))
    }
    const takeTelling = async () => {
      const result = await turn(telling)
      taken.telling.push(result)
      expected += result.total * EVENTS * WEBHOOKS
      // What is still to be sent must not slow the other server down.
      drained.push(await drain(receivers, expected))
    }
    for (let pair = 0; pair < plan.rounds * PAIRS_A_ROUND; pair += 1) {
      // Machines are faster after a rest, such as the turn gets that follows the last deliveries. The order alternates, so that each has it
      // in turns.
      const order = pair % 2 === 0 ? [takeSilent, takeTelling] : [takeTelling, takeSilent]
      for (const take of order) await take()
    }
    return { ...taken, accepted: await receivers.accepted(), drainedMs: median(drained) }
  } finally {
    receivers.stop()
    await telling.stop()
    await silent.stop()
  }
}

/** The length of each turn. */
export const secondsOf = ({ seconds }: Plan): number => seconds * SHORTENED_TO

/** Resolves when receivers have accepted this many messages, with how long it took. */
async function drain({ accepted }: { readonly accepted: () => Promise<number> }, expected: number): Promise<number> {
  const began = performance.now()
  while ((await accepted()) < expected) {
    if (performance.now() - began > DRAINED_WITHIN_MS)
      throw new Error(`of ${expected} messages receivers were sent ${await accepted()}`)
    await pause(POLL_MS)
  }
  return performance.now() - began
}

async function startReceivers() {
  const child = fork(fileURLToPath(new URL('../load/receivers.ts', import.meta.url)))
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    accepted: async () => {
      child.send('how many?')
      const [accepted] = (await once(child, 'message')) as [number]
      return accepted
    },
    stop: () => {
      child.disconnect()
    },
  }
}

async function createWebhook({ target, base, token }: RunningServer, number: number, port: number): Promise<void> {
  const project = /projects\/([^/]+)$/.exec(base)?.[1] ?? ''
  const body = {
    name: `receiver-${number}`,
    enabled: true,
    config: { url: `http://127.0.0.1:${port}/${number}`, hmac_key: 'a secret of the benchmark' },
    subscriptions: [{ events: [{ action: '*', source: 'hashicorp.packer.version' }] }],
  }
  const path = `/2023-05-31/webhook/project%2F${project}/webhooks`
  const answer = await ask(target, requestBytes({ method: 'POST', path, token, body }))
  if (answer.status !== 200) throw new Error(`no webhook: ${answer.status} ${answer.body.toString()}`)
}
