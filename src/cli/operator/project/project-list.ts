import type { Config } from '../../../config/config.ts'
import { listProjects } from '../../../domain/organization/get-organization.ts'
import { withRegistry } from '../operator-registry.ts'
import { printLines } from '../print-lines.ts'

/** One line per project, the oldest first: Packer uses that one if none is named. */
export async function projectList(config: Config): Promise<void> {
  const rows = await withRegistry(config, async ({ context, location: { organizationId } }) => {
    const projects = await listProjects(context, organizationId)
    return Promise.all(
      projects.map(async ({ id, name, createdAt }) => {
        const registry = await context.store.registries.find(id)
        return [id, name, registry === undefined ? 'no registry' : 'registry', createdAt]
      }),
    )
  })
  printLines(rows, 'no projects: create one with assay project create')
}
