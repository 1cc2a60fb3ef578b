const OURS = 'https://assay.invalid'

/** Where somebody is to be after they have signed in: a path of ours, whatever an address says. */
export function returnPath(given: string | undefined, otherwise: string): string {
  if (given === undefined || !/^\/[!-~]*$/.test(given) || given.includes('\\')) return otherwise
  const url = URL.parse(given, OURS)
  return url?.origin === OURS && !url.pathname.startsWith('//') ? url.pathname + url.search : otherwise
}
