import type { Operations } from '../../../contract/generated/resource-manager-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Schemas } from '../../../contract/generated/resource-manager-2019-12-10.ts'
import { notFound } from '../../../domain/errors.ts'
import {
  getOrganization,
  listOrganizations,
  type OrganizationOverview,
} from '../../../domain/organization/get-organization.ts'
import { renameOrganization } from '../../../domain/organization/rename-organization.ts'
import { permissionsOf } from '../../../domain/authorize.ts'
import { permissionName } from '../../../domain/principal/role/permission-names.ts'
import { lookFor } from '../../../domain/principal/role/policy.ts'
import { type ResourceType, type Role, roles, rolesOn } from '../../../domain/principal/role/role.ts'
import type { Handlers } from '../../binding/handler.ts'
import { onlyPage } from '../../wire/paging.ts'
import { targetNamed } from './policies.ts'

const organizationOut = (
  organization: OrganizationOverview,
): Outgoing<Schemas['hashicorp.cloud.resourcemanager.Organization']> => ({
  id: organization.id,
  name: organization.name,
  // `hcp organizations read` dereferences it (hashicorp/hcp internal/commands/organizations).
  owner: { user: organization.ownerId ?? '' },
  state: 'ACTIVE',
  tfc_synced: false,
  created_at: organization.createdAt,
})

/** HCP's names for the types of resources on which a role can be held. */
const typeOut = {
  organization: 'organization',
  project: 'project',
  bucket: 'hashicorp.packer.bucket',
  group: 'hashicorp.iam.group',
} as const satisfies Record<ResourceType, string>

const roleOut = (role: Role): Outgoing<Schemas['hashicorp.cloud.resourcemanager.Role']> => {
  const lowest = (['group', 'bucket', 'project', 'organization'] as const).filter((type) =>
    rolesOn[type].includes(role),
  )
  return {
    id: `roles/${role}`,
    ...roles[role],
    permissions: permissionsOf[role].map(permissionName),
    lowest_applicable_resource_types: lowest.slice(0, 1).map((type) => typeOut[type]),
    version: 1,
  }
}

export const organizationHandlers = {
  async OrganizationService_List(_request, context) {
    return { organizations: (await listOrganizations(context)).map(organizationOut), pagination: onlyPage }
  },
  async OrganizationService_Get({ params }, context) {
    return { organization: organizationOut(await getOrganization(context, params.id)) }
  },
  async OrganizationService_SetName({ params, body }, context) {
    await renameOrganization(context, { organizationId: params.id, name: body.name ?? '' })
    return { organization: organizationOut(await getOrganization(context, params.id)) }
  },
  async OrganizationService_ListRoles({ params }, context) {
    await getOrganization(context, params.id)
    return { roles: (Object.keys(roles) as Role[]).map(roleOut), pagination: onlyPage }
  },
  async OrganizationService_GetRole({ params }, context) {
    await getOrganization(context, params.id)
    const role = (Object.keys(roles) as Role[]).find((name) => `roles/${name}` === params.role_id)
    if (role === undefined) throw notFound('role', params.role_id)
    return { role: roleOut(role) }
  },
  async ResourceService_ListRoles({ query }, context) {
    const name = query['resource.name'] ?? ''
    const id = query['resource.id'] ?? ''
    const target = name === '' && id !== '' ? ({ type: 'id', id } as const) : targetNamed('resource.name', name)
    const { bound } = await lookFor(context, target)
    return { roles: rolesOn[bound.type].map(roleOut), pagination: onlyPage }
  },
} satisfies Partial<Handlers<Operations, keyof Operations>>
