/** Blocks the event loop for this many milliseconds. */
export function stand(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
}

/**
 * The milliseconds that the work takes, measured from before it begins: a busy machine may suspend the process between the work's own first
 * reading of the clock and a later one here. Node's timers count whole milliseconds, and fire up to two too early.
 */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
