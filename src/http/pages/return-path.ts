const OURS = 'https://assay.invalid'

/** The path that a user returns to after signing in: always a path of this server, whatever the given text is. */
export function returnPath(given: string | undefined, otherwise: string): string {
  if (given === undefined || !/^\/[!-~]*$/.test(given) || given.includes('\\')) return otherwise
  const url = URL.parse(given, OURS)
  return url?.origin === OURS && !url.pathname.startsWith('//') ? url.pathname + url.search : otherwise
}
