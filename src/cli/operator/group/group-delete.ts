import type { Config } from '../../../config/config.ts'
import { deleteGroup } from '../../../domain/principal/group/delete-group.ts'
import { findPrincipal } from '../names/find-principal.ts'
import { withRegistry } from '../operator-registry.ts'

export async function groupDelete(config: Config, wanted: string): Promise<void> {
  const { displayName } = await withRegistry(config, async (registry) => {
    const group = await findPrincipal(registry, wanted, { kinds: ['group'] })
    await deleteGroup(registry.context, { organizationId: group.organizationId, id: group.id })
    return group
  })
  process.stdout.write(
    `Deleted group ${displayName}. The roles that its members held through it end within five seconds.\n`,
  )
}
