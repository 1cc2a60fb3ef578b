import { holdOrganization, makeChange } from '../../change.ts'
import type { Change } from '../../context.ts'
import { fail, failedPrecondition } from '../../errors.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Ports } from '../../store.ts'
import { registryActor } from '../principal.ts'
import type { PasswordSecrets } from '../user/change-password.ts'
import { makeUser } from '../user/make-user.ts'
import { requirePassword } from '../user/password.ts'
import { actorFor, findUser, homeOf, named, type Unsigned, type User } from '../user/person.ts'
import { resetSignIn } from '../user/sign-out.ts'
import { foldedEmail, requirePersonName } from '../user/user.ts'
import type { Invitation } from './invitation.ts'
import { invitationFacts, isOpen, mayInvite } from './invite-users.ts'

/** An invitation as anyone who has its URL may see it. */
export interface OpenInvitation {
  readonly invitation: Invitation
  readonly organizationName: string
  /** The user who gets a new password by it; null when it creates a user. */
  readonly known: User | null
}

/** Throws `failed_precondition`, with the same message for an invitation that was used, has expired or never existed. */
export async function openInvitation({ store, clock }: Unsigned, hash: string): Promise<OpenInvitation> {
  const invitation = (await store.invitations.findByHash(hash)) ?? fail(notOpen())
  if (!isOpen(invitation, clock.now())) throw notOpen()
  const organizations = await store.organizations.listOrganizations()
  const organizationName = organizations.find(({ id }) => id === invitation.organizationId)?.name ?? ''
  return { invitation, organizationName, known: await findRenewedUser(store, invitation) }
}

const findRenewedUser = async (ports: Ports, { renewsId }: Invitation): Promise<User | null> =>
  renewsId === null ? null : ((await findUser(ports, renewsId)) ?? fail(notOpen()))

export interface AcceptInvitation {
  readonly hash: string
  /** Used only when the invitation has none. */
  readonly email: string
  readonly displayName: string
  readonly password: string
}

/**
 * Creates a user with the role in the invitation, or gives an existing user a new password and removes the user's second factor
 * and sessions. Returns the principal's id. Throws `failed_precondition` as `openInvitation` does.
 */
export async function acceptInvitation(
  parts: Unsigned,
  { hash, email: givenEmail, displayName: givenName, password }: AcceptInvitation,
  { hashPassword, guessability }: Omit<PasswordSecrets, 'isPassword'>,
): Promise<string> {
  const { invitation, known } = await openInvitation(parts, hash)
  const email = invitation.email ?? foldedEmail(givenEmail)
  const displayName = known?.principal.displayName ?? requirePersonName(givenName)
  const passwordHash = await hashPassword(await requirePassword(password, { email, displayName }, guessability))
  const actor = known === null ? registryActor : actorFor(known.principal)
  return makeChange({ ...parts, actor }, homeOf(invitation), async (change) => {
    const { tx, now } = change
    await holdOrganization(change)
    if (!isOpen(invitation, now) || !(await tx.invitations.accept(invitation.id, now))) throw notOpen()
    const user = await findRenewedUser(tx, invitation)
    const person =
      user === null
        ? await makeUser(change, { email, displayName, passwordHash })
        : await renewUser(change, user, passwordHash)
    const { id } = person.principal
    const { role, organizationId } = invitation
    await requireInviter(tx, invitation)
    if (role !== null) await tx.roles.bind({ type: 'organization', id: organizationId }, { role, principalId: id })
    const payload = { invitation: invitationFacts(invitation), user: named(person) }
    recordEvent(change, { kind: 'invitation.accepted', payload })
    return id
  })
}

/** An invitation is void when its inviter was removed or disabled, or may no longer grant its role. */
async function requireInviter(
  { principals, roles }: Ports,
  { inviterId, role, organizationId }: Invitation,
): Promise<void> {
  if (inviterId === null) return
  const inviter = await principals.find(inviterId)
  if (inviter === undefined || inviter.disabledAt !== null) throw notOpen()
  const actor = { ...actorFor(inviter), roles: await roles.listHeld(inviterId) }
  if (!mayInvite({ actor }, organizationId, role)) throw notOpen()
}

async function renewUser(change: Change<Home>, user: User, passwordHash: string): Promise<User> {
  if (user.principal.disabledAt !== null) throw notOpen()
  await resetSignIn(change.tx, user, passwordHash)
  recordEvent(change, { kind: 'user.password-renewed', payload: { user: named(user) } })
  return user
}

const notOpen = () =>
  failedPrecondition(
    'this address was used, has expired, or never was an invitation: ask whoever sent it for a new one',
  )
