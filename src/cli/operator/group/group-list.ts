import type { Config } from '../../../config/config.ts'
import { listGroups } from '../../../domain/principal/group/get-group.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** One line a group, the oldest first. */
export async function groupList(config: Config): Promise<void> {
  const rows = await withRegistry(config, async ({ context, location: { organizationId } }) => {
    const groups = await listGroups(context, { organizationId })
    return Promise.all(
      groups.map(async ({ principal, memberCount }) => {
        const held = await context.store.roles.listHeld(principal.id)
        const roles = [...new Set(held.map(({ role }) => role))].join('+') || 'no role'
        const members = memberCount === 1 ? '1 member' : `${memberCount} members`
        return [principal.id, principal.displayName, roles, members, principal.createdAt]
      }),
    )
  })
  printLines(rows, 'no groups: assay group create makes one')
}
