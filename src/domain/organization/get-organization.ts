import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import type { Principal } from '../principal/principal.ts'
import type { Ports } from '../store.ts'
import type { Organization, Project } from './organization.ts'

// Discovery shows an actor what it has a role in and nothing else. It refuses nobody: Packer up to 1.9.0 takes any error
// here for its end, and an empty list says as much.

/** An organization as people look at it. */
export interface OrganizationOverview extends Organization {
  readonly ownerId: string | null
}

/** The organizations that the actor has a role in. */
export async function listOrganizations(context: Context): Promise<readonly OrganizationOverview[]> {
  const visible = new Set(context.actor.roles.map(({ organizationId }) => organizationId))
  const found = (await context.store.organizations.listOrganizations()).filter(({ id }) => visible.has(id))
  return Promise.all(
    found.map(async (organization) => ({
      ...organization,
      ownerId: (await findOwner(context.store, organization.id))?.id ?? null,
    })),
  )
}

/**
 * Who answers for an organization: of its projects, beginning with the oldest, the principal that has been there longest
 * and is its admin. That is the one which the first start made, for as long as it is. Undefined when nobody is.
 */
export async function findOwner(ports: Ports, organizationId: string): Promise<Principal | undefined> {
  for (const { id: projectId } of await ports.organizations.listProjects(organizationId))
    for (const principal of await ports.principals.list('service', projectId)) {
      const roles = await ports.principals.listRoles(principal.id)
      if (roles.some((held) => held.projectId === projectId && held.role === 'admin')) return principal
    }
  return undefined
}

/** One organization that the actor has a role in; any other is `not_found`. */
export async function getOrganization(context: Context, id: string): Promise<OrganizationOverview> {
  const found = (await listOrganizations(context)).find((organization) => organization.id === id)
  if (!found) throw notFound('organization', id)
  return found
}

/** The organization's projects that the actor has a role in, oldest first: Packer takes the oldest. */
export async function listProjects(context: Context, organizationId: string): Promise<readonly Project[]> {
  const visible = new Set(context.actor.roles.map(({ projectId }) => projectId))
  return (await context.store.organizations.listProjects(organizationId)).filter(({ id }) => visible.has(id))
}

/** One project that the actor has a role in; any other is `not_found`. */
export async function getProject(context: Context, id: string): Promise<Project> {
  const isVisible = context.actor.roles.some(({ projectId }) => projectId === id)
  const project = isVisible ? await context.store.organizations.findProject(id) : undefined
  if (!project) throw notFound('project', id)
  return project
}
