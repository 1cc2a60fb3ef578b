// Which user a provider vouches for:
//
//   the issuer's subject is known                               -> its user
//   the email address is verified, and a user has the same one  -> that user, from now on by the subject and without a password
//   no user has the address, and the provider may create users  -> a new user
//   anything else                                               -> none; the refusal says what to do
import { holdOrganization, makeChange } from '../../change.ts'
import type { Change } from '../../context.ts'
import { DomainError } from '../../errors.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { registryActor } from '../principal.ts'
import { makeUser } from '../user/make-user.ts'
import { findUser, homeOf, named, type Unsigned, type User } from '../user/person.ts'
import { resetSignIn } from '../user/sign-out.ts'
import { foldedEmail, requirePersonName } from '../user/user.ts'
import { alignGroups } from './align-groups.ts'
import type { Assertion, ProviderRules } from './identity.ts'

export interface AdmitIdentity {
  readonly organizationId: string
  readonly provider: ProviderRules
  readonly assertion: Assertion
  /** The client's address. */
  readonly address: string
}

export type Admission =
  /** `missingGroups` names the groups that the user should be in but cannot be. */
  | { readonly kind: 'admitted'; readonly principalId: string; readonly missingGroups: readonly string[] }
  /** The reason is shown to the person and says what to do. */
  | { readonly kind: 'refused'; readonly reason: string }

/** Finds or creates the user of the assertion and aligns the user's groups with it. Records a refusal as an event. */
export async function admitIdentity(parts: Unsigned, admit: AdmitIdentity): Promise<Admission> {
  const { organizationId, provider, assertion, address } = admit
  return makeChange({ ...parts, actor: registryActor }, homeOf({ organizationId }), async (change) => {
    await holdOrganization(change)
    const found = await findOrMake(change, provider, assertion)
    if (typeof found === 'string') {
      const { subject, email } = assertion
      const identity = { provider: provider.name, issuer: provider.issuer, subject: subject.slice(0, SHOWN) }
      const payload = { identity, email: (email ?? '').slice(0, SHOWN), reason: found, address }
      recordEvent(change, { kind: 'identity.refused', payload })
      return { kind: 'refused', reason: found }
    }
    const principalId = found.principal.id
    return { kind: 'admitted', principalId, missingGroups: await alignGroups(change, principalId, provider, assertion) }
  })
}

const SHOWN = 256

async function findOrMake(change: Change<Home>, provider: ProviderRules, assertion: Assertion): Promise<User | string> {
  const { tx, location } = change
  const known = await tx.identities.find(provider.issuer, assertion.subject)
  const person = known && (await findUser(tx, known.principalId))
  if (person !== undefined) return person.principal.disabledAt === null ? person : DISABLED
  const email = foldedOrNull(assertion.email)
  if (email === null) return `${provider.displayName} does not say your email address: ask who runs it to let it do so`
  const isTheirs = assertion.isEmailVerified || provider.trustEmails
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (provider.allowedDomains !== null && !(isTheirs && provider.allowedDomains.includes(domain)))
    return `addresses of ${domain} are not let in by ${provider.displayName}, or it does not know that yours is your own: ask an administrator of the registry`
  const account = await tx.users.findByEmail(location.organizationId, email)
  const user = account && (await findUser(tx, account.id))
  return user === undefined ? newcomer(change, provider, assertion, email) : match(change, provider, assertion, user)
}

async function match(
  change: Change<Home>,
  { issuer, displayName, trustEmails }: ProviderRules,
  { subject, isEmailVerified }: Assertion,
  user: User,
): Promise<User | string> {
  if (!isEmailVerified && !trustEmails)
    return `somebody has your email address here, and ${displayName} does not say that it has verified it is yours: verify it there, or sign in with your password`
  if (user.principal.disabledAt !== null) return DISABLED
  const identities = await change.tx.identities.list(user.principal.id)
  if (identities.some((identity) => identity.issuer === issuer))
    return `somebody else of ${displayName} has signed in with your email address: ask an administrator of the registry`
  await tie(change, user, issuer, subject)
  // Nothing proves that whoever set the password owns the address: the inviter could have accepted the invitation. The provider
  // has verified the address, so from now on it alone lets the user in.
  await resetSignIn(change.tx, user, null)
  return user
}

async function newcomer(
  change: Change<Home>,
  { issuer, displayName: providerName, createPeople }: ProviderRules,
  { subject, displayName }: Assertion,
  email: string,
): Promise<User | string> {
  if (!createPeople)
    return `you are not known here yet, and ${providerName} lets in nobody new: ask an administrator of the registry to invite ${email}`
  const user = await makeUser(change, { email, displayName: nameOf(displayName, email), passwordHash: null })
  await tie(change, user, issuer, subject)
  return user
}

async function tie(change: Change<Home>, user: User, issuer: string, subject: string): Promise<void> {
  const identity = { issuer, subject, principalId: user.principal.id, createdAt: change.now }
  await change.tx.identities.insert(identity)
  recordEvent(change, { kind: 'identity.tied', payload: { user: named(user), identity: { issuer, subject } } })
}

const DISABLED = 'you are disabled here: ask an administrator of the registry'

function foldedOrNull(email: string | null): string | null {
  try {
    return email === null ? null : foldedEmail(email)
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

/** The provider's name for the user; the email address where that is no valid name here. */
function nameOf(given: string | null, email: string): string {
  try {
    return requirePersonName(given ?? email)
  } catch (error) {
    if (error instanceof DomainError) return email.slice(0, 100)
    throw error
  }
}
