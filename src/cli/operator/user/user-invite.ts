import { invitationTokens } from '../../../auth/sessions/sessions.ts'
import type { Config } from '../../../config/config.ts'
import { dataDirectoryAt } from '../../../config/data-directory.ts'
import { DURATION_FORM, parseDuration } from '../../../domain/clock.ts'
import { fail, invalidArgument, unavailable } from '../../../domain/errors.ts'
import type { Invitation } from '../../../domain/principal/invitation/invitation.ts'
import { type Role, rolesOn } from '../../../domain/principal/role/role.ts'
import { INVITATION_MS, inviteUsers } from '../../../domain/principal/invitation/invite-users.ts'
import { findAddress } from '../find-address.ts'
import { withRegistry } from '../operator-registry.ts'

export interface UserInviteOptions {
  /** The role that the person will hold in the organization. */
  readonly role?: string
  readonly goodFor?: string
}

/** Prints a one-time address by which somebody joins or sets a new password. */
export const userInvite = (config: Config, email: string, options: UserInviteOptions): Promise<void> =>
  withRegistry(config, async ({ context, location }) => {
    const serverKey = (await context.store.serverKey.find()) ?? fail(unavailable('the database has no server key'))
    const { organizationId } = location
    const { token, hash } = invitationTokens(serverKey).make()
    const role = options.role === undefined ? null : roleNamed(options.role)
    const goodForMs = options.goodFor === undefined ? INVITATION_MS.usual : durationOf(options.goodFor)
    const invited = [{ email, role, hash }]
    const [invitation] = await inviteUsers(context, { organizationId, goodForMs, invited })
    const { url } = await findAddress(dataDirectoryAt(config.dataDirectory), organizationId)
    const where =
      url === null ? 'One-time path, to append to the address of the server (not known yet)' : 'One-time address'
    process.stdout.write(
      `${where}, valid until ${invitation?.expiresAt ?? ''}:\n\n  ${url ?? ''}/invitations/${token}\n\n${invitation === undefined ? '' : whatBecomes(invitation)}\n`,
    )
  })

function whatBecomes({ email, role, renewsId }: Invitation): string {
  const given = role === null ? null : `${role} on the organization`
  if (renewsId === null)
    return `Whoever opens it joins as ${email}, ${given === null ? 'with no role: grant one with assay role grant afterwards' : `and holds ${given}`}.`
  const besides = given === null ? '' : ` They then hold ${given}, in addition to the roles that they already hold.`
  return `${email} has already joined: whoever opens it sets a new password for them, which removes their second factor and ends their sessions and logins.${besides}`
}

function roleNamed(name: string): Role {
  const bare = name.replace(/^roles\//, '')
  const role = rolesOn.organization.find((each) => each === bare)
  return (
    role ??
    fail(
      invalidArgument(
        '--role',
        `"${name}" is not held on an organization: use one of ${rolesOn.organization.join(', ')}`,
      ),
    )
  )
}

const durationOf = (text: string): number =>
  parseDuration(text) ?? fail(invalidArgument('--good-for', `"${text}" is not allowed: use ${DURATION_FORM}`))
