/** More than any list of real images has, and less than what answering it at once would cost everybody else. */
const PAGE_BYTES = 4 * 1024 * 1024

/** Of rows that weigh so many bytes, how many one page may have: one at least, so that there is a next page. */
export function howManyFit(weights: readonly number[]): number {
  let room = PAGE_BYTES
  const beyond = weights.findIndex((bytes) => (room -= bytes) < 0)
  return beyond === -1 ? weights.length : Math.max(1, beyond)
}
