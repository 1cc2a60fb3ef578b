// resource-manager 2019-12-10, as much of it as finds a client its organization and project.
import type { Operations, Schemas } from '../../../contract/generated/resource-manager-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import {
  getOrganization,
  getProject,
  listOrganizations,
  listProjects,
  type OrganizationOverview,
} from '../../../domain/organization/get-organization.ts'
import type { Project } from '../../../domain/organization/organization.ts'
import type { Handlers } from '../../binding/handler.ts'
import { onlyPage } from '../../wire/paging.ts'

type Out<Name extends string> = `hashicorp.cloud.resourcemanager.${Name}` extends infer Full extends keyof Schemas
  ? Outgoing<Schemas[Full]>
  : never

const organizationOut = (organization: OrganizationOverview): Out<'Organization'> => ({
  id: organization.id,
  name: organization.name,
  // `hcp organizations read` dereferences it (hashicorp/hcp internal/commands/organizations).
  owner: { user: organization.ownerId ?? '' },
  state: 'ACTIVE',
  tfc_synced: false,
  created_at: organization.createdAt,
})

const projectOut = (project: Project): Out<'Project'> => ({
  id: project.id,
  name: project.name,
  description: project.description,
  parent: { id: project.organizationId, type: 'ORGANIZATION' },
  state: 'ACTIVE',
  created_at: project.createdAt,
})

export const resourceManagerHandlers = {
  async OrganizationService_List(_request, context) {
    return { organizations: (await listOrganizations(context)).map(organizationOut), pagination: onlyPage }
  },
  async OrganizationService_Get({ params }, context) {
    return { organization: organizationOut(await getOrganization(context, params.id)) }
  },
  async ProjectService_List({ query }, context) {
    const { 'scope.id': id = '', 'scope.type': type = 'ORGANIZATION' } = query
    if (type !== 'ORGANIZATION') throw invalidArgument('scope.type', 'must be ORGANIZATION')
    if (id === '') throw invalidArgument('scope.id', 'is required: the id of the organization')
    return { projects: (await listProjects(context, id)).map(projectOut), pagination: onlyPage }
  },
  async ProjectService_Get({ params }, context) {
    return { project: projectOut(await getProject(context, params.id)) }
  },
} satisfies Handlers<
  Operations,
  'OrganizationService_List' | 'OrganizationService_Get' | 'ProjectService_List' | 'ProjectService_Get'
>
