// What a page is given of a request, and what it answers.
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

/** Of who has shown a password, and not yet a code. */
export const HALF_COOKIE = '__Host-assay-half'
/** Where who is to have a second factor sets it up, before they are signed in. */
export const SET_UP_PATH = '/sign-in/second-factor/set-up'
/** Of browsers in which somebody has signed in before. */
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
  /** A keyed hash of what a browser has. */
  readonly formToken: (...texts: readonly string[]) => string
  readonly actorOf: (credential: Credential) => Actor | Promise<Actor>
  /** That is told of the token of a session that has ended, which is good for nothing from then on. */
  readonly forget: (token: string) => void
  readonly contextOf: (actor: Actor, asked: Asked) => Context
}

/** What pages do with a request; made for each. */
export interface Visit {
  /** How the browser reaches the server. */
  readonly origin: string
  /** As it came, from the question mark on. */
  readonly search: string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly params: Readonly<Record<string, string>>
  /** What was posted. */
  readonly fields: Readonly<Record<string, string | undefined>>
  /** For forms of the answer. */
  readonly token: string
  /** Of the session that the browser shows, good or not. */
  readonly session: string | null
  /** Who is signed in; null for nobody. */
  readonly self: () => Promise<Context | null>
  /** Where from, for whoever signs in. */
  readonly from: From
  readonly cookie: (name: `__Host-${string}`) => string | undefined
}

export type Answer =
  | {
      readonly kind: 'page'
      readonly page: Page
      readonly status?: number
      readonly cookies?: readonly string[]
      /** The origin, beside ours, to which its forms may lead in the end. */
      readonly formsLeadTo?: string
    }
  | { readonly kind: 'go'; readonly to: string; readonly cookies?: readonly string[] }

/** One address, for one method. */
export interface PageRoute {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly answer: (visit: Visit) => Promise<Answer>
}

/** Has whoever is signed in go on, and tells all others what became of it. */
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

/** Of whoever is signed in by that. */
export function cookiesOf(outcome: SignInOutcome): readonly string[] {
  if (outcome.kind !== 'signed-in') return []
  const { token, known } = outcome
  const lasting = known === undefined ? [] : [lastingCookieFor(KNOWN_COOKIE, known, KNOWN_FOR_MS)]
  return [cookieFor(SESSION_COOKIE, token), ...lasting]
}

export const toWait = ({ milliseconds }: { readonly milliseconds: number }) =>
  `Too much was wrong. Try again in ${Math.ceil(milliseconds / 1000)} seconds.`

/** What is wrong, by the field; throws what is wrong with no field. */
export function wrongIn(error: unknown): Wrong {
  if (!(error instanceof DomainError) || error.violations.length === 0) throw error
  return Object.fromEntries(error.violations.map(({ field, description }) => [field, sentence(description)]))
}

/** For pages of whoever is signed in. */
export const signedIn =
  (page: (self: Context, visit: Visit) => Promise<Answer>, back: string) =>
  async (visit: Visit): Promise<Answer> => {
    const self = await visit.self()
    return self === null ? { kind: 'go', to: `/sign-in?return=${encodeURIComponent(back)}` } : page(self, visit)
  }

/** Messages of the domain begin small, and end without a full stop. */
export const sentence = (message: string) => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
