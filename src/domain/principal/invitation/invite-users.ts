import { authorize, isAllowed } from '../../authorize.ts'
import { changeHome } from '../../change.ts'
import { type Instant, later } from '../../clock.ts'
import type { Change, Context } from '../../context.ts'
import { alreadyExists, failedPrecondition, invalidArgument } from '../../errors.ts'
import type { Home } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { permissionToGive } from '../role/permission-to-give.ts'
import { type Role, rolesOn } from '../role/role.ts'
import { homeOf } from '../user/person.ts'
import { foldedEmail } from '../user/user.ts'
import type { Invitation } from './invitation.ts'

export interface InviteUsers {
  readonly organizationId: string
  readonly goodForMs: number
  readonly invited: readonly Invited[]
}

export interface Invited {
  /** Null for anyone who has the URL. */
  readonly email: string | null
  /** The role to grant on the organization; null for none. */
  readonly role: Role | null
  /** The keyed hash (hex) of the secret in the URL. */
  readonly hash: string
}

const HOUR_MS = 3_600_000
export const INVITATION_MS = { least: HOUR_MS, usual: 3 * 24 * HOUR_MS, most: 7 * 24 * HOUR_MS } as const
const REMEMBERED_MS = 90 * 24 * HOUR_MS
const SWEPT_AT_ONCE = 32
const MOST_AT_ONCE = 100

/**
 * Invites people to join the organization, all of them or none. Only the operator can invite an existing user, who gets a new
 * password by it. The actor must be permitted to grant each role.
 */
export async function inviteUsers(
  context: Context,
  { organizationId, goodForMs, invited }: InviteUsers,
): Promise<readonly Invitation[]> {
  authorize(context, 'user.invite', { organizationId })
  for (const { role } of invited) requireGrantable(context, organizationId, role)
  if (goodForMs < INVITATION_MS.least || goodForMs > INVITATION_MS.most)
    throw invalidArgument('good_for', 'must be from an hour to seven days')
  if (invited.length > MOST_AT_ONCE) throw invalidArgument('invitations', `must be at most ${MOST_AT_ONCE}`)
  const wanted = invited.map((each) => ({ ...each, email: each.email === null ? null : foldedEmail(each.email) }))
  return changeHome(context, 'user.invite', homeOf({ organizationId }), async (change) => {
    const { tx, now } = change
    await tx.invitations.deleteExpired(later(now, -REMEMBERED_MS), SWEPT_AT_ONCE)
    const made: Invitation[] = []
    for (const each of wanted) made.push(await invite(change, each, later(now, goodForMs)))
    return made
  })
}

/** Whether the actor may invite somebody with that role. */
export const mayInvite = (context: Pick<Context, 'actor'>, organizationId: string, role: Role | null): boolean =>
  isAllowed(context, 'user.invite', { organizationId }) &&
  (role === null || isAllowed(context, permissionToGive(role), { organizationId }))

function requireGrantable(context: Context, organizationId: string, role: Role | null): void {
  if (role === null) return
  authorize(context, permissionToGive(role), { organizationId })
  if (!rolesOn.organization.includes(role)) throw invalidArgument('role', `"${role}" is held on no organization`)
}

async function invite(change: Change<Home>, { email, role, hash }: Invited, expiresAt: Instant): Promise<Invitation> {
  const { tx, now, newId, actor, location } = change
  const { organizationId } = location
  const known = email === null ? undefined : await tx.users.findByEmail(organizationId, email)
  if (known && actor.type !== 'operator') throw alreadyExists('user', known.email)
  if (known && (await tx.principals.find(known.id))?.disabledAt !== null)
    throw failedPrecondition(`user "${known.email}" is disabled: enable it first`)
  const whose = { inviterId: actor.type === 'operator' ? null : actor.id, renewsId: known?.id ?? null }
  const stamps = { createdAt: now, expiresAt, acceptedAt: null }
  const invitation: Invitation = { id: newId(), organizationId, email, role, hash, ...whose, ...stamps }
  await tx.invitations.insert(invitation)
  recordEvent(change, { kind: 'invitation.created', payload: { invitation: invitationFacts(invitation) } })
  return invitation
}

export const invitationFacts = ({ id, email, role, expiresAt }: Invitation) => ({
  id,
  email: email ?? '',
  role: role ?? '',
  expiresAt,
})

export const isOpen = ({ acceptedAt, expiresAt }: Invitation, now: Instant): boolean =>
  acceptedAt === null && now < expiresAt
