import type { Context } from '../context.ts'
import { authorize, isAllowed, isAllowedSomewhere, type Permission } from '../authorize.ts'
import { fail, notFound } from '../errors.ts'
import type { Ports } from '../store.ts'
import { locationOf, type Organization, type Project } from './organization.ts'

// Discovery shows an actor only what it has a role in. It refuses no actor: Packer up to 1.9.0 gives up on any error here, and
// an empty list tells it the same.

/** An organization with its owner. */
export interface OrganizationOverview extends Organization {
  readonly ownerId: string | null
}

/** The organizations that the actor has a role in. */
export async function listOrganizations(context: Context): Promise<readonly OrganizationOverview[]> {
  const { store } = context
  const found = (await store.organizations.listOrganizations()).filter(
    ({ id }) =>
      isAllowed(context, 'organization.get', { organizationId: id }) ||
      // A group manager has a role in the organization, but in none of its projects.
      isAllowedSomewhere(context, 'group.get', id),
  )
  return Promise.all(found.map(async (one) => ({ ...one, ownerId: await findOwner(store, one.id) })))
}

/** The principal that is shown as the organization's owner: of its owners the one created first; null without owners. */
export async function findOwner({ roles }: Ports, organizationId: string): Promise<string | null> {
  const bindings = await roles.list({ type: 'organization', id: organizationId })
  const [first = null] = bindings.filter(({ role }) => role === 'owner').map(({ principalId }) => principalId)
  return first
}

/** One organization that the actor has a role in; any other is `not_found`. */
export async function getOrganization(context: Context, id: string): Promise<OrganizationOverview> {
  const found = (await listOrganizations(context)).find((organization) => organization.id === id)
  return found ?? fail(notFound('organization', id))
}

/** The organization's projects that the actor has a role in, oldest first: Packer takes the oldest. */
export async function listProjects(context: Context, organizationId: string): Promise<readonly Project[]> {
  const found = await context.store.organizations.listProjects(organizationId)
  return found.filter((project) => isAllowed(context, 'project.get', locationOf(project)))
}

/** `getOrganization` with a check of the permission. */
export async function viewOrganization(context: Context, permission: Permission, id: string): Promise<Organization> {
  const organization = await getOrganization(context, id)
  authorize(context, permission, { organizationId: id })
  return organization
}

/** One project that the actor has a role in; any other is `not_found`. */
export async function getProject(context: Context, id: string): Promise<Project> {
  const project = await context.store.organizations.findProject(id)
  return project && isAllowed(context, 'project.get', locationOf(project)) ? project : fail(notFound('project', id))
}

/** `getProject` with a check of the permission. */
export async function viewProject(context: Context, permission: Permission, id: string): Promise<Project> {
  const project = await getProject(context, id)
  authorize(context, permission, locationOf(project))
  return project
}
