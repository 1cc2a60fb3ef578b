import { authorize } from '../../authorize.ts'
import { changeOrganization } from '../../change.ts'
import { type Instant, later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { alreadyExists, failedPrecondition, invalidArgument } from '../../errors.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { type Role, rolesOn } from '../role/role.ts'
import { inOrganization } from './person.ts'
import { foldedEmail, type Invitation } from './user.ts'

export interface InviteUser {
  readonly organizationId: string
  /** Null for whoever has the address. */
  readonly email: string | null
  /** That they will hold in the organization; null for none. */
  readonly role: Role | null
  readonly goodForMs: number
  /** Of what the address holds. */
  readonly hash: string
}

const HOUR_MS = 3_600_000
export const INVITATION_MS = { least: HOUR_MS, usual: 3 * 24 * HOUR_MS, most: 7 * 24 * HOUR_MS } as const
const REMEMBERED_MS = 90 * 24 * HOUR_MS
const SWEPT_PER_INVITATION = 32

/**
 * Invites somebody to become a person of the organization. For one who is that already the operator alone can do so: they get
 * a new password by it. Whoever gives a role must be permitted to do that.
 */
export async function inviteUser(context: Context, invite: InviteUser): Promise<Invitation> {
  authorize(context, 'user.invite', { organizationId: invite.organizationId })
  const { organizationId, role, goodForMs, hash } = invite
  const resource = { organizationId }
  if (role !== null) authorize(context, role === 'owner' ? 'owner.set' : 'policy.set', resource)
  if (role !== null && !rolesOn.organization.includes(role))
    throw invalidArgument('role', `"${role}" is held on no organization`)
  if (goodForMs < INVITATION_MS.least || goodForMs > INVITATION_MS.most)
    throw invalidArgument('good_for', 'must be from an hour to seven days')
  const email = invite.email === null ? null : foldedEmail(invite.email)
  return changeOrganization(context, 'user.invite', inOrganization(organizationId), async (change) => {
    const { tx, now, newId, actor } = change
    const known = email === null ? undefined : await tx.users.findByEmail(organizationId, email)
    if (known && actor.type !== 'operator') throw alreadyExists('user', known.email)
    if (known && (await tx.principals.find(known.id))?.disabledAt !== null)
      throw failedPrecondition(`user "${known.email}" is disabled: enable it first`)
    await tx.invitations.deleteExpired(later(now, -REMEMBERED_MS), SWEPT_PER_INVITATION)
    const invitation: Invitation = {
      id: newId(),
      organizationId,
      email,
      role,
      hash,
      inviterId: actor.type === 'operator' ? null : actor.id,
      createdAt: now,
      expiresAt: later(now, goodForMs),
      acceptedAt: null,
    }
    await tx.invitations.insert(invitation)
    recordEvent(change, { kind: 'invitation.created', payload: { invitation: invitationFacts(invitation) } })
    return invitation
  })
}

export const invitationFacts = ({ id, email, role, expiresAt }: Invitation) => ({
  id,
  email: email ?? '',
  role: role ?? '',
  expiresAt,
})

export const isOpen = ({ acceptedAt, expiresAt }: Invitation, now: Instant): boolean =>
  acceptedAt === null && now < expiresAt
