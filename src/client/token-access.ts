import type { Access } from './access.ts'
import { accepted, messageIn } from './api-error.ts'
import { answerText, type Fetch } from './fetch.ts'
import { type Answered, outcomeOf, type Retries, USUAL_RETRIES, withRetries } from './retries.ts'

export interface TokenEndpoint {
  /** Of the identity server: `https://registry.example:8443`. */
  readonly authUrl: string
  readonly fetch?: Fetch
  readonly retries?: Retries
}

/** What a server gives for whatever proves who asks. */
export interface Granted {
  readonly access_token: string
  /** In seconds. */
  readonly expires_in: number
  /** Good once, for the next of both. */
  readonly refresh_token?: string
}

/** A token, and until when it may be shown, in milliseconds of `Date.now()`. */
export interface TimedToken {
  readonly token: string
  readonly until: number
}

// Whoever asks within it has a token that lasts as long as their request.
const EARLY_MS = 60_000

export const timedToken = ({ access_token: token, expires_in: seconds }: Granted): TimedToken => ({
  token,
  until: Date.now() + seconds * 1000 - EARLY_MS,
})

/** Shows a token, and asks for one when there is none that is good: once for all who wait, so that nobody of them can call it off. */
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
      // Another call may have had it renewed meanwhile: the new one stays.
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
  /** Whether what it shows is good for several: a refresh token is not. */
  readonly repeatable: boolean
  readonly signal?: AbortSignal
}

export const BY_FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Asks for a token. Throws as `askTokenServer` does. */
export async function askToken(endpoint: TokenEndpoint, request: TokenRequest): Promise<Granted> {
  const { answer, content } = await askTokenServer(endpoint, request)
  return messageIn(`POST ${request.path}`, answer, content) as Granted
}

/** Asks, and again as `Client.call` does. Throws `ApiError` where it is refused, `UnreachableError` where there is no answer. */
export async function askTokenServer(
  { authUrl, fetch = globalThis.fetch, retries = USUAL_RETRIES }: TokenEndpoint,
  { path, headers, body, repeatable, signal }: TokenRequest,
): Promise<Answered<string | null>> {
  const url = new URL(path, authUrl)
  const init = { method: 'POST', body, headers, ...(signal && { signal }) }
  const outcome = await withRetries({ retries, repeatable, signal }, () =>
    outcomeOf(fetch(url, init), answerText, signal),
  )
  return accepted(outcome, `POST ${path}`, `${url.origin}, which gives tokens, cannot be reached`)
}
