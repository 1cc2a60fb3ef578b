// Normalizes the address in a request line before anything reads it: the router, the signatures of links and the log all see
// the same spelling.

const ABSOLUTE = /^https?:\/\/[^/?#]*/i

/**
 * The target in origin form (RFC 9112 3.2), with each run of slashes in its path merged into one: HCP merges them, and several
 * public clients join addresses in a way that doubles a slash. `%2F` is part of a value and stays, and so does the query.
 */
export function readTarget(target: string): string {
  if (!target.includes('//')) return target
  const local = target.replace(ABSOLUTE, '')
  const end = local.search(/[?#]/)
  const path = end === -1 ? local : local.slice(0, end)
  return (path === '' ? '/' : path.replace(/\/{2,}/g, '/')) + local.slice(path.length)
}
