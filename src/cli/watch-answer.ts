export interface WatchedAnswer {
  /** Resolves when all that was written is there: to null, or to what people are told where it cannot be written. */
  readonly settled: () => Promise<string | null>
  readonly stop: () => void
}

/** Watches what becomes of what is written to stdout. `onEnough` is called when whoever reads it has gone: `assay --help | head`. */
export function watchAnswer(onEnough: () => void): WatchedAnswer {
  const unwritten: Error[] = []
  const notice = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') onEnough()
    else unwritten.push(error)
  }
  process.stdout.on('error', notice)
  return {
    settled: async () => {
      await new Promise<void>((resolve) => {
        process.stdout.write('', () => {
          resolve()
        })
      })
      const [failure] = unwritten
      return failure === undefined ? null : `the answer cannot be written: ${failure.message}`
    },
    stop: () => {
      process.stdout.off('error', notice)
    },
  }
}
