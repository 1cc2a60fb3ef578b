import type { EverySecond } from '../../src/machine/every-second.ts'

export interface ManualSeconds {
  readonly everySecond: EverySecond
  /** Lets this many seconds pass. */
  readonly pass: (seconds: number) => void
}

/** Seconds that only pass when a test says so. */
export function manualSeconds(): ManualSeconds {
  const works = new Set<() => void>()
  return {
    everySecond: (work) => {
      works.add(work)
      return () => {
        works.delete(work)
      }
    },
    pass: (seconds) => {
      for (let passed = 0; passed < seconds; passed++) for (const work of works) work()
    },
  }
}

/** Seconds that last a tenth of a second, for tests that wait for a server's timeout. */
export const shortSeconds: EverySecond = (work) => {
  const timer = setInterval(work, 100).unref()
  return () => {
    clearInterval(timer)
  }
}
