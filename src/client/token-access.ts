import type { Access } from './access.ts'
import { accepted, messageIn } from './api-error.ts'
import { answerText, type Fetch } from './fetch.ts'
import { type Answered, outcomeOf, type Retries, USUAL_RETRIES, withRetries } from './retries.ts'

export interface TokenEndpoint {
  /** The address of the identity server: `https://registry.example:8443`. */
  readonly authUrl: string
  readonly fetch?: Fetch
  readonly retries?: Retries
}

/** The response of a token endpoint. */
export interface Granted {
  readonly access_token: string
  /** The lifetime of the access token, in seconds. */
  readonly expires_in: number
  /** Valid once, for the next pair of tokens. */
  readonly refresh_token?: string
}

/** A token and the time until which it may be used, in milliseconds of `Date.now()`. */
export interface TimedToken {
  readonly token: string
  readonly until: number
}

// Tokens are renewed this long before they expire, so that a token outlives the request that it is sent with.
const EARLY_MS = 60_000

export const timedToken = ({ access_token: token, expires_in: seconds }: Granted): TimedToken => ({
  token,
  until: Date.now() + seconds * 1000 - EARLY_MS,
})

/** Sends a token, and requests a new one when there is no valid one. Waiting calls share that request, so none of them can cancel it. */
export function tokenAccess(ask: () => Promise<TimedToken>, first: TimedToken | null = null): Access {
  let current = first
  let asked: Promise<TimedToken> | undefined
  const next = () =>
    (asked ??= ask()
      .then((given) => (current = given))
      .finally(() => {
        asked = undefined
      }))
  return {
    async headers() {
      return headersOf(current !== null && Date.now() < current.until ? current : await next())
    },
    renew({ authorization }) {
      // Another call may have renewed the token meanwhile; the new one stays.
      if (current !== null && headersOf(current).authorization === authorization) current = null
      return true
    },
    credentials: 'omit',
  }
}

const headersOf = ({ token }: TimedToken) => ({ authorization: `Bearer ${token}` })

export interface TokenRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Whether the request may be sent twice: one that spends a refresh token may not. */
  readonly repeatable: boolean
  readonly signal?: AbortSignal
}

export const BY_FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Requests a token. Throws as `askTokenServer` does. */
export async function askToken(endpoint: TokenEndpoint, request: TokenRequest): Promise<Granted> {
  const { answer, content } = await askTokenServer(endpoint, request)
  return messageIn(`POST ${request.path}`, answer, content) as Granted
}

/** Posts to the token server, with the retries of `Client.call`. Throws `ApiError` when refused, `UnreachableError` without a response. */
export async function askTokenServer(
  { authUrl, fetch = globalThis.fetch, retries = USUAL_RETRIES }: TokenEndpoint,
  { path, headers, body, repeatable, signal }: TokenRequest,
): Promise<Answered<string | null>> {
  const url = new URL(path, authUrl)
  const init = { method: 'POST', body, headers, ...(signal && { signal }) }
  const outcome = await withRetries({ retries, repeatable, signal }, () =>
    outcomeOf(fetch(url, init), answerText, signal),
  )
  return accepted(outcome, `POST ${path}`, `cannot reach the token server ${url.origin}`)
}
