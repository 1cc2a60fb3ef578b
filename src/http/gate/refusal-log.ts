// Logs requests that are refused before they reach the router: one line a second for each status, however many there are,
// because anybody can send as many as the network carries.
import type { Logger } from 'pino'
import type { RequestRefusal } from './request-refusal.ts'

export interface RefusalLog {
  add(refusal: RequestRefusal): void
  /** Called once a second. */
  second(): void
}

interface Refused {
  /** The reason of the first refusal. */
  readonly reason: string
  count: number
}

export function refusalLog(log: Logger): RefusalLog {
  const byStatus = new Map<number, Refused>()
  return {
    add({ statusCode, message }) {
      const refused = byStatus.get(statusCode)
      if (refused === undefined) byStatus.set(statusCode, { reason: message, count: 1 })
      else refused.count++
    },
    second() {
      for (const [status, { reason, count }] of byStatus) log.info({ status, reason, count }, 'requests refused')
      byStatus.clear()
    },
  }
}
