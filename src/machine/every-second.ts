/** Calls `work` once a second until the function that it returns is called. */
export type EverySecond = (work: () => void) => () => void

export const everySecond: EverySecond = (work) => {
  const timer = setInterval(work, 1000).unref()
  return () => {
    clearInterval(timer)
  }
}
