import type { Config } from '../../../config/config.ts'
import { deleteProject } from '../../../domain/organization/delete-project.ts'
import { findProject } from '../names/find-project.ts'
import { withRegistry } from '../operator-registry.ts'

export async function projectDelete(config: Config, wanted: string): Promise<void> {
  const { name } = await withRegistry(config, async (registry) => {
    const project = await findProject(registry, wanted)
    await deleteProject(registry.context, project.id)
    return project
  })
  process.stdout.write(
    `Project ${name} is deleted. What its service principals have signed in with ends within five seconds.\n`,
  )
}
