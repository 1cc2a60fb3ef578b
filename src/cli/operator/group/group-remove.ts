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
        throw failedPrecondition(`"${member}" is not in group ${group.displayName}: assay group members lists who is`)
      remove.push(found.id)
    }
    await updateGroupMembers(registry.context, { organizationId, id, add: [], remove })
    return group
  })
  process.stdout.write(
    `No longer in group ${displayName}: ${members.join(', ')}. What they held by it ends within five seconds.\n`,
  )
}
