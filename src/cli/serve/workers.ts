// Several processes that serve one address (ADR 21). The first one starts the registry, does its jobs and sees to it that
// there are as many workers as there should be, and none after it; these do nothing but serve. What they tell one another:
//
//   worker → first   its port    it listens
//   first → worker   ready       the start is over
//   first → worker   stop        end, once what is under way is finished
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { App, Serving } from '../../app.ts'
import type { Config } from '../../config/config.ts'
import type { ListenAddress } from '../../config/setting-values.ts'
import { failedPrecondition, reasonOf } from '../../domain/errors.ts'
import type { Log } from '../../log/log.ts'

export interface Orders {
  readonly stopped: Promise<string>
  /** Says that this worker listens, and waits until it is to be of use. */
  readonly beforeReady: (app: App) => Promise<void>
}

/** What the first process wants of this one; null when this is the first. */
export function ordersOfFirst(): Orders | null {
  if (cluster.isPrimary) return null
  // Terminals and systemd send them to every process, but the first one decides who ends when.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined)
  const [ready, stopped] = [heard('ready'), heard('stop')]
  return {
    stopped,
    beforeReady: async ({ port }) => {
      process.send?.(port)
      await Promise.race([ready, stopped])
    },
  }
}

type Order = 'ready' | 'stop'

const heard = (order: Order) =>
  new Promise<string>((resolve) => {
    process.on('message', (message) => {
      if (message === order) resolve(order)
    })
  })

export interface Workers {
  /** Resolves once all of them listen. */
  readonly serve: () => Promise<Serving>
  /** Rejects when they cannot start, or end again and again. */
  readonly failed: Promise<never>
}

/** When more that have served end in a minute, and more than there are, what has them end does not go away with them. */
const MOST_DEATHS = 5
const MINUTE_MS = 60_000
const PAUSE_MS = 1000

const ADVICE = 'what it wrote tells why; mend that, or see with --workers 1 whether one process does better'

export function createWorkers({ workers: count, listen }: Config, log: Log): Workers {
  const begun = Promise.withResolvers<number>()
  const complete = Promise.withResolvers<undefined>()
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  const listening = new Set<Worker>()
  let isReady = false
  let isClosing = false
  let deaths: readonly number[] = []

  const tell = (worker: Worker, order: Order) => {
    if (worker.isConnected()) worker.send(order)
  }

  function fork(): void {
    if (isClosing) return
    const worker = cluster.fork()
    worker.on('error', (error) => {
      // One that could not be started does not exit.
      if (worker.process.pid === undefined) replace(worker, reasonOf(error))
    })
  }

  function replace(worker: Worker, end: string | number): void {
    const hasServed = listening.delete(worker)
    if (isClosing) return
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < MINUTE_MS), ...(hasServed ? [now] : [])]
    if (!isReady) failed.reject(failedPrecondition(`a worker ended (${end}) before all could serve: ${ADVICE}`))
    else if (deaths.length > Math.max(MOST_DEATHS, count))
      failed.reject(failedPrecondition(`workers end again and again, the last one with ${end}: ${ADVICE}`))
    else {
      log.error({ worker: worker.process.pid, end }, 'A worker has ended: another one takes its place')
      // What keeps one from starting, a database that is away, keeps those who serve from ending, too.
      setTimeout(fork, hasServed ? 0 : PAUSE_MS)
    }
  }

  function admit(worker: Worker, port: number): void {
    log.info({ worker: worker.process.pid }, 'A worker listens')
    listening.add(worker)
    // What it was told before it could hear is lost.
    if (isClosing) tell(worker, 'stop')
    else if (isReady) tell(worker, 'ready')
    begun.resolve(port)
    if (listening.size === count) complete.resolve(undefined)
  }

  async function startAll(): Promise<number> {
    cluster.on('exit', (worker, code, signal: string | null) => {
      replace(worker, signal ?? code)
    })
    cluster.on('message', admit)
    fork()
    const port = await begun.promise
    // Where the system chooses it, all have the one that it chose for the first of them.
    const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host
    cluster.setupPrimary({ args: [...process.argv.slice(2), '--listen', `${host}:${port}`] })
    for (let number = 1; number < count; number += 1) fork()
    await complete.promise
    return port
  }

  async function close(): Promise<void> {
    isClosing = true
    const living = Object.values(cluster.workers ?? {}).filter((worker) => worker?.isDead() === false) as Worker[]
    const ends = living.map((worker) => once(worker, 'exit'))
    for (const worker of living) tell(worker, 'stop')
    await Promise.all(ends)
  }

  return {
    failed: failed.promise,
    serve: async () => {
      const held = await holdAddress(listen)
      try {
        const port = await Promise.race([startAll(), failed.promise])
        const ready = () => {
          isReady = true
          for (const worker of listening) tell(worker, 'ready')
        }
        return { port, ready, close: () => close().finally(() => held?.close()) }
      } catch (error) {
        await close().finally(() => held?.close())
        throw error
      }
    },
  }
}

/** Whoever may share an address of this system may share it with workers of another server, too: a name of ours forbids it. */
async function holdAddress({ host, port }: ListenAddress): Promise<Server | null> {
  if (port === 0 || process.platform !== 'linux') return null
  const name = createServer().listen(`\0assay ${host}:${port}`).unref()
  await once(name, 'listening').catch((error: unknown) => {
    throw Object.assign(error as Error, { address: host, port })
  })
  return name
}
