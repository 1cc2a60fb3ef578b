// The kinds of events about people: their accounts, how they sign in, and which permissions they, or programs, were refused.
import type { Instant } from '../../clock.ts'
import type { Denied } from '../../errors.ts'
import { kindAbout } from './kind-about.ts'

const ofOrganization = kindAbout('project')
const ofBucket = kindAbout('bucket')

interface OfUser {
  readonly user: Readonly<Record<'id' | 'name' | 'email', string>>
}
interface OfSignIn extends OfUser {
  /** The proof of identity that succeeded or failed. */
  readonly by: 'password' | 'code' | 'recovery-code' | 'invitation' | 'provider'
  readonly address: string
}
interface OfInvitation {
  readonly invitation: Readonly<Record<'id' | 'email' | 'role', string>> & { readonly expiresAt: Instant }
}

interface OfBrowserLogin extends OfUser {
  readonly login: Readonly<Record<'id' | 'clientId', string>>
}

interface OfRefusal extends Denied {
  /** The operation's name in the contract. */
  readonly operation: string
  /** The message of the error response. */
  readonly error: string
  /** How many identical refusals this event stands for; the first was at `since`. */
  readonly count: number
  readonly since: Instant
}

export const kindsOfPeople = {
  'invitation.created': ofOrganization<OfInvitation>('invitation', 'create', 'Created invitation'),
  'invitation.deleted': ofOrganization<OfInvitation>('invitation', 'delete', 'Deleted invitation'),
  'invitation.accepted': ofOrganization<OfInvitation & OfUser>('invitation', 'update', 'Accepted invitation'),
  'user.created': ofOrganization<OfUser>('user', 'create', 'Created user'),
  'user.disabled': ofOrganization<OfUser>('user', 'update', 'Disabled user'),
  'user.enabled': ofOrganization<OfUser>('user', 'update', 'Enabled user'),
  'user.removed': ofOrganization<OfUser>('user', 'delete', 'Removed user from organization'),
  'user.password-changed': ofOrganization<OfUser>('user', 'update', 'Changed password'),
  'user.password-renewed': ofOrganization<OfUser>('user', 'update', 'Renewed password by invitation'),
  'user.second-factor-enabled': ofOrganization<OfUser>('user', 'update', 'Enabled second factor'),
  'user.second-factor-disabled': ofOrganization<OfUser>('user', 'update', 'Disabled second factor'),
  'user.signed-in': ofOrganization<OfSignIn>('session', 'create', 'Signed in'),
  'user.sign-in-failed': ofOrganization<OfSignIn>('session', 'create', 'Failed to sign in'),
  'user.signed-out': ofOrganization<OfUser>('session', 'delete', 'Signed out'),
  'user.signed-out-everywhere': ofOrganization<OfUser & Readonly<Record<'sessions' | 'logins', number>>>(
    'session',
    'delete',
    'Signed out everywhere',
  ),
  'identity.tied': ofOrganization<OfUser & { readonly identity: Readonly<Record<'issuer' | 'subject', string>> }>(
    'identity',
    'create',
    'Tied user to provider',
  ),
  'identity.refused': ofOrganization<
    Readonly<Record<'email' | 'reason' | 'address', string>> & {
      readonly identity: Readonly<Record<'provider' | 'issuer' | 'subject', string>>
    }
  >('identity', 'refuse', 'Refused sign-in by provider'),
  'browser-login.allowed': ofOrganization<OfBrowserLogin>(
    'browser-login',
    'create',
    'Allowed a program to act as user',
  ),
  'browser-login.begun': ofOrganization<OfBrowserLogin>('browser-login', 'exchange', 'Logged a program in as user'),
  'browser-login.refreshed': ofOrganization<OfBrowserLogin>(
    'browser-login',
    'exchange',
    'Refreshed login of a program',
  ),
  'browser-login.revoked': ofOrganization<OfBrowserLogin>('browser-login', 'delete', 'Logged a program out'),
  /** The two kinds of permission refusals record no change. */
  'permission.refused': ofOrganization<OfRefusal>('permission', 'refuse', 'Refused for want of a permission'),
  'bucket.permission-refused': ofBucket<OfRefusal>(
    'permission',
    'refuse',
    'Refused for want of a permission on a bucket',
  ),
  'browser-login.ended': ofOrganization<OfBrowserLogin>('browser-login', 'refuse', 'Ended login: it was used twice'),
} as const
