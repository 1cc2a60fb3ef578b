import type { EverySecond } from '../../src/machine/every-second.ts'

export interface ManualSeconds {
  readonly everySecond: EverySecond
  /** Seconds pass, as many as are said. */
  readonly pass: (seconds: number) => void
}

/** Seconds that pass when a test says so. */
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

/** Seconds of a tenth, for who waits for the server to give up. */
export const shortSeconds: EverySecond = (work) => {
  const timer = setInterval(work, 100).unref()
  return () => {
    clearInterval(timer)
  }
}
