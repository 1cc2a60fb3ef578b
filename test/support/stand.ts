/** Has the event loop do nothing else. */
export function stand(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
}

/**
 * From before it begins: a busy machine may stop between what work reads of the clock first and what is read here. Timers of Node count in
 * whole milliseconds, and fire up to two too early.
 */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
