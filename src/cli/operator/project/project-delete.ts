import type { Config } from '../../../config/config.ts'
import { deleteProject } from '../../../domain/organization/delete-project.ts'
import { failedPrecondition } from '../../../domain/errors.ts'
import { findProject } from '../names/find-project.ts'
import { withRegistry } from '../operator-registry.ts'

export async function projectDelete(config: Config, wanted: string): Promise<void> {
  const { name } = await withRegistry(config, async (registry) => {
    const project = await findProject(registry, wanted)
    const { id, organizationId } = project
    if ((await registry.context.store.registries.find(id)) !== undefined)
      throw failedPrecondition(
        `project "${project.name}" has a registry: delete that first, with everything in it, by DELETE /packer/2023-01-01/organizations/${organizationId}/projects/${id}/registry`,
      )
    await deleteProject(registry.context, id)
    return project
  })
  process.stdout.write(`Deleted project ${name}. The tokens of its service principals end within five seconds.\n`)
}
