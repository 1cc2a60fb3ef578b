// Asks one OpenID Connect provider who somebody is: authorization code with PKCE, state and nonce (openid-client does the
// protocol). It decides nothing.
import type * as Openid from 'openid-client'
import type { ClientAuth, Configuration, CustomFetch } from 'openid-client'
import { type Clock, later } from '../../domain/clock.ts'
import type { Assertion } from '../../domain/principal/identity/identity.ts'
import type { Ask } from '../../machine/outbound/outbound-client.ts'
import type { SignInProvider } from './sign-in-provider.ts'

/** What tells one sign-in from another; all three are secrets of the browser. */
export interface Checks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface OpenidClient {
  /** The address to send the browser to. */
  readonly addressFor: (redirectUri: string, checks: Checks) => Promise<string>
  /** What the provider says about the person who has come back to that address. Rejects when it says nothing that can be believed. */
  readonly assertionAt: (address: URL, checks: Checks) => Promise<Assertion>
}

const ASK_MS = 10_000
const ANSWER_BYTES = 256 * 1024
/** How long the metadata of a provider is kept: it may change. openid-client looks up new keys by itself. */
const KNOWN_MS = 3_600_000
const CLOCK_LEEWAY_SECONDS = 30
/** OpenID Connect Core 2. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/
const MOST_GROUPS = 1000

export function openidClient(
  provider: SignInProvider,
  { ask, clock }: { readonly ask: Ask; readonly clock: Clock },
): OpenidClient {
  let known: { readonly until: string; readonly configuration: Promise<Configuration> } | undefined

  async function discover(): Promise<Configuration> {
    // Loaded when somebody first signs in with a provider.
    const openid = await import('openid-client')
    const { issuer, clientId, clientSecret } = provider
    const configuration = await openid.discovery(
      new URL(issuer),
      clientId,
      { [openid.clockTolerance]: CLOCK_LEEWAY_SECONDS },
      clientSecret === null ? openid.None() : withSecret(openid, clientSecret),
      { [openid.customFetch]: fetchBy(ask), timeout: ASK_MS / 1000 },
    )
    // The signature is verified, though the token came from the issuer itself.
    openid.enableNonRepudiationChecks(configuration)
    return configuration
  }

  function configured(): Promise<Configuration> {
    const now = clock.now()
    if (known !== undefined && now < known.until) return known.configuration
    const fresh = { until: later(now, KNOWN_MS), configuration: discover() }
    known = fresh
    fresh.configuration.catch(() => {
      if (known === fresh) known = undefined
    })
    return fresh.configuration
  }

  return {
    async addressFor(redirectUri, { state, nonce, verifier }) {
      const openid = await import('openid-client')
      const url = openid.buildAuthorizationUrl(await configured(), {
        redirect_uri: redirectUri,
        scope: provider.scopes.join(' '),
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return url.href
    },
    async assertionAt(address, { state, nonce, verifier }) {
      const openid = await import('openid-client')
      const configuration = await configured()
      const tokens = await openid.authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims: Claims = tokens.claims() ?? {}
      const subject = claims['sub']
      if (typeof subject !== 'string' || !SUBJECT.test(subject)) throw new Error('the subject is no text of ASCII')
      // Many providers give the other claims only there (OpenID Connect Core 5.4).
      const isAsked = configuration.serverMetadata().userinfo_endpoint !== undefined && !hasAll(claims, provider)
      const more = isAsked ? await openid.fetchUserInfo(configuration, tokens.access_token, subject) : {}
      return assertionOf(subject, [claims, more], provider)
    },
  }
}

/** HTTP Basic, which the specification prefers, unless the metadata lists only other methods. */
const withSecret =
  (openid: typeof Openid, secret: string): ClientAuth =>
  (server, ...others) => {
    const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = server
    const auth = methods.includes('client_secret_basic') ? openid.ClientSecretBasic : openid.ClientSecretPost
    auth(secret)(server, ...others)
  }

type Claims = Readonly<Record<string, unknown>>

const hasAll = (claims: Claims, { groupsClaim, trustEmails }: SignInProvider) =>
  (trustEmails ? textIn(claims, 'email') !== null : hasBoth(claims)) &&
  (groupsClaim === null || claims[groupsClaim] !== undefined)

const hasBoth = (claims: Claims) => textIn(claims, 'email') !== null && claims['email_verified'] !== undefined

function textIn(claims: Claims, name: string): string | null {
  const value = claims[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Combines the documents of one sign-in; earlier ones take precedence. */
function assertionOf(subject: string, documents: readonly Claims[], { groupsClaim }: SignInProvider): Assertion {
  const textOf = (name: string) => documents.map((claims) => textIn(claims, name)).find((text) => text !== null) ?? null
  // `email_verified` in one document says nothing about the address in the other.
  const mail = documents.find(hasBoth)
  const verified = mail?.['email_verified']
  const groups = groupsClaim === null ? [] : documents.map((claims) => claims[groupsClaim])
  return {
    subject,
    email: mail === undefined ? textOf('email') : textIn(mail, 'email'),
    // Some providers send a string.
    isEmailVerified: verified === true || verified === 'true',
    displayName: textOf('name') ?? textOf('preferred_username'),
    groups: [groups.find((said) => said !== undefined) ?? []]
      .flat()
      .filter((group) => typeof group === 'string')
      .slice(0, MOST_GROUPS),
  }
}

/** Fetches through the outbound client: over https, from public or allowed addresses, within limits. */
const fetchBy =
  (ask: Ask): CustomFetch =>
  async (url, { method, headers, body }) => {
    if (method !== 'GET' && method !== 'POST') throw new Error(`no provider is asked by ${method}`)
    const answer = await ask({
      method,
      url,
      headers: { ...headers },
      body: body instanceof URLSearchParams ? body.toString() : typeof body === 'string' ? body : null,
      milliseconds: ASK_MS,
      bytes: ANSWER_BYTES,
    })
    const pairs = Object.entries(answer.headers).flatMap(([name, values]) =>
      [values ?? []].flat().map((value): [string, string] => [name, value]),
    )
    const { status } = answer
    const isEmpty = status === 204 || status === 205 || status === 304
    const response = new Response(isEmpty ? null : new Uint8Array(answer.body), { status, headers: pairs })
    // Set as `fetch` does, so that a failure can say who answered; without the query, which must not be logged.
    return Object.defineProperty(response, 'url', { value: url.split('?', 1)[0] })
  }
