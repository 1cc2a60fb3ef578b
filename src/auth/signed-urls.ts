// Links that open one thing for a while without a bearer token: clients download SBOMs with a bare HTTP client.
import type { Clock, Instant } from '../domain/clock.ts'
import { notAllowed } from '../domain/errors.ts'
import { areEqual, keyedHash } from './secret-hash.ts'

export interface SignedUrls {
  /** `path` (which may have a query) with its expiry and a signature appended. Every replica accepts it. */
  sign(path: string, expiresAt: Instant): string
  /**
   * Accepts a URL from `sign`, as it came in the request line. Throws `permission_denied` when any of it was changed,
   * or when it has expired.
   */
  verify(signed: string): void
}

export interface SignedUrlsParts {
  readonly clock: Clock
  readonly serverKey: Uint8Array
}

// The signature comes last and covers every character before it, so that there is nothing to parse before it is checked.
const SIGNED = /^(.*[?&]expires=(\d{1,12}))&signature=([\w-]{43})$/

export function signedUrls({ clock, serverKey }: SignedUrlsParts): SignedUrls {
  const signatureOf = (text: string) => keyedHash(serverKey, 'signed-url', text).toString('base64url')
  return {
    sign(path, expiresAt) {
      const seconds = Math.floor(Date.parse(expiresAt) / 1000)
      const text = `${path}${path.includes('?') ? '&' : '?'}expires=${seconds}`
      return `${text}&signature=${signatureOf(text)}`
    },
    verify(signed) {
      const [, text, seconds, signature] = SIGNED.exec(signed) ?? []
      if (text === undefined || seconds === undefined || signature === undefined)
        throw notAllowed('this link is not complete: use it exactly as it was given')
      // Compared as texts: two bits of the last of the 43 characters decode to nothing.
      if (!areEqual(Buffer.from(signatureOf(text)), Buffer.from(signature)))
        throw notAllowed('this link was changed or comes from another server: ask for a new one')
      if (Date.parse(clock.now()) >= Number(seconds) * 1000)
        throw notAllowed('this link has expired: ask for a new one')
    },
  }
}
