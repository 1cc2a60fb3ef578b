import type { Config } from '../../../config/config.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import { listGroupMembers } from '../../../domain/principal/group/get-group.ts'
import { updateGroupMembers } from '../../../domain/principal/group/update-group.ts'
import { findPrincipal } from '../names/find-principal.ts'
import { withRegistry } from '../operator-registry.ts'

export async function groupRemove(config: Config, wanted: string, members: readonly string[]): Promise<void> {
  const { displayName } = await withRegistry(config, async (registry) => {
    const group = await findPrincipal(registry, wanted, { kinds: ['group'] })
    const { organizationId, id } = group
    const known = (await listGroupMembers(registry.context, { organizationId, id })).map((member) => member.id)
    const remove: string[] = []
    for (const member of members) {
      const found = await findPrincipal(registry, member, { kinds: ['service', 'user'] })
      if (!known.includes(found.id))
        throw failedPrecondition(
          `"${member}" is not in group ${group.displayName}: assay group members lists its members`,
        )
      remove.push(found.id)
    }
    await updateGroupMembers(registry.context, { organizationId, id, add: [], remove })
    return group
  })
  process.stdout.write(
    `Removed from group ${displayName}: ${members.join(', ')}. The roles that they held through it end within five seconds.\n`,
  )
}
