/** The value of the cookie of that name; undefined when the request has none, or several, of which one is not ours. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  const found = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined
}

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/**
 * A cookie that only this very host has sent and gets, over https alone, and no script reads. Null has the browser forget it.
 * Its name begins with `__Host-`, so that no other host can put one in its place (RFC 6265bis 4.1.3.2). It is sent when
 * somebody comes from elsewhere by a link, for who follows one is signed in still; that changes nothing.
 */
export function cookieFor(name: `__Host-${string}`, value: string | null): string {
  return value === null ? `${name}=; Max-Age=0; ${ATTRIBUTES}` : `${name}=${value}; ${ATTRIBUTES}`
}

/** The same for one that outlasts the browser's end. */
export const lastingCookieFor = (name: `__Host-${string}`, value: string, milliseconds: number): string =>
  `${name}=${value}; Max-Age=${milliseconds / 1000}; ${ATTRIBUTES}`
