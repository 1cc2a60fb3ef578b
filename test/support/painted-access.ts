// Access to a painted registry, as a company would set it up: a pipeline that pushes, teams in groups, an invited user.
import type { Client } from './client.ts'
import type { Server } from './client.ts'

export async function paintAccess(admin: Client, { organizationId, projectId }: Server): Promise<void> {
  await paintProjects(admin, organizationId)
  const { service_principal: pipeline } = await admin.ok(
    'ServicePrincipalsService_CreateOrganizationServicePrincipal',
    {
      params: { organization_id: organizationId },
      body: { name: 'image-pipeline' },
    },
  )
  await admin.ok('ServicePrincipalsService_CreateWorkloadIdentityProvider', {
    params: { parent_resource_name: pipeline.resource_name as string },
    body: {
      name: 'github',
      provider: {
        description: 'Jobs of the main branch',
        conditional_access: 'jwt_claims.repository == `example/images` and jwt_claims.ref == `refs/heads/main`',
        oidc_config: {
          issuer_uri: 'https://token.actions.githubusercontent.com',
          allowed_audiences: ['https://images.example.com'],
        },
      },
    },
  })
  const { group } = await admin.ok('GroupsService_CreateGroup', {
    params: { parent_resource_name: `organization/${organizationId}` },
    body: { name: 'Platform', description: 'Those who build base images', member_principal_ids: [pipeline.id] },
  })
  const resource = { resource_name: `project/${projectId}` }
  const { policy } = await admin.ok('ResourceService_GetIamPolicy', { query: resource })
  const given = [
    { role_id: 'roles/packer.builder', members: [{ member_id: pipeline.id, member_type: 'SERVICE_PRINCIPAL' }] },
    { role_id: 'roles/contributor', members: [{ member_id: group.resource_id, member_type: 'GROUP' }] },
  ]
  await admin.ok('ResourceService_SetIamPolicy', {
    body: { ...resource, policy: { ...policy, bindings: [...policy.bindings, ...given] } },
  })
  await admin.ok('InvitationsService_CreateOrganizationInvitations', {
    params: { organization_id: organizationId },
    body: { invitations: [{ invitee_email: 'grace@example.com', role: 'roles/viewer' }] },
  })
}

/** Two more projects: one whose registry is empty, and one without a registry. */
async function paintProjects(admin: Client, id: string): Promise<void> {
  const make = async (name: string) =>
    (await admin.ok('ProjectService_Create', { body: { name, parent: { id, type: 'ORGANIZATION' } } })).project
  const fresh = await make('fresh')
  await admin.ok('PackerService_CreateRegistry', { params: { 'location.project_id': fresh.id as string }, body: {} })
  await make('planned')
}
