// The log of what is refused before it is a request: a line a second for each status, however many come, because anybody
// can send as much of it as the line carries.
import type { Logger } from 'pino'
import type { RequestRefusal } from './request-refusal.ts'

export interface RefusalLog {
  add(refusal: RequestRefusal): void
  /** A second has passed. */
  second(): void
}

interface Refused {
  /** Of the first of them. */
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
