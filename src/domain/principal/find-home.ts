import type { Context } from '../context.ts'
import type { Home } from '../location.ts'
import { authorize, isAllowed } from '../authorize.ts'
import { fail, notFound } from '../errors.ts'
import { getOrganization } from '../organization/get-organization.ts'
import { locationOf } from '../organization/organization.ts'

/** The home of principals as a resource name identifies it: a project without its organization, or an organization. */
export interface HomeName {
  readonly type: 'organization' | 'project'
  readonly id: string
}

/** The complete home. An actor without a role there gets the same error as for a home that does not exist. */
export async function findHome(context: Context, { type, id }: HomeName): Promise<Home> {
  if (type === 'project') {
    const project = await context.store.organizations.findProject(id)
    if (!project || !isAllowed(context, 'project.get', locationOf(project)))
      authorize(context, 'project.get', { organizationId: null, projectId: id })
    return locationOf(project ?? fail(notFound('project', id)))
  }
  await getOrganization(context, id)
  return { organizationId: id, projectId: null }
}
