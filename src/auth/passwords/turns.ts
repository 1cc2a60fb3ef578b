import { unavailable } from '../../domain/errors.ts'

/** Runs work when its turn comes. */
export type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>

/** Runs `atOnce` pieces of work at a time, while up to `waiting` others wait; any more are refused at once with `unavailable`. */
export function turns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turn {
  const queue: (() => void)[] = []
  let running = 0

  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting)
        throw unavailable('too many people show passwords at once: try again in a few seconds')
      // Work that ends hands its slot to the next.
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
