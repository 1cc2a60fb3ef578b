import type { Config } from '../../../config/config.ts'
import { updateProject } from '../../../domain/organization/update-project.ts'
import { findProject } from '../names/find-project.ts'
import { withRegistry } from '../operator-registry.ts'

export async function projectRename(config: Config, wanted: string, name: string): Promise<void> {
  const before = await withRegistry(config, async (registry) => {
    const project = await findProject(registry, wanted)
    await updateProject(registry.context, { projectId: project.id, changes: { name } })
    return project.name
  })
  process.stdout.write(`Renamed project ${before} to ${name}.\n`)
}
