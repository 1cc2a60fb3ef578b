import type { Config } from '../../../config/config.ts'
import { listGroupMembers } from '../../../domain/principal/group/get-group.ts'
import { findPrincipal, nounOf } from '../names/find-principal.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** One line per member, the oldest first. */
export async function groupMembers(config: Config, wanted: string): Promise<void> {
  const members = await withRegistry(config, async (registry) => {
    const { organizationId, id } = await findPrincipal(registry, wanted, { kinds: ['group'] })
    return listGroupMembers(registry.context, { organizationId, id })
  })
  printLines(
    members.map(({ id, kind, name }) => [id, nounOf[kind], name]),
    'no members: add some with assay group add',
  )
}
