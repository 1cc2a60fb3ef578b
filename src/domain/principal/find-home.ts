import type { Context } from '../context.ts'
import type { Home } from '../location.ts'
import { authorize, isAllowed } from '../authorize.ts'
import { fail, notFound } from '../errors.ts'
import { getOrganization } from '../organization/get-organization.ts'
import { locationOf } from '../organization/organization.ts'

/** Where principals are, as a resource name says it: of a project it leaves the organization out. */
export interface HomeName {
  readonly type: 'organization' | 'project'
  readonly id: string
}

/** The home in full, for who has a role there: others are refused as for one that is not there. */
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
