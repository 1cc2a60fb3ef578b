// The permission that every served operation requires, and on what: written down again, for access-matrix.test.ts.
import type { Permission } from '../../src/domain/authorize.ts'
import { logServiceMatrix } from './access-matrix-of-logs.ts'

export type Params = Readonly<Record<string, string>>

export interface Wanted {
  /** Null where every authenticated caller is allowed. */
  readonly permission: Permission | null
  readonly on: 'organization' | 'project' | 'bucket'
  /** Roles granted on these count as well, although they reach less. */
  readonly alsoFrom?: readonly ('project' | 'bucket' | 'another project' | 'another bucket')[]
  /** A caller who may not see the resource gets the response that it does not exist. */
  readonly hides?: true
  readonly params?: (known: Params) => Params
  readonly query?: (known: Params) => Readonly<Record<string, unknown>>
  readonly body?: (known: Params) => Readonly<Record<string, unknown>>
}

const own: Wanted = { permission: null, on: 'organization' }
const onBucket = (permission: Permission): Wanted => ({ permission, on: 'bucket' })
const onProject = (permission: Permission): Wanted => ({ permission, on: 'project' })
const onOrganization = (permission: Permission): Wanted => ({ permission, on: 'organization' })
/** What a role on a bucket shows of the bucket's project. */
const fromBuckets = (permission: Permission): Wanted => ({
  permission,
  on: 'project',
  alsoFrom: ['bucket', 'another bucket'],
})
const seenOfOrganization: Wanted = {
  permission: 'organization.get',
  on: 'organization',
  alsoFrom: ['project', 'bucket', 'another project', 'another bucket'],
  hides: true,
}

const organizationId = { params: ({ organization_id: id = '' }: Params) => ({ id }) }
const projectId = { params: ({ project_id: id = '' }: Params) => ({ id }) }
const named = (parameter: string, thing: string) => ({
  params: (known: Params) => ({ [parameter]: known[thing] ?? '' }),
})
const scope = { query: ({ organization_id: id = '' }: Params) => ({ 'scope.id': id }) }
const parentProject = named('parent_resource_name', 'project')
const parentOrganization1 = named('parent_resource_name_1', 'organization')
const parentOrganization = named('parent_resource_name', 'organization')
const group = { ...named('resource_name', 'group') }
const name = { body: () => ({ name: 'nightly' }) }
const principal = (id: 'ofProjectId' | 'ofAllId') => ({ body: (known: Params) => ({ principal_id: known[id] }) })
const principalId = (id: 'ofProjectId' | 'ofAllId') => ({
  params: (known: Params) => ({ principal_id: known[id] ?? '' }),
})
const key = (parameter: string, whose: 'ofProject' | 'ofAll') => ({
  params: (known: Params) => ({ [parameter]: `${known[whose] ?? ''}/key/nothing` }),
})
const provider = (parameter: string) => ({
  params: (known: Params) => ({ [parameter]: `${known['ofProject'] ?? ''}/workload-identity-provider/nothing` }),
})
const somebody = { params: () => ({ user_principal_id: 'nobody' }) }
/** For a project that is named only by its id: a caller who may not see it gets the response that it does not exist. */
const hidden = { hides: true } as const

export const matrix: Readonly<Record<string, Wanted>> = {
  ...logServiceMatrix,
  PackerService_ListBuckets: fromBuckets('bucket.get'),
  PackerService_SearchExternalArtifact: fromBuckets('build.get'),
  PackerService_CreateBucket: onProject('bucket.create'),
  PackerService_GetBucket: onBucket('bucket.get'),
  PackerService_UpdateBucket: onBucket('bucket.update'),
  PackerService_DeleteBucket: onBucket('bucket.delete'),
  PackerService_ListBucketAncestry: onBucket('version.get'),
  PackerService_ListVersions: onBucket('version.get'),
  PackerService_GetVersion: onBucket('version.get'),
  PackerService_CreateVersion: onBucket('version.create'),
  PackerService_UpdateVersion: onBucket('version.update'),
  PackerService_DeleteVersion: onBucket('version.delete'),
  PackerService_ListBuilds: onBucket('build.get'),
  PackerService_GetBuild: onBucket('build.get'),
  PackerService_CreateBuild: onBucket('build.create'),
  PackerService_UpdateBuild: onBucket('build.update'),
  PackerService_DeleteBuild: onBucket('build.delete'),
  PackerService_ListChannels: onBucket('channel.get'),
  PackerService_GetChannel: onBucket('channel.get'),
  PackerService_CreateChannel: onBucket('channel.create'),
  PackerService_UpdateChannel: onBucket('channel.update'),
  PackerService_DeleteChannel: onBucket('channel.delete'),
  PackerService_AssignChannelVersion: onBucket('channel.assign'),
  PackerService_ListChannelAssignmentHistory: onBucket('channel.get'),
  PackerService_ListSboms: onBucket('sbom.get'),
  PackerService_GetSbom: onBucket('sbom.get'),
  PackerService_UploadSbom: onBucket('sbom.upload'),
  PackerService_GetEnforcedBlocksByBucket: onBucket('enforced-block.get'),
  PackerService_SearchByLabels: onBucket('build.get'),
  PackerService_GetRegistry: fromBuckets('registry.get'),
  PackerService_CreateRegistry: onProject('registry.create'),
  PackerService_UpdateRegistry: onProject('registry.update'),
  PackerService_DeleteRegistry: onProject('registry.delete'),
  PackerService_GetRegistryTFCRunTaskAPI: onProject('run-task.get'),
  PackerService_GetRunTaskConfig: fromBuckets('registry.get'),
  PackerService_UpdateRunTaskConfig: onProject('run-task.update'),
  PackerService_RegenerateTFCRunTaskHmacKey: onProject('run-task.update'),

  '2021-04-30/PackerService_ListBuckets': fromBuckets('bucket.get'),
  '2021-04-30/PackerService_CreateBucket': onProject('bucket.create'),
  '2021-04-30/PackerService_GetBucket': onBucket('bucket.get'),
  '2021-04-30/PackerService_UpdateBucket': onBucket('bucket.update'),
  '2021-04-30/PackerService_DeleteBucket': onBucket('bucket.delete'),
  '2021-04-30/PackerService_ListBucketAncestry': onBucket('version.get'),
  '2021-04-30/PackerService_ListIterations': onBucket('version.get'),
  '2021-04-30/PackerService_GetIteration': onBucket('version.get'),
  '2021-04-30/PackerService_CreateIteration': onBucket('version.create'),
  '2021-04-30/PackerService_ListChannels': onBucket('channel.get'),
  '2021-04-30/PackerService_GetChannel': onBucket('channel.get'),
  '2021-04-30/PackerService_CreateChannel': onBucket('channel.create'),
  '2021-04-30/PackerService_UpdateChannel': onBucket('channel.assign'),
  '2021-04-30/PackerService_DeleteChannel': onBucket('channel.delete'),
  '2021-04-30/PackerService_ListChannelHistory': onBucket('channel.get'),
  // Named only by ids, which are looked up in the whole project.
  '2021-04-30/PackerService_UpdateIteration': onProject('version.update'),
  '2021-04-30/PackerService_DeleteIteration': onProject('version.delete'),
  '2021-04-30/PackerService_CreateBuild': onProject('build.create'),
  '2021-04-30/PackerService_ListBuilds': onProject('build.get'),
  '2021-04-30/PackerService_GetBuild': onProject('build.get'),
  '2021-04-30/PackerService_UpdateBuild': onProject('build.update'),
  '2021-04-30/PackerService_DeleteBuild': onProject('build.delete'),
  '2021-04-30/PackerService_GetRegistry': fromBuckets('registry.get'),
  '2021-04-30/PackerService_CreateRegistry': onProject('registry.create'),
  '2021-04-30/PackerService_UpdateRegistry': onProject('registry.update'),
  '2021-04-30/PackerService_DeleteRegistry': onProject('registry.delete'),
  '2021-04-30/PackerService_GetRegistryTFCRunTaskAPI': onProject('run-task.get'),
  '2021-04-30/PackerService_RegenerateTFCRunTaskHmacKey': onProject('run-task.update'),

  AssayService_ListBucketOverviews: fromBuckets('bucket.get'),
  AssayService_ListEvents: fromBuckets('bucket.get'),
  AssayService_ListAuditEntries: onProject('audit.list'),
  AssayService_ExportAuditEntries: onProject('audit.list'),
  AssayService_ListOrganizationAuditEntries: onOrganization('audit.list-organization'),
  AssayService_ExportOrganizationAuditEntries: onOrganization('audit.list-organization'),
  AssayService_GetLedger: onProject('audit.list'),
  AssayService_GetOrganizationLedger: onOrganization('audit.list-organization'),
  AssayService_StreamEvents: fromBuckets('bucket.get'),
  AssayService_ListOwnEmailSubscriptions: fromBuckets('bucket.get'),
  AssayService_CreateOwnEmailSubscription: fromBuckets('bucket.get'),
  AssayService_DeleteOwnEmailSubscription: fromBuckets('bucket.get'),
  AssayService_ListVersionOverviews: onBucket('version.get'),
  AssayService_GetAbout: seenOfOrganization,
  AssayService_ListPeople: onOrganization('user.get'),
  AssayService_ListRegistryAncestry: fromBuckets('bucket.get'),
  AssayService_Search: { ...fromBuckets('bucket.get'), query: () => ({ q: 'ubuntu' }) },
  AssayService_PreviewRevocation: onBucket('version.revoke'),
  AssayService_ImportRecords: { ...onProject('registry.import'), body: () => ({ source: 'elsewhere', records: [] }) },
  AssayService_ListWebhookOverviews: onProject('webhook.get'),
  AssayService_TestWebhook: onProject('webhook.update'),
  AssayService_ListDeliveries: onProject('webhook.get'),
  AssayService_GetDelivery: onProject('webhook.get'),
  AssayService_SendDeliveryAgain: onProject('webhook.update'),
  AssayService_SendFailedDeliveriesAgain: {
    ...onProject('webhook.update'),
    body: () => ({ since: '2026-01-01T00:00:00.000Z' }),
  },

  OperationService_Get: fromBuckets('operation.get'),
  OperationService_List: fromBuckets('operation.get'),
  OperationService_Wait: fromBuckets('operation.get'),

  OrganizationService_List: own,
  OrganizationService_Get: { ...seenOfOrganization, ...organizationId },
  OrganizationService_ListRoles: { ...seenOfOrganization, ...organizationId },
  OrganizationService_GetRole: {
    ...seenOfOrganization,
    params: ({ organization_id: id = '' }) => ({ id, role_id: 'roles/viewer' }),
  },
  OrganizationService_SetName: { ...onOrganization('organization.update'), ...organizationId, ...name, ...hidden },
  OrganizationService_GetIamPolicy: { ...onOrganization('policy.get'), ...organizationId, ...hidden },
  OrganizationService_SetIamPolicy: { ...onOrganization('policy.set'), ...organizationId, ...hidden },
  OrganizationService_TestIamPermissions: { ...seenOfOrganization, ...organizationId },
  ProjectService_List: { ...own, ...scope },
  ProjectService_GetProjectsCount: { ...own, ...scope },
  ProjectService_Create: {
    ...onOrganization('project.create'),
    body: ({ organization_id: id = '' }) => ({ name: 'payments', parent: { id, type: 'ORGANIZATION' } }),
  },
  ProjectService_Get: { ...fromBuckets('project.get'), ...projectId, ...hidden },
  ProjectService_SetName: { ...onProject('project.update'), ...projectId, ...name, ...hidden },
  ProjectService_SetDescription: { ...onProject('project.update'), ...projectId, ...hidden },
  ProjectService_Delete: { ...onProject('project.delete'), ...projectId, ...hidden },
  ProjectService_GetIamPolicy: { ...onProject('policy.get'), ...projectId, ...hidden },
  ProjectService_SetIamPolicy: { ...onProject('policy.set'), ...projectId, ...hidden },
  ProjectService_TestIamPermissions: { ...fromBuckets('project.get'), ...projectId, ...hidden },
  ResourceService_GetIamPolicy: {
    ...onBucket('policy.get'),
    ...hidden,
    query: ({ bucket }) => ({ resource_name: bucket }),
  },
  ResourceService_SetIamPolicy: {
    ...onBucket('policy.set'),
    ...hidden,
    body: ({ bucket }) => ({ resource_name: bucket }),
  },
  ResourceService_TestIamPermissions: {
    ...onBucket('bucket.get'),
    ...hidden,
    body: ({ bucket }) => ({ resource: { resource_name: bucket } }),
  },
  AuthorizationService_TestIamPermissions: {
    ...onBucket('bucket.get'),
    ...hidden,
    body: ({ bucket }) => ({ resource_name: bucket }),
  },
  AuthorizationService_BatchTestIamPermissions: {
    ...onBucket('bucket.get'),
    ...hidden,
    body: ({ bucket }) => ({ resources: [{ resource_name: bucket }] }),
  },
  ResourceService_ListRoles: {
    ...onBucket('bucket.get'),
    ...hidden,
    query: ({ bucket }) => ({ 'resource.name': bucket }),
  },

  BillingAccountService_Get: seenOfOrganization,
  BillingAccountService_Update: { ...onOrganization('project.create'), ...hidden },

  GroupsService_CreateGroup: { ...onOrganization('group.create'), ...parentOrganization, ...name },
  GroupsService_ListGroups: { ...onOrganization('group.get'), ...parentOrganization },
  GroupsService_CountOrganizationGroups: { ...onOrganization('group.get'), ...parentOrganization },
  GroupsService_GetGroup: { ...onOrganization('group.get'), ...group },
  GroupsService_ListGroupMembers: { ...onOrganization('group.get'), ...group },
  GroupsService_UpdateGroup: { ...onOrganization('group.update'), ...group },
  GroupsService_UpdateGroup2: { ...onOrganization('group.update'), ...group },
  GroupsService_UpdateGroupMembers: { ...onOrganization('group.update'), ...group },
  GroupsService_DeleteGroup: { ...onOrganization('group.delete'), ...group },

  // This actor has no principal.
  IamService_GetCallerIdentity: own,
  // Everyone who may grant roles may list principals.
  IamService_BatchGetPrincipals: {
    ...onOrganization('policy.set'),
    alsoFrom: ['project', 'bucket', 'another project', 'another bucket'],
  },
  IamService_SearchPrincipals: {
    ...onOrganization('policy.set'),
    alsoFrom: ['project', 'bucket', 'another project', 'another bucket'],
  },

  ServicePrincipalsService_CreateServicePrincipal: {
    ...onProject('service-principal.create'),
    ...parentProject,
    ...name,
  },
  ServicePrincipalsService_CreateServicePrincipal2: {
    ...onOrganization('service-principal.create'),
    ...parentOrganization1,
    ...name,
    ...hidden,
  },
  ServicePrincipalsService_CreateProjectServicePrincipal: { ...onProject('service-principal.create'), ...name },
  ServicePrincipalsService_CreateOrganizationServicePrincipal: {
    ...onOrganization('service-principal.create'),
    ...name,
  },
  ServicePrincipalsService_ListServicePrincipals: { ...onProject('service-principal.get'), ...parentProject },
  ServicePrincipalsService_ListServicePrincipals2: {
    ...onOrganization('service-principal.get'),
    ...parentOrganization1,
    ...hidden,
  },
  ServicePrincipalsService_ListProjectServicePrincipals: onProject('service-principal.get'),
  ServicePrincipalsService_ListOrganizationServicePrincipals: onOrganization('service-principal.get'),
  ServicePrincipalsService_GetServicePrincipal: {
    ...onProject('service-principal.get'),
    ...named('resource_name', 'ofProject'),
  },
  ServicePrincipalsService_GetServicePrincipal2: {
    ...onOrganization('service-principal.get'),
    ...named('resource_name_1', 'ofAll'),
    ...hidden,
  },
  ServicePrincipalsService_GetProjectServicePrincipal: {
    ...onProject('service-principal.get'),
    ...principalId('ofProjectId'),
  },
  ServicePrincipalsService_GetOrganizationServicePrincipal: {
    ...onOrganization('service-principal.get'),
    ...principalId('ofAllId'),
  },
  ServicePrincipalsService_DeleteServicePrincipal: {
    ...onProject('service-principal.delete'),
    ...named('resource_name', 'ofProject'),
  },
  ServicePrincipalsService_DeleteServicePrincipal2: {
    ...onOrganization('service-principal.delete'),
    ...named('resource_name_1', 'ofAll'),
    ...hidden,
  },
  ServicePrincipalsService_DeleteProjectServicePrincipal: {
    ...onProject('service-principal.delete'),
    ...principalId('ofProjectId'),
  },
  ServicePrincipalsService_DeleteOrganizationServicePrincipal: {
    ...onOrganization('service-principal.delete'),
    ...principalId('ofAllId'),
  },
  ServicePrincipalsService_CreateServicePrincipalKey: {
    ...onProject('service-principal-key.create'),
    ...named('parent_resource_name', 'ofProject'),
  },
  ServicePrincipalsService_CreateServicePrincipalKey2: {
    ...onOrganization('service-principal-key.create'),
    ...named('parent_resource_name_1', 'ofAll'),
    ...hidden,
  },
  ServicePrincipalsService_CreateProjectServicePrincipalKey: {
    ...onProject('service-principal-key.create'),
    ...principal('ofProjectId'),
  },
  ServicePrincipalsService_CreateOrganizationServicePrincipalKey: {
    ...onOrganization('service-principal-key.create'),
    ...principal('ofAllId'),
  },
  ServicePrincipalsService_DeleteServicePrincipalKey: {
    ...onProject('service-principal-key.delete'),
    ...key('resource_name_2', 'ofProject'),
  },
  ServicePrincipalsService_DeleteServicePrincipalKey2: {
    ...onOrganization('service-principal-key.delete'),
    ...key('resource_name_3', 'ofAll'),
    ...hidden,
  },
  ServicePrincipalsService_DeleteProjectServicePrincipalKey: onProject('service-principal-key.list'),
  ServicePrincipalsService_DeleteOrganizationServicePrincipalKey: onOrganization('service-principal-key.list'),

  IamService_GetCurrentUserPrincipal: own,
  ProfileService_GetMFAStatus: own,
  IamService_ListUserPrincipalsByOrganization: onOrganization('user.get'),
  IamService_CountUserPrincipalsByOrganization: onOrganization('user.get'),
  IamService_GetUserPrincipalByIdInOrganization: { ...onOrganization('user.get'), ...somebody },
  IamService_GetUserPrincipalsByIDsInOrganization: onOrganization('user.get'),
  IamService_ListUserPrincipalsForOrganizationByEmail: {
    ...onOrganization('user.get'),
    body: () => ({ email: 'ada@example.com' }),
  },
  IamService_DeleteOrganizationMembership: { ...onOrganization('user.disable'), ...somebody },
  InvitationsService_CreateOrganizationInvitations: {
    ...onOrganization('user.invite'),
    body: () => ({ invitations: [{ invitee_email: 'ada@example.com' }] }),
  },
  InvitationsService_ListOrganizationInvitations: onOrganization('user.invite'),
  InvitationsService_DeleteOrganizationInvitation: {
    ...onOrganization('user.invite'),
    params: () => ({ invitation_id: 'nothing' }),
  },
  InvitationsService_GetOrganizationNameByInvitationToken: {
    ...own,
    params: () => ({ invitation_token: 'nothing' }),
  },

  ServicePrincipalsService_CreateWorkloadIdentityProvider: {
    ...onProject('workload-identity-provider.create'),
    ...named('parent_resource_name', 'ofProject'),
    body: () => ({
      name: 'github',
      provider: {
        oidc_config: { issuer_uri: 'https://token.actions.githubusercontent.com', allowed_audiences: ['assay'] },
        conditional_access: 'jwt_claims.sub == "repo:acme/images"',
      },
    }),
  },
  ServicePrincipalsService_ListWorkloadIdentityProvider: {
    ...onProject('workload-identity-provider.get'),
    ...named('parent_resource_name', 'ofProject'),
  },
  ServicePrincipalsService_GetWorkloadIdentityProvider: {
    ...onProject('workload-identity-provider.get'),
    ...provider('resource_name_2'),
  },
  ServicePrincipalsService_UpdateWorkloadIdentityProvider: {
    ...onProject('workload-identity-provider.update'),
    ...provider('provider.resource_name'),
  },
  ServicePrincipalsService_DeleteWorkloadIdentityProvider: {
    ...onProject('workload-identity-provider.delete'),
    ...provider('resource_name_4'),
  },

  WebhookService_CreateWebhook: {
    ...onProject('webhook.create'),
    ...parentProject,
    body: () => ({ name: 'nightly', config: { url: 'https://hooks.example.com' } }),
  },
  WebhookService_ListWebhooks: { ...onProject('webhook.get'), ...parentProject },
  WebhookService_ListWebhookDeliveries: { ...onProject('webhook.get'), ...named('parent_resource_name', 'webhook') },
  WebhookService_GetWebhook: { ...onProject('webhook.get'), ...named('resource_name', 'webhook') },
  WebhookService_UpdateWebhook: {
    ...onProject('webhook.update'),
    ...named('resource_name', 'webhook'),
    body: () => ({ update_mask: 'description', webhook: { description: 'told' } }),
  },
  WebhookService_UpdateWebhookName: { ...onProject('webhook.update'), ...named('resource_name', 'webhook'), ...name },
  WebhookService_DeleteWebhook: { ...onProject('webhook.delete'), ...named('resource_name', 'webhook') },
}
