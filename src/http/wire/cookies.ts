/** The value of the cookie with that name; undefined when there is none, or several, because one of these is not ours. */
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
 * A cookie that only this host can set and receive, over https only, and that no script can read. Null makes the browser delete
 * it. Its name begins with `__Host-`, so that no other host can replace it (RFC 6265bis 4.1.3.2). Browsers also send it when a
 * user follows a link from another site, so that the user is still signed in there; such a request changes nothing.
 */
export function cookieFor(name: `__Host-${string}`, value: string | null): string {
  return value === null ? `${name}=; Max-Age=0; ${ATTRIBUTES}` : `${name}=${value}; ${ATTRIBUTES}`
}

/** The same for a cookie that outlives the browser session. */
export const lastingCookieFor = (name: `__Host-${string}`, value: string, milliseconds: number): string =>
  `${name}=${value}; Max-Age=${milliseconds / 1000}; ${ATTRIBUTES}`
