// A client that makes changes at a steady pace while others are measured.
import { setTimeout as pause } from 'node:timers/promises'
import { openConnection } from './connection.ts'
import { requestBytes } from './request-bytes.ts'
import type { RunningServer } from './server-process.ts'

export interface PacedWrites {
  /** Resolves with the number of changes a second. */
  readonly stop: () => Promise<number>
}

export interface Pace {
  /** The buckets whose descriptions are changed, in turns. */
  readonly buckets: readonly string[]
  readonly perSecond: number
}

/** Sends one change after the other: a server that is slower than the pace is not given more than it can do. */
export async function startWrites(
  { target, base, token }: RunningServer,
  { buckets, perSecond }: Pace,
): Promise<PacedWrites> {
  const { exchange, close } = await openConnection(target)
  const began = performance.now()
  let isStopped = false
  let writes = 0

  async function write(): Promise<void> {
    while (!isStopped) {
      const path = `${base}/buckets/${buckets[writes % buckets.length] ?? ''}`
      const body = { description: `change ${writes}` }
      const { status } = await exchange(requestBytes({ method: 'PATCH', path, token, body }))
      if (status !== 200) throw new Error(`a write was answered ${status}`)
      writes += 1
      await pause(Math.max(0, began + (writes * 1000) / perSecond - performance.now()))
    }
  }

  const ended = write()
  // The caller of `stop` gets the error.
  ended.catch(() => undefined)
  return {
    stop: async () => {
      isStopped = true
      await ended
      close()
      return writes / ((performance.now() - began) / 1000)
    },
  }
}
