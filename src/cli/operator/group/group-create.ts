import type { Config } from '../../../config/config.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import { createGroup } from '../../../domain/principal/group/create-group.ts'
import { listGroups } from '../../../domain/principal/group/get-group.ts'
import { withRegistry } from '../operator-registry.ts'

/** Refuses a name that is taken: groups may share one, but a user who makes groups by name has no use for that. */
export async function groupCreate(
  config: Config,
  { name, description = '' }: { readonly name: string; readonly description?: string },
): Promise<void> {
  const { id } = await withRegistry(config, async ({ context, location: { organizationId } }) => {
    const all = await listGroups(context, { organizationId })
    if (all.some(({ principal }) => principal.displayName === name))
      throw failedPrecondition(`group "${name}" already exists: assay group add adds members to it`)
    return (await createGroup(context, { organizationId, displayName: name, description, memberIds: [] })).principal
  })
  process.stdout.write(`Created group ${name}: ${id}\n`)
}
