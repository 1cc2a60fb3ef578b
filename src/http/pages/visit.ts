// What a page receives of a request, and what it answers.
import type { Credential } from '../../auth/authenticate.ts'
import type { ProviderSignIn } from '../../auth/provider-sign-in/provider-sign-in.ts'
import type { From } from '../../auth/sessions/begin-session.ts'
import type { BrowserLogins } from '../../auth/sessions/browser-logins.ts'
import { KNOWN_FOR_MS } from '../../auth/sessions/known-browsers.ts'
import type { PasswordSignIn, PersonSecrets, SignInOutcome } from '../../auth/sessions/password-sign-in.ts'
import type { Asked, Context } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Actor } from '../../domain/principal/principal.ts'
import type { Unsigned } from '../../domain/principal/user/person.ts'
import { cookieFor, lastingCookieFor } from '../wire/cookies.ts'
import { SESSION_COOKIE } from '../wire/credential.ts'
import type { Page } from './document.ts'
import type { Wrong } from './form.ts'

/** The cookie of a user who has entered a password but not yet a code. */
export const HALF_COOKIE = '__Host-assay-half'
/** The page on which a user who must have a second factor sets it up, before being signed in. */
export const SET_UP_PATH = '/sign-in/second-factor/set-up'
/** The cookie of a browser in which a user has signed in before. */
export const KNOWN_COOKIE = '__Host-assay-known'

export interface PagesParts {
  readonly unsigned: Unsigned
  readonly signIn: PasswordSignIn
  readonly secrets: PersonSecrets
  readonly requireSecondFactor: boolean
  readonly browserLogins: BrowserLogins
  readonly providerSignIn: ProviderSignIn
  readonly hashSession: (token: string) => string
  readonly hashInvitation: (token: string) => string
  /** A keyed hash of the texts, which come from the browser's cookies. */
  readonly formToken: (...texts: readonly string[]) => string
  readonly actorOf: (credential: Credential) => Actor | Promise<Actor>
  /** Called with the token of a session that has ended, so that it is no longer accepted. */
  readonly forget: (token: string) => void
  readonly contextOf: (actor: Actor, asked: Asked) => Context
}

/** A request, as pages see it. */
export interface Visit {
  /** The origin at which the browser reaches the server. */
  readonly origin: string
  /** The query as it was sent, from the question mark on. */
  readonly search: string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly params: Readonly<Record<string, string>>
  /** The fields of the form that was posted. */
  readonly fields: Readonly<Record<string, string | undefined>>
  /** The token for forms in the answer. */
  readonly token: string
  /** The token of the session in the browser's cookie, valid or not. */
  readonly session: string | null
  /** The context of the user who is signed in; null when nobody is. */
  readonly self: () => Promise<Context | null>
  /** Where a sign-in comes from. */
  readonly from: From
  readonly cookie: (name: `__Host-${string}`) => string | undefined
}

export type Answer =
  | {
      readonly kind: 'page'
      readonly page: Page
      readonly status?: number
      readonly cookies?: readonly string[]
      /** The origin, besides ours, to which the page's forms may redirect in the end. */
      readonly formsLeadTo?: string
    }
  | { readonly kind: 'go'; readonly to: string; readonly cookies?: readonly string[] }

/** One address, with one method. */
export interface PageRoute {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly answer: (visit: Visit) => Promise<Answer>
}

/** Sends a user who has been signed in on to `to`, or to the set-up of a second factor; shows all others what is wrong. */
export function answerTo(
  outcome: SignInOutcome,
  to: string,
  tell: (wrong: Wrong, status: number) => Answer,
  wrong: Wrong,
): Answer {
  if (outcome.kind === 'signed-in') return { kind: 'go', to, cookies: cookiesOf(outcome) }
  if (outcome.kind === 'set-up') {
    const cookies = [cookieFor(HALF_COOKIE, outcome.half)]
    return { kind: 'go', to: `${SET_UP_PATH}?return=${encodeURIComponent(to)}`, cookies }
  }
  if (outcome.kind !== 'wait') return tell(wrong, 422)
  return tell({ form: toWait(outcome) }, 429)
}

/** The cookies for a user whom the outcome signs in. */
export function cookiesOf(outcome: SignInOutcome): readonly string[] {
  if (outcome.kind !== 'signed-in') return []
  const { token, known } = outcome
  const lasting = known === undefined ? [] : [lastingCookieFor(KNOWN_COOKIE, known, KNOWN_FOR_MS)]
  return [cookieFor(SESSION_COOKIE, token), ...lasting]
}

export const toWait = ({ milliseconds }: { readonly milliseconds: number }) =>
  `Too many failed attempts. Try again in ${Math.ceil(milliseconds / 1000)} seconds.`

/** The complaints of an error, by field; rethrows an error that concerns no field. */
export function wrongIn(error: unknown): Wrong {
  if (!(error instanceof DomainError) || error.violations.length === 0) throw error
  return Object.fromEntries(error.violations.map(({ field, description }) => [field, sentence(description)]))
}

/** Makes a page for signed-in users only; others are sent to sign in first. */
export const signedIn =
  (page: (self: Context, visit: Visit) => Promise<Answer>, back: string) =>
  async (visit: Visit): Promise<Answer> => {
    const self = await visit.self()
    return self === null ? { kind: 'go', to: `/sign-in?return=${encodeURIComponent(back)}` } : page(self, visit)
  }

/** Messages of the domain begin in lower case and end without a full stop. */
export const sentence = (message: string) => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
