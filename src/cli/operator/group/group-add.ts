import type { Config } from '../../../config/config.ts'
import { updateGroupMembers } from '../../../domain/principal/group/update-group.ts'
import { findPrincipal } from '../names/find-principal.ts'
import { withRegistry } from '../operator-registry.ts'

export async function groupAdd(config: Config, wanted: string, members: readonly string[]): Promise<void> {
  const { displayName } = await withRegistry(config, async (registry) => {
    const group = await findPrincipal(registry, wanted, { kinds: ['group'] })
    const add: string[] = []
    for (const member of members) add.push((await findPrincipal(registry, member, { kinds: ['service', 'user'] })).id)
    const { organizationId, id } = group
    await updateGroupMembers(registry.context, { organizationId, id, add, remove: [] })
    return group
  })
  process.stdout.write(`Now in group ${displayName}: ${members.join(', ')}\n`)
}
