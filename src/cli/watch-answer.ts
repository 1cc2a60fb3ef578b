export interface WatchedAnswer {
  /** Resolves once everything is written: to null, or to a message for people if it cannot be written. */
  readonly settled: () => Promise<string | null>
  readonly stop: () => void
}

/** Watches what is written to stdout. Calls `onEnough` when its reader has gone: `assay --help | head`. */
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
      return failure === undefined ? null : `the output cannot be written: ${failure.message}`
    },
    stop: () => {
      process.stdout.off('error', notice)
    },
  }
}
