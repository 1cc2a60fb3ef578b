import type { Operations } from '../../../client/apis.ts'
import type { Client } from '../../../client/client.ts'
import type { Location } from '../../../client/operation-request.ts'
import { ClientFailure, usage } from '../client-failure.ts'

/** The caller can see several, and nothing says which one is meant. */
export class SeveralFound extends ClientFailure {
  constructor(message: string) {
    super('usage', message)
  }
}

/** Where commands work: as given, or else in the only organization and project that the caller can see. Throws `SeveralFound`. */
export async function findLocation(client: Client<Operations>, known: Partial<Location>): Promise<Location> {
  const organizationId = known.organizationId ?? (await onlyOrganization(client))
  return { organizationId, projectId: known.projectId ?? (await onlyProject(client, organizationId)) }
}

async function onlyOrganization(client: Client<Operations>): Promise<string> {
  const pages = await Array.fromAsync(client.pages('OrganizationService_List', {}))
  const organizations = pages.flatMap((page) => page.organizations)
  return only('organization', 'HCP_ORGANIZATION_ID', organizations)
}

async function onlyProject(client: Client<Operations>, organizationId: string): Promise<string> {
  const query = { 'scope.type': 'ORGANIZATION', 'scope.id': organizationId } as const
  const pages = await Array.fromAsync(client.pages('ProjectService_List', { query }))
  const projects = pages.flatMap((page) => page.projects)
  return only('project', '--project or HCP_PROJECT_ID', projects)
}

function only(noun: string, saidBy: string, found: readonly { readonly id: string; readonly name: string }[]): string {
  const [first, ...others] = found
  if (first === undefined)
    throw usage(`these credentials have no access to any ${noun}: ask whoever issued them for a role in one`)
  if (others.length === 0) return first.id
  const ids = found.map(({ id, name }) => `${id} (${name})`).join(', ')
  throw new SeveralFound(`there are several ${noun}s: set ${saidBy} to the id of one: ${ids}`)
}
