import { fail, notFound } from '../domain/errors.ts'
import type { Location } from '../domain/location.ts'
import type { Store } from '../domain/store.ts'

/** Jobs know projects by id alone. */
export async function locationOfProject({ organizations }: Store, projectId: string): Promise<Location> {
  const project = (await organizations.findProject(projectId)) ?? fail(notFound('project', projectId))
  return { organizationId: project.organizationId, projectId }
}
