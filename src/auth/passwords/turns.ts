import { unavailable } from '../../domain/errors.ts'

/** Runs work when its turn comes. */
export type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>

/** So many at once, and no more than so many who wait for that: whoever is beyond hears `unavailable` at once. */
export function turns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turn {
  const queue: (() => void)[] = []
  let running = 0

  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting)
        throw unavailable('too many people show passwords at once: try again in a few seconds')
      // Whoever ends hands their place on.
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
