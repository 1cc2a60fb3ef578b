// Several processes that serve one address (ADR 21). The first one starts the registry, runs its jobs and keeps as many workers running as
// there should be, none of which outlives it. The workers only serve. Their messages:
//
//   worker -> first   its port    it listens
//   first -> worker   ready       the start is over
//   first -> worker   stop        end, once what is under way is finished
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
  /** Reports that this worker listens, and waits until it should serve or stop. */
  readonly beforeReady: (app: App) => Promise<void>
}

/** The orders of the first process to this one; null if this is the first. */
export function ordersOfFirst(): Orders | null {
  if (cluster.isPrimary) return null
  // Terminals and systemd send these signals to every process, but the first one decides who ends when.
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
  /** Resolves once all workers listen. */
  readonly serve: () => Promise<Serving>
  /** Rejects if workers cannot start, or end again and again. */
  readonly failed: Promise<never>
}

/** If more workers that have served end within a minute than this, and more than there are workers, new ones would not help. */
const MOST_DEATHS = 5
const MINUTE_MS = 60_000
const PAUSE_MS = 1000

const ADVICE = 'its output says why; fix that, or try --workers 1'

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
      // A worker that could not be started does not exit.
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
      // A worker that could not start, as without a database, is replaced after a pause.
      setTimeout(fork, hasServed ? 0 : PAUSE_MS)
    }
  }

  function admit(worker: Worker, port: number): void {
    log.info({ worker: worker.process.pid }, 'A worker listens')
    listening.add(worker)
    // Orders sent before the worker could receive them are lost.
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
    // If the system chooses the port, all workers use the one that it chose for the first of them.
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

/** A system that lets workers share an address lets another server's workers share it, too: our own name prevents that. */
async function holdAddress({ host, port }: ListenAddress): Promise<Server | null> {
  if (port === 0 || process.platform !== 'linux') return null
  const name = createServer().listen(`\0assay ${host}:${port}`).unref()
  await once(name, 'listening').catch((error: unknown) => {
    throw Object.assign(error as Error, { address: host, port })
  })
  return name
}
