// Signing in with a provider: the steps, and what the browser keeps between them. Who a person is, and whom a provider may admit, is
// decided by the domain.
import { randomBytes } from 'node:crypto'
import { type Clock, later } from '../../domain/clock.ts'
import { admitIdentity } from '../../domain/principal/identity/admit-identity.ts'
import type { Unsigned } from '../../domain/principal/user/person.ts'
import { type Ask, ownShare } from '../../machine/outbound/outbound-client.ts'
import { addressBlock } from '../address-block.ts'
import { attemptsInTurn, type Wait } from '../attempts-in-turn.ts'
import type { FailedAttempts } from '../failed-attempts.ts'
import { areEqual, keyedHash } from '../secret-hash.ts'
import type { BeginSession, From } from '../sessions/begin-session.ts'
import { describeFailure } from './describe-failure.ts'
import { type Checks, openidClient } from './openid-client.ts'
import type { SignInProvider } from './sign-in-provider.ts'

export interface ProviderSignIn {
  /** In the order of the operator's file. */
  readonly providers: readonly Pick<SignInProvider, 'name' | 'displayName'>[]
  readonly begin: (name: string, started: Started) => Promise<Begun>
  /** Ends a sign-in when the browser has come back: `address` is the full URL that it requested, `kept` what it has kept since `begin`. */
  readonly finish: (name: string, returned: Returned, from: From) => Promise<Finished>
}

export interface Started {
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string
  /** Where the browser goes once the person has signed in. */
  readonly back: string
}
export type Begun =
  | { readonly kind: 'go'; readonly to: string; readonly kept: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly reason: string }

export interface Returned {
  readonly address: URL
  readonly kept: string | undefined
}
export type Finished =
  | { readonly kind: 'signed-in'; readonly token: string; readonly back: string }
  | Wait
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly reason: string }

export interface ProviderSignInParts {
  readonly unsigned: Unsigned
  readonly organizationId: string
  readonly serverKey: Uint8Array
  readonly providers: readonly SignInProvider[]
  readonly ask: Ask
  readonly begin: BeginSession['begin']
  readonly failedAttempts: FailedAttempts
  /** For the operator of the server: people are told less. */
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void
}

const UNDER_WAY_MS = 10 * 60_000
// Browsers keep no cookie of more than 4096 bytes.
const LONGEST_BACK = 2800
const KEPT = /^(?<seed>[\w-]{43})\.(?<until>\d{13})\.(?<back>[\w-]{0,4096})$/

export function providerSignIn(parts: ProviderSignInParts): ProviderSignIn {
  const { unsigned, organizationId, providers, warn } = parts
  const known = new Map(
    providers.map((provider) => [
      provider.name,
      { provider, client: openidClient(provider, { ask: ownShare(parts.ask), clock: unsigned.clock }) },
    ]),
  )
  const under = underWay(parts.serverKey, unsigned.clock)
  const inTurn = attemptsInTurn(parts.failedAttempts)

  const unreachable = ({ displayName, name, issuer }: SignInProvider, error: unknown) => {
    // Not the error itself: it may contain the response of the provider, and that may contain tokens.
    warn({ provider: name, issuer, reason: describeFailure(error) }, 'a provider of sign-ins cannot be asked')
    const reason = `${displayName} cannot be asked at the moment: try again, or ask who runs this server, whose log tells more`
    return { kind: 'refused', reason } as const
  }

  const notLetIn = ({ displayName, name }: SignInProvider, said: string) => {
    warn({ provider: name, reason: said.slice(0, 200) }, 'a provider lets somebody not sign in')
    const reason = `${displayName} has not let you in: try again, or ask who runs it`
    return { kind: 'refused', reason } as const
  }

  return {
    providers: providers.map(({ name, displayName }) => ({ name, displayName })),
    async begin(name, { redirectUri, back }) {
      const found = known.get(name)
      if (found === undefined) return { kind: 'unknown' }
      const kept = under.make(back)
      try {
        return { kind: 'go', to: await found.client.addressFor(redirectUri, under.checks(name, kept)), kept }
      } catch (error) {
        return unreachable(found.provider, error)
      }
    },
    async finish(name, { address, kept }, from) {
      const found = known.get(name)
      if (found === undefined) return { kind: 'unknown' }
      const { provider, client } = found
      const state = address.searchParams.get('state') ?? ''
      const back = under.backIn(name, kept, state)
      if (kept === undefined || back === undefined) return { kind: 'refused', reason: NOT_UNDER_WAY }
      const said = address.searchParams.get('error')
      if (said !== null) return notLetIn(provider, said)
      const { browser } = from
      // Counted per sign-in: a browser begins a new one after each failure, and a whole office may come from one address.
      const attempt = { clientId: kept, address: addressBlock(browser.address), secretHash: '', style: 'body' } as const
      const assertion = await inTurn(attempt, () => client.assertionAt(address, under.checks(name, kept))).catch(
        (error: unknown) => unreachable(provider, error),
      )
      if ('kind' in assertion) return assertion
      const admit = { organizationId, provider, assertion, address: browser.address }
      const admission = await admitIdentity({ ...unsigned, asked: from.asked }, admit)
      if (admission.kind === 'refused') return admission
      const { principalId, missingGroups } = admission
      if (missingGroups.length > 0)
        warn(
          { provider: name, principalId, groups: missingGroups },
          'groups of a provider are missing here, there are several of the name, or they are full',
        )
      const outcome = await parts.begin(principalId, 'provider', from)
      return outcome.kind === 'signed-in' ? { ...outcome, back } : { kind: 'refused', reason: DISABLED_SINCE }
    },
  }
}

const NOT_UNDER_WAY =
  'this is no sign-in that was begun in this browser in the last ten minutes, or another one was begun since: begin again'
const DISABLED_SINCE = 'you are disabled here: ask an administrator of the registry'

/** What a browser keeps until it comes back. The server stores nothing: state, nonce and verifier are derived from it. */
function underWay(serverKey: Uint8Array, clock: Clock) {
  const checks = (name: string, kept: string): Checks => {
    const derived = (what: string) => keyedHash(serverKey, 'provider', what, name, kept).toString('base64url')
    return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') }
  }
  return {
    checks,
    make(back: string): string {
      const until = Date.parse(later(clock.now(), UNDER_WAY_MS))
      const kept = back.length > LONGEST_BACK ? '' : back
      return `${randomBytes(32).toString('base64url')}.${until}.${Buffer.from(kept).toString('base64url')}`
    },
    /** Where the browser goes next; undefined when `kept` and `state` do not belong together, or are too old. */
    backIn(name: string, kept: string | undefined, state: string): string | undefined {
      const { until, back } = KEPT.exec(kept ?? '')?.groups ?? {}
      if (kept === undefined || until === undefined || Date.parse(clock.now()) >= Number(until)) return undefined
      const isOurs = areEqual(Buffer.from(state), Buffer.from(checks(name, kept).state))
      return isOurs ? Buffer.from(back ?? '', 'base64url').toString() : undefined
    },
  }
}
