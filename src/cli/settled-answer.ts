/** Ends when all that was written to stdout is there, or is known not to be: an `error` of stdout says so. */
export const settledAnswer = (): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write('', () => {
      resolve()
    })
  })

/** What people are told of an `error` of stdout. */
export const unwrittenAnswer = ({ message }: Error): string => `the answer cannot be written: ${message}`
