import type { Config } from '../../../config/config.ts'
import { createProject } from '../../../domain/organization/create-project.ts'
import { locationOf } from '../../../domain/organization/organization.ts'
import { createRegistry } from '../../../domain/registry/create-registry.ts'
import { withRegistry } from '../operator-registry.ts'

export interface ProjectCreateOptions {
  readonly description?: string
  /** Also creates a registry, so that Packer may push at once. */
  readonly registry?: boolean
}

export async function projectCreate(
  config: Config,
  name: string,
  { description = '', registry = false }: ProjectCreateOptions,
): Promise<void> {
  const { id } = await withRegistry(config, async ({ context, location: { organizationId } }) => {
    const project = await createProject(context, { organizationId, name, description })
    if (registry) await createRegistry(context, { location: locationOf(project), featureTier: 'plus' })
    return project
  })
  process.stdout.write(`Created project ${name}${registry ? ' with its registry' : ''}: ${id}\n`)
}
