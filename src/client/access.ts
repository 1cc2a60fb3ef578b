// How a client shows who asks.
import { errorOf, UnreachableError } from './api-error.ts'

/** Adds to a request what shows who asks. */
export interface Access {
  /** The headers of a request. Throws `ApiError` or `UnreachableError` where there has to be a token first, and is none. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>
  /** What these headers showed is good no more. Answers whether another request may show better. */
  readonly renew: () => boolean
  readonly credentials: 'same-origin' | 'omit'
}

/** A person who is signed in: in a browser, on a page of the server that is asked. */
export const session = (): Access => ({
  // The server takes changes by a session from its own pages alone, which can send this header.
  headers: async () => ({ 'x-assay-session': '1' }),
  renew: () => false,
  credentials: 'same-origin',
})

/** A token that somebody has at hand. */
export const bearerToken = (token: string): Access => ({
  headers: async () => ({ authorization: `Bearer ${token}` }),
  renew: () => false,
  credentials: 'omit',
})

export interface ServicePrincipalKey {
  readonly clientId: string
  readonly clientSecret: string
}

export interface TokenEndpoint {
  /** Of the identity server: `https://registry.example:8443`. */
  readonly authUrl: string
  readonly fetch?: typeof fetch
}

interface Granted {
  readonly access_token: string
  /** In seconds. */
  readonly expires_in: number
}

// Whoever asks within it has a token that lasts as long as their request.
const EARLY_MS = 60_000
const AUDIENCE = 'https://api.hashicorp.cloud'

/** A key of a service principal: an access token for it is asked for when one is needed, once for all who wait. */
export function servicePrincipalKey(
  { clientId, clientSecret }: ServicePrincipalKey,
  { authUrl, fetch = globalThis.fetch }: TokenEndpoint,
): Access {
  let current: { readonly token: string; readonly until: number } | undefined
  let asked: Promise<string> | undefined

  // For all who wait, so that nobody of them can call it off.
  async function ask(): Promise<string> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', audience: AUDIENCE })
    // RFC 6749, 2.3.1: each half encoded as in a form before they are joined.
    const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
    const url = new URL('/oauth2/token', authUrl)
    const headers = { authorization: `Basic ${basic}` }
    const answer = await fetch(url, { method: 'POST', body, headers }).catch((cause: unknown) => {
      throw new UnreachableError(`${url.origin}, which gives tokens, cannot be reached`, { cause })
    })
    if (!answer.ok) throw await errorOf('POST /oauth2/token', answer)
    const { access_token: token, expires_in: seconds } = (await answer.json()) as Granted
    current = { token, until: Date.now() + seconds * 1000 - EARLY_MS }
    return token
  }

  return {
    async headers() {
      if (current === undefined || Date.now() >= current.until) {
        asked ??= ask().finally(() => {
          asked = undefined
        })
        await asked
      }
      return { authorization: `Bearer ${current?.token ?? ''}` }
    },
    renew() {
      const had = current !== undefined
      current = undefined
      return had
    },
    credentials: 'omit',
  }
}
