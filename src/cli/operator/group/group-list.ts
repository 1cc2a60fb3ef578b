import type { Config } from '../../../config/config.ts'
import { listGroups } from '../../../domain/principal/group/get-group.ts'
import { counted } from '../../counted.ts'
import { describeRoles } from '../names/describe-roles.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** One line per group, the oldest first. */
export async function groupList(config: Config): Promise<void> {
  const rows = await withRegistry(config, async (registry) => {
    const { organizationId } = registry.location
    const groups = await listGroups(registry.context, { organizationId })
    return Promise.all(
      groups.map(async ({ principal, memberCount }) => {
        const members = counted(memberCount, 'member')
        return [
          principal.id,
          principal.displayName,
          await describeRoles(registry, principal),
          members,
          principal.createdAt,
        ]
      }),
    )
  })
  printLines(rows, 'no groups: create one with assay group create')
}
