import type { Config } from '../../../config/config.ts'
import type { Invitation } from '../../../domain/principal/invitation/invitation.ts'
import { deleteInvitation } from '../../../domain/principal/invitation/list-invitations.ts'
import { oneCalled } from '../names/one-called.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'
import { listOpenInvitations } from './list-open-invitations.ts'

/** Lists the invitations that are still valid, oldest first, one per line. */
export async function userInvitations(config: Config): Promise<void> {
  const open = await withRegistry(config, listOpenInvitations)
  const rows = open.map((invitation) => {
    const { id, role, renewsId, expiresAt } = invitation
    const what = renewsId === null ? 'joins' : 'gets a new password'
    return [id, nameOf(invitation), what, role ?? 'no role', `until ${expiresAt}`]
  })
  printLines(rows, 'no open invitations: invite somebody with assay user invite')
}

/** Withdraws one of them. */
export async function userUninvite(config: Config, wanted: string): Promise<void> {
  const invitation = await withRegistry(config, async (registry) => {
    const candidates = (await listOpenInvitations(registry)).map((one) => ({
      thing: one,
      id: one.id,
      names: one.email === null ? [] : [one.email],
      label: `${nameOf(one)} until ${one.expiresAt}`,
    }))
    const make = 'invite somebody with assay user invite'
    const found = oneCalled(wanted, candidates, { noun: 'invitation', advice: 'name one', make })
    await deleteInvitation(registry.context, found)
    return found
  })
  process.stdout.write(`The invitation of ${nameOf(invitation)} is withdrawn. Its address is no longer valid.\n`)
}

const nameOf = ({ email }: Invitation) => email ?? 'whoever has the address'
