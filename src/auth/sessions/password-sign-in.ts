// Signing in with a password: the steps, and how often they may be tried. What is right, and what follows from it, is
// decided by the domain.
import { acceptInvitation, type AcceptInvitation } from '../../domain/principal/invitation/accept-invitation.ts'
import type { Context } from '../../domain/context.ts'
import {
  type ChangePassword,
  changePassword,
  type PasswordSecrets,
} from '../../domain/principal/user/change-password.ts'
import { disableSecondFactor, enableSecondFactor } from '../../domain/principal/user/change-second-factor.ts'
import { requireCurrentPassword, requireSomePassword } from '../../domain/principal/user/current-password.ts'
import { actorFor, findUser, type Unsigned, type User } from '../../domain/principal/user/person.ts'
import type { NewRecoveryCodes, OneTimeCodes } from '../../domain/principal/user/second-factor.ts'
import { checkPassword, signInWithCode } from '../../domain/principal/user/sign-in.ts'
import { foldedEmail } from '../../domain/principal/user/user.ts'
import { addressBlock } from '../address-block.ts'
import type { Wait } from '../attempts-in-turn.ts'
import type { FailedAttempts } from '../failed-attempts.ts'
import type { FailuresInARow } from '../failures-in-a-row.ts'
import type { BeginSession, Begun, From } from './begin-session.ts'
import type { HalfSessions } from './half-session.ts'
import type { KnownBrowsers } from './known-browsers.ts'

/** All that people authenticate with. */
export interface PersonSecrets extends PasswordSecrets {
  readonly codes: OneTimeCodes
  readonly newRecoveryCodes: NewRecoveryCodes
}

export interface PasswordSignInParts {
  /** Without a request: each call adds its own as `asked`. */
  readonly unsigned: Unsigned
  readonly organizationId: string
  readonly secrets: PersonSecrets
  readonly sessions: BeginSession
  readonly halves: HalfSessions
  readonly failedAttempts: FailedAttempts
  readonly knownBrowsers: KnownBrowsers
  /** Wrong passwords, by e-mail address, principal or known browser. */
  readonly failedPasswords: FailuresInARow
  readonly failedCodes: FailuresInARow
}

/** The half session of the first step is not valid any more. */
interface Over {
  readonly kind: 'over'
}

export type SignInOutcome =
  /** `token` is for the session cookie; `known`, where there is one, for the cookie that makes the browser known. */
  | { readonly kind: 'signed-in'; readonly token: string; readonly known?: string }
  /** A code has to be shown next. */
  | { readonly kind: 'half'; readonly half: string }
  | Exclude<Begun, { readonly kind: 'signed-in' }>
  | Wait
  | Over

/** The second factor is enabled, and a new session replaces all that the person had. */
export interface Enabled {
  readonly kind: 'enabled'
  readonly recoveryCodes: readonly string[]
  readonly signIn: SignInOutcome
}

export interface NewFactor {
  readonly sealed: string
  readonly code: string
}

export interface ShownFactor extends NewFactor {
  /** The current password. */
  readonly current: string
}

export interface PasswordSignIn {
  readonly withPassword: (
    shown: { readonly email: string; readonly password: string; readonly known: string | null },
    from: From,
  ) => Promise<SignInOutcome>
  readonly withCode: (shown: { readonly half: string; readonly code: string }, from: From) => Promise<SignInOutcome>
  /**
   * The person who has shown a password, and has to set up a second factor before anything else; undefined when the half session is over.
   */
  readonly whoSetsUp: (half: string) => Promise<Context | undefined>
  readonly withNewFactor: (shown: NewFactor & { readonly half: string }, from: From) => Promise<Enabled | Over>
  readonly withInvitation: (accepted: AcceptInvitation, from: From) => Promise<SignInOutcome>
  /** Changes the password; a new session replaces all that the person had. */
  readonly changePassword: (self: Context, shown: ChangePassword, from: From) => Promise<SignInOutcome>
  readonly enableSecondFactor: (self: Context, shown: ShownFactor, from: From) => Promise<Enabled | Wait>
  readonly disableSecondFactor: (self: Context, shown: { readonly code: string }, from: From) => Promise<SignInOutcome>
}

/** How one attempt is counted. */
interface Counted {
  readonly count: () => number
  readonly forgive: () => void
}

export function passwordSignIn(parts: PasswordSignInParts): PasswordSignIn {
  const { unsigned, organizationId, secrets, halves, knownBrowsers, failedAttempts } = parts
  const { failedPasswords, failedCodes } = parts

  const { begin, beginIf } = parts.sessions

  const knownAs = (email: string, outcome: Begun): SignInOutcome =>
    outcome.kind === 'signed-in' ? { ...outcome, known: knownBrowsers.make(email) } : outcome

  /** Counts an attempt before it is checked, so that many at once are not more than one after the other. */
  async function attempt<Outcome extends { readonly kind: string }>(
    { count, forgive }: Counted,
    look: () => Promise<Outcome>,
  ): Promise<Outcome | Wait> {
    const milliseconds = count()
    if (milliseconds > 0) return { kind: 'wait', milliseconds }
    const outcome = await look()
    if (outcome.kind !== 'refused') forgive()
    return outcome
  }

  /** Counts a password by address, and for all addresses together: by account, or by the browser that is known to be that person's. */
  function passwordOf(guessed: string, { browser }: From): Counted {
    const tried = { clientId: guessed, address: addressBlock(browser.address), secretHash: '', style: 'body' } as const
    const forgive = () => {
      failedAttempts.forgive(tried)
    }
    return {
      count() {
        const ofAddress = failedAttempts.count(tried)
        if (ofAddress > 0) return ofAddress
        const ofAll = failedPasswords.count(guessed)
        if (ofAll > 0) forgive()
        return ofAll
      },
      forgive() {
        forgive()
        failedPasswords.forgive(guessed)
      },
    }
  }

  // A code is asked for only after a right password, so that nobody without the password can make the owner of an account
  // wait; existing sessions go on.
  const codeOf = (id: string): Counted => ({
    count: () => failedCodes.count(id),
    forgive: () => {
      failedCodes.forgive(id)
    },
  })

  async function halfway(half: string): Promise<User | undefined> {
    const id = halves.idIn(half)
    const user = id === undefined ? undefined : await findUser(unsigned.store, id)
    return user !== undefined && halves.isGood(half, user.account) ? user : undefined
  }

  async function settingUp(half: string): Promise<User | undefined> {
    const user = await halfway(half)
    return user?.principal.disabledAt === null && user.account.secondFactorSince === null ? user : undefined
  }

  const asking = ({ asked }: From): Unsigned => ({ ...unsigned, asked })

  return {
    withPassword({ email: given, password, known }, from) {
      const { address } = from.browser
      const email = foldedOrNobodys(given)
      return attempt(passwordOf(knownBrowsers.idIn(known, email) ?? email, from), async () => {
        const shown = { organizationId, email, password, address }
        const user = await checkPassword(asking(from), shown, secrets.isPassword)
        if (user === undefined) return { kind: 'refused' }
        if (user.account.secondFactorSince !== null) return { kind: 'half', half: halves.make(user.account) }
        return knownAs(email, await begin(user.principal.id, 'password', from))
      })
    },
    async withCode({ half, code }, from) {
      const user = await halfway(half)
      if (user === undefined) return { kind: 'over' }
      const { account } = user
      return attempt(codeOf(account.id), async () => {
        const shown = { principalId: account.id, code }
        const outcome = await beginIf(from, (beginning) =>
          signInWithCode(asking(from), { ...shown, ...beginning }, secrets.codes),
        )
        return knownAs(account.email, outcome)
      })
    },
    changePassword: (self, shown, from) =>
      attempt(passwordOf(self.actor.id, from), async () => {
        await changePassword(self, shown, secrets)
        return begin(self.actor.id, 'password', from)
      }),
    enableSecondFactor: (self, { current, ...shown }, from) =>
      attempt(passwordOf(self.actor.id, from), async () => {
        const { passwordHash } = await requireCurrentPassword(self, current, secrets.isPassword)
        const recoveryCodes = await enableSecondFactor(self, { ...shown, passwordHash }, secrets)
        return { kind: 'enabled', recoveryCodes, signIn: await begin(self.actor.id, 'code', from) }
      }),
    disableSecondFactor: (self, shown, from) =>
      attempt(codeOf(self.actor.id), async () => {
        const by = await disableSecondFactor(self, shown, secrets)
        return begin(self.actor.id, by, from)
      }),
    async whoSetsUp(half) {
      const user = await settingUp(half)
      return user && { ...unsigned, actor: actorFor(user.principal) }
    },
    async withNewFactor({ half, ...shown }, from) {
      const user = await settingUp(half)
      if (user === undefined) return { kind: 'over' }
      const { id, email } = user.account
      const passwordHash = requireSomePassword(user)
      const self = { ...asking(from), actor: actorFor(user.principal) }
      const recoveryCodes = await enableSecondFactor(self, { ...shown, passwordHash }, secrets)
      return { kind: 'enabled', recoveryCodes, signIn: knownAs(email, await begin(id, 'code', from)) }
    },
    async withInvitation(accepted, from) {
      return begin(await acceptInvitation(asking(from), accepted, secrets), 'invitation', from)
    },
  }
}

/** An address that nobody can have takes as long as one that nobody has. */
function foldedOrNobodys(given: string): string {
  try {
    return foldedEmail(given)
  } catch {
    return ''
  }
}
