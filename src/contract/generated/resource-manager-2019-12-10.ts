// Generated from contract/resource-manager-2019-12-10.json by `npm run generate`. Never edited.
export interface components {
  schemas: {
    'google.protobuf.Any': {
      '@type': string
    } & {
      [key: string]: unknown
    }
    'google.rpc.Status': {
      /** Format: int32 */
      code: number
      details: components['schemas']['google.protobuf.Any'][]
      message: string
    }
    'hashicorp.cloud.common.PaginationResponse': {
      next_page_token: string
      previous_page_token: string
    }
    'hashicorp.cloud.location.Link': {
      description: string
      id: string
      location: components['schemas']['hashicorp.cloud.location.Location']
      type: string
      uuid: string
    }
    'hashicorp.cloud.location.Location': {
      organization_id: string
      project_id: string
      region: components['schemas']['hashicorp.cloud.location.Region']
    }
    'hashicorp.cloud.location.Region': {
      provider: string
      region: string
    }
    'hashicorp.cloud.operation.Operation': {
      /** Format: date-time */
      created_at: string | null
      error: components['schemas']['google.rpc.Status']
      id: string
      link: components['schemas']['hashicorp.cloud.location.Link']
      location: components['schemas']['hashicorp.cloud.location.Location']
      response: components['schemas']['google.protobuf.Any']
      state: components['schemas']['hashicorp.cloud.operation.Operation.State']
      /** Format: date-time */
      updated_at: string | null
    }
    /** @enum {string} */
    'hashicorp.cloud.operation.Operation.State': 'PENDING' | 'RUNNING' | 'DONE' | 'QUEUED'
    'hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsRequest': {
      permissions: string[]
      resource_id: string
      resource_name: string
    }
    'hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsResponse': {
      allowed_permissions: string[]
    }
    'hashicorp.cloud.resourcemanager.BatchAuthorizationTestIamPermissionsRequest': {
      resources: components['schemas']['hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsRequest'][]
    }
    'hashicorp.cloud.resourcemanager.BatchAuthorizationTestIamPermissionsResponse': {
      resource_permissions: {
        [key: string]: components['schemas']['hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsResponse']
      }
    }
    'hashicorp.cloud.resourcemanager.BillingAccountDetails': {
      country: string
      id: string
      name: string
      project_ids: string[]
    }
    'hashicorp.cloud.resourcemanager.BillingDetail': {
      account_id: string
      status: string
    }
    /** @enum {string} */
    'hashicorp.cloud.resourcemanager.CheckId':
      | 'CHECK_ID_UNSPECIFIED'
      | 'CHECK_ID_BILLING_IS_ONLY_ACCOUNT'
      | 'CHECK_ID_BILLING_VALID_ACCOUNT_STATUS'
      | 'CHECK_ID_BILLING_NO_ACTIVE_CONTRACTS'
      | 'CHECK_ID_BILLING_NO_UNPAID_INVOICES'
      | 'CHECK_ID_BILLING_NO_ACTIVE_BILLED_RESOURCES'
      | 'CHECK_ID_BILLING_NO_ACCOUNTS'
      | 'CHECK_ID_IDENTITY_NO_NON_OWNER_REMAINS'
      | 'CHECK_ID_IDENTITY_NO_NON_OWNER_GROUP_REMAINS'
      | 'CHECK_ID_IDENTITY_SSO_NOT_ENABLED'
      | 'CHECK_ID_IDENTITY_SCIM_NOT_ENABLED'
      | 'CHECK_ID_IDENTITY_NO_SERVICE_PRINCIPAL_REMAINS'
      | 'CHECK_ID_RESOURCES_EMPTY'
      | 'CHECK_ID_RESOURCES_NO_PROJECTS_EXIST'
      | 'CHECK_ID_INFRAGRAPH_NO_CONNECTIONS'
    'hashicorp.cloud.resourcemanager.CheckResult': {
      check_id: components['schemas']['hashicorp.cloud.resourcemanager.CheckId']
      failure_details: components['schemas']['hashicorp.cloud.resourcemanager.FailureDetails']
      status: components['schemas']['hashicorp.cloud.resourcemanager.CheckStatus']
    }
    /** @enum {string} */
    'hashicorp.cloud.resourcemanager.CheckStatus':
      | 'CHECK_STATUS_UNSPECIFIED'
      | 'CHECK_STATUS_PASS'
      | 'CHECK_STATUS_FAIL'
      | 'CHECK_STATUS_UNKNOWN'
      | 'CHECK_STATUS_SKIPPED'
    'hashicorp.cloud.resourcemanager.Constraint': {
      denied_permissions: string[]
      description: string
      id: string
      service: string
      title: string
    }
    'hashicorp.cloud.resourcemanager.FailureDetails': {
      items: components['schemas']['hashicorp.cloud.resourcemanager.ItemDetail'][]
      reason: string
    }
    'hashicorp.cloud.resourcemanager.GetResourceResponse': {
      parent_id: string
      resource_id: string
      resource_name: string
      resource_type: string
    }
    'hashicorp.cloud.resourcemanager.GroupDetail': {
      id: string
      name: string
      resource_name: string
    }
    'hashicorp.cloud.resourcemanager.ItemDetail': {
      billing: components['schemas']['hashicorp.cloud.resourcemanager.BillingDetail']
      group: components['schemas']['hashicorp.cloud.resourcemanager.GroupDetail']
      resource: components['schemas']['hashicorp.cloud.resourcemanager.ResourceDetail']
      service_principal: components['schemas']['hashicorp.cloud.resourcemanager.ServicePrincipalDetail']
      user: components['schemas']['hashicorp.cloud.resourcemanager.UserDetail']
    }
    'hashicorp.cloud.resourcemanager.ListRolesResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      roles: components['schemas']['hashicorp.cloud.resourcemanager.Role'][]
    }
    'hashicorp.cloud.resourcemanager.Organization': {
      /** Format: date-time */
      created_at: string | null
      id: string
      name: string
      owner: components['schemas']['hashicorp.cloud.resourcemanager.OrganizationOwner']
      state: components['schemas']['hashicorp.cloud.resourcemanager.Organization.OrganizationState']
      tfc_synced: boolean
    }
    /** @enum {string} */
    'hashicorp.cloud.resourcemanager.Organization.OrganizationState': 'UNKNOWN' | 'ACTIVE' | 'PENDING_DELETE'
    'hashicorp.cloud.resourcemanager.OrganizationCreateRequest': {
      billing_account_details: components['schemas']['hashicorp.cloud.resourcemanager.BillingAccountDetails']
      name: string
      organization_ownership_details: components['schemas']['hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails']
    }
    'hashicorp.cloud.resourcemanager.OrganizationCreateResponse': {
      organization: components['schemas']['hashicorp.cloud.resourcemanager.Organization']
    }
    'hashicorp.cloud.resourcemanager.OrganizationDeleteResponse': unknown
    'hashicorp.cloud.resourcemanager.OrganizationGetConstraintResponse': {
      constraint: components['schemas']['hashicorp.cloud.resourcemanager.Constraint']
    }
    'hashicorp.cloud.resourcemanager.OrganizationGetIamPolicyResponse': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.OrganizationGetResourceControlPolicyResponse': {
      enabled_constraints: string[]
      etag: string
      organization_id: string
    }
    'hashicorp.cloud.resourcemanager.OrganizationGetResponse': {
      organization: components['schemas']['hashicorp.cloud.resourcemanager.Organization']
    }
    'hashicorp.cloud.resourcemanager.OrganizationGetRoleResponse': {
      role: components['schemas']['hashicorp.cloud.resourcemanager.Role']
    }
    'hashicorp.cloud.resourcemanager.OrganizationListConstraintsResponse': {
      constraints: components['schemas']['hashicorp.cloud.resourcemanager.Constraint'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.resourcemanager.OrganizationListProjectsByServiceResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      projects: components['schemas']['hashicorp.cloud.resourcemanager.Project'][]
      /** Format: int32 */
      total_count: number
    }
    'hashicorp.cloud.resourcemanager.OrganizationListResponse': {
      organizations: components['schemas']['hashicorp.cloud.resourcemanager.Organization'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.resourcemanager.OrganizationListRolesResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      roles: components['schemas']['hashicorp.cloud.resourcemanager.Role'][]
    }
    'hashicorp.cloud.resourcemanager.OrganizationOwner': {
      user: string
    }
    'hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails': {
      business: components['schemas']['hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.BusinessOwnership']
      personal: components['schemas']['hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.PersonalOwnership']
    }
    'hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.BusinessOwnership': {
      address_line1: string
      address_line2: string
      business_name: string
      city: string
      country_code: string
      postal_code: string
      state: string
    }
    'hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.PersonalOwnership': unknown
    'hashicorp.cloud.resourcemanager.OrganizationPreDeletionCheckResponse': {
      results: components['schemas']['hashicorp.cloud.resourcemanager.CheckResult'][]
    }
    'hashicorp.cloud.resourcemanager.OrganizationService.SetIamPolicyBody': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.OrganizationService.SetNameBody': {
      name: string
    }
    'hashicorp.cloud.resourcemanager.OrganizationService.SetResourceControlPolicyBody': {
      constraint_ids: string[]
      etag: string
    }
    'hashicorp.cloud.resourcemanager.OrganizationService.TestIamPermissionsBody': {
      permissions: string[]
    }
    'hashicorp.cloud.resourcemanager.OrganizationSetIamPolicyResponse': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.OrganizationSetNameResponse': {
      organization: components['schemas']['hashicorp.cloud.resourcemanager.Organization']
    }
    'hashicorp.cloud.resourcemanager.OrganizationTestIamPermissionsResponse': {
      allowed_permissions: string[]
    }
    'hashicorp.cloud.resourcemanager.Policy': {
      bindings: components['schemas']['hashicorp.cloud.resourcemanager.PolicyBinding'][]
      etag: string
    }
    'hashicorp.cloud.resourcemanager.PolicyBinding': {
      members: components['schemas']['hashicorp.cloud.resourcemanager.PolicyBindingMember'][]
      role_id: string
    }
    'hashicorp.cloud.resourcemanager.PolicyBindingMember': {
      member_id: string
      member_type: components['schemas']['hashicorp.cloud.resourcemanager.PolicyBindingMemberType']
    }
    /** @enum {string} */
    'hashicorp.cloud.resourcemanager.PolicyBindingMemberType': 'UNSET' | 'USER' | 'GROUP' | 'SERVICE_PRINCIPAL'
    'hashicorp.cloud.resourcemanager.Project': {
      /** Format: date-time */
      created_at: string | null
      description: string
      id: string
      name: string
      parent: components['schemas']['hashicorp.cloud.resourcemanager.ResourceID']
      state: components['schemas']['hashicorp.cloud.resourcemanager.Project.ProjectState']
    }
    /** @enum {string} */
    'hashicorp.cloud.resourcemanager.Project.ProjectState': 'UNKNOWN' | 'ACTIVE' | 'DELETING' | 'DELETED'
    'hashicorp.cloud.resourcemanager.ProjectCreateRequest': {
      description: string
      name: string
      parent: components['schemas']['hashicorp.cloud.resourcemanager.ResourceID']
    }
    'hashicorp.cloud.resourcemanager.ProjectCreateResponse': {
      operation_id: string
      project: components['schemas']['hashicorp.cloud.resourcemanager.Project']
    }
    'hashicorp.cloud.resourcemanager.ProjectDeleteResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
    }
    'hashicorp.cloud.resourcemanager.ProjectGetIamPolicyResponse': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.ProjectGetProjectsCountResponse': {
      /** Format: int32 */
      count: number
    }
    'hashicorp.cloud.resourcemanager.ProjectGetResponse': {
      project: components['schemas']['hashicorp.cloud.resourcemanager.Project']
    }
    'hashicorp.cloud.resourcemanager.ProjectListResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      projects: components['schemas']['hashicorp.cloud.resourcemanager.Project'][]
    }
    'hashicorp.cloud.resourcemanager.ProjectService.SetDescriptionBody': {
      description: string
    }
    'hashicorp.cloud.resourcemanager.ProjectService.SetIamPolicyBody': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.ProjectService.SetNameBody': {
      name: string
    }
    'hashicorp.cloud.resourcemanager.ProjectService.TestIamPermissionsBody': {
      permissions: string[]
    }
    'hashicorp.cloud.resourcemanager.ProjectSetDescriptionResponse': {
      operation_id: string
    }
    'hashicorp.cloud.resourcemanager.ProjectSetIamPolicyResponse': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.ProjectSetNameResponse': {
      operation_id: string
    }
    'hashicorp.cloud.resourcemanager.ProjectTestIamPermissionsResponse': {
      allowed_permissions: string[]
    }
    'hashicorp.cloud.resourcemanager.Resource': {
      geo: string
      link: components['schemas']['hashicorp.cloud.location.Link']
      resource_id: string
      resource_name: string
    }
    'hashicorp.cloud.resourcemanager.ResourceDetail': {
      resource: components['schemas']['hashicorp.cloud.resourcemanager.Resource']
    }
    'hashicorp.cloud.resourcemanager.ResourceGetIamPolicyResponse': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.ResourceID': {
      id: string
      type: components['schemas']['hashicorp.cloud.resourcemanager.ResourceID.ResourceType']
    }
    /** @enum {string} */
    'hashicorp.cloud.resourcemanager.ResourceID.ResourceType': 'UNKNOWN' | 'ORGANIZATION' | 'PROJECT'
    'hashicorp.cloud.resourcemanager.ResourceListAccessibleResourcesResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      resources: components['schemas']['hashicorp.cloud.resourcemanager.ResourceV2'][]
    }
    'hashicorp.cloud.resourcemanager.ResourceListResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      resources: components['schemas']['hashicorp.cloud.resourcemanager.Resource'][]
    }
    'hashicorp.cloud.resourcemanager.ResourceSetIamPolicyRequest': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
      resource_id: string
      resource_name: string
    }
    'hashicorp.cloud.resourcemanager.ResourceSetIamPolicyResponse': {
      policy: components['schemas']['hashicorp.cloud.resourcemanager.Policy']
    }
    'hashicorp.cloud.resourcemanager.ResourceTestIamPermissionsRequest': {
      permissions: string[]
      resource: components['schemas']['hashicorp.cloud.resourcemanager.Resource']
    }
    'hashicorp.cloud.resourcemanager.ResourceTestIamPermissionsResponse': {
      allowed_permissions: string[]
    }
    'hashicorp.cloud.resourcemanager.ResourceV2': {
      geo: string
      resource_id: string
      resource_name: string
    }
    'hashicorp.cloud.resourcemanager.Role': {
      description: string
      id: string
      lowest_applicable_resource_types: string[]
      permissions: string[]
      title: string
      /** Format: int32 */
      version: number
    }
    'hashicorp.cloud.resourcemanager.ServicePrincipalDetail': {
      id: string
      name: string
      organization_id: string
      project_id: string
    }
    'hashicorp.cloud.resourcemanager.SetResourceControlPolicyResponse': {
      etag: string
    }
    'hashicorp.cloud.resourcemanager.UserDetail': {
      email: string
      id: string
      type: string
    }
  }
  responses: never
  parameters: never
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>

export type Schemas = components['schemas']

export interface Operations {
  AuthorizationService_BatchTestIamPermissions: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.BatchAuthorizationTestIamPermissionsRequest']
    response: Schemas['hashicorp.cloud.resourcemanager.BatchAuthorizationTestIamPermissionsResponse']
  }
  AuthorizationService_TestIamPermissions: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsRequest']
    response: Schemas['hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsResponse']
  }
  OrganizationService_List: {
    params: {}
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationListResponse']
  }
  OrganizationService_Create: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.OrganizationCreateRequest']
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationCreateResponse']
  }
  OrganizationService_Get: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationGetResponse']
  }
  OrganizationService_Delete: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationDeleteResponse']
  }
  OrganizationService_GetConstraint: {
    params: { constraint_id: string; id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationGetConstraintResponse']
  }
  OrganizationService_GetIamPolicy: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationGetIamPolicyResponse']
  }
  OrganizationService_SetIamPolicy: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.OrganizationService.SetIamPolicyBody']
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationSetIamPolicyResponse']
  }
  OrganizationService_GetPreDeletionCheck: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationPreDeletionCheckResponse']
  }
  OrganizationService_GetResourceControlPolicy: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationGetResourceControlPolicyResponse']
  }
  OrganizationService_SetResourceControlPolicy: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.OrganizationService.SetResourceControlPolicyBody']
    response: Schemas['hashicorp.cloud.resourcemanager.SetResourceControlPolicyResponse']
  }
  OrganizationService_GetRole: {
    params: { id: string; role_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationGetRoleResponse']
  }
  OrganizationService_ListConstraints: {
    params: { id: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationListConstraintsResponse']
  }
  OrganizationService_ListProjectsByService: {
    params: { id: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      service?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationListProjectsByServiceResponse']
  }
  OrganizationService_ListRoles: {
    params: { id: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationListRolesResponse']
  }
  OrganizationService_SetName: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.OrganizationService.SetNameBody']
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationSetNameResponse']
  }
  OrganizationService_TestIamPermissions: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.OrganizationService.TestIamPermissionsBody']
    response: Schemas['hashicorp.cloud.resourcemanager.OrganizationTestIamPermissionsResponse']
  }
  ProjectService_List: {
    params: {}
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      query?: string
      'scope.id'?: string
      'scope.type'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectListResponse']
  }
  ProjectService_Create: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.ProjectCreateRequest']
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectCreateResponse']
  }
  ProjectService_Get: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectGetResponse']
  }
  ProjectService_Delete: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectDeleteResponse']
  }
  ProjectService_GetIamPolicy: {
    params: { id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectGetIamPolicyResponse']
  }
  ProjectService_SetIamPolicy: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.ProjectService.SetIamPolicyBody']
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectSetIamPolicyResponse']
  }
  ProjectService_GetProjectsCount: {
    params: {}
    query: { 'scope.id'?: string; 'scope.type'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectGetProjectsCountResponse']
  }
  ProjectService_SetDescription: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.ProjectService.SetDescriptionBody']
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectSetDescriptionResponse']
  }
  ProjectService_SetName: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.ProjectService.SetNameBody']
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectSetNameResponse']
  }
  ProjectService_TestIamPermissions: {
    params: { id: string }
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.ProjectService.TestIamPermissionsBody']
    response: Schemas['hashicorp.cloud.resourcemanager.ProjectTestIamPermissionsResponse']
  }
  ResourceService_GetIamPolicy: {
    params: {}
    query: { resource_id?: string; resource_name?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ResourceGetIamPolicyResponse']
  }
  ResourceService_SetIamPolicy: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.ResourceSetIamPolicyRequest']
    response: Schemas['hashicorp.cloud.resourcemanager.ResourceSetIamPolicyResponse']
  }
  ResourceService_GetResource: {
    params: {}
    query: { resource_id?: string; resource_name?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.GetResourceResponse']
  }
  ResourceService_List: {
    params: {}
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'scope.id'?: string
      'scope.type'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ResourceListResponse']
  }
  ResourceService_ListAccessibleResources: {
    params: {}
    query: {
      leaf_name_filter?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      permission?: string
      resource_type?: string
      scope_resource_id?: string
      scope_resource_name?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ResourceListAccessibleResourcesResponse']
  }
  ResourceService_ListRoles: {
    params: {}
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'resource.id'?: string
      'resource.name'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.resourcemanager.ListRolesResponse']
  }
  ResourceService_TestIamPermissions: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.resourcemanager.ResourceTestIamPermissionsRequest']
    response: Schemas['hashicorp.cloud.resourcemanager.ResourceTestIamPermissionsResponse']
  }
}

export const operations = {
  AuthorizationService_BatchTestIamPermissions: {
    method: 'POST',
    path: '/resource-manager/2019-12-10/authorization/batch-test-iam-permissions',
    route: '/resource-manager/2019-12-10/authorization/batch-test-iam-permissions',
    params: [],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.BatchAuthorizationTestIamPermissionsRequest',
  },
  AuthorizationService_TestIamPermissions: {
    method: 'POST',
    path: '/resource-manager/2019-12-10/authorization/test-iam-permissions',
    route: '/resource-manager/2019-12-10/authorization/test-iam-permissions',
    params: [],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsRequest',
  },
  OrganizationService_List: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations',
    route: '/resource-manager/2019-12-10/organizations',
    params: [],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  OrganizationService_Create: {
    method: 'POST',
    path: '/resource-manager/2019-12-10/organizations',
    route: '/resource-manager/2019-12-10/organizations',
    params: [],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.OrganizationCreateRequest',
  },
  OrganizationService_Get: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}',
    route: '/resource-manager/2019-12-10/organizations/:id',
    params: ['id'],
    query: {},
    body: null,
  },
  OrganizationService_Delete: {
    method: 'DELETE',
    path: '/resource-manager/2019-12-10/organizations/{id}',
    route: '/resource-manager/2019-12-10/organizations/:id',
    params: ['id'],
    query: {},
    body: null,
  },
  OrganizationService_GetConstraint: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/{constraint_id}',
    route: '/resource-manager/2019-12-10/organizations/:id/:constraint_id',
    params: ['constraint_id', 'id'],
    query: {},
    body: null,
    resourceName: { parameter: 'constraint_id', patterns: ['constraints/*'] },
  },
  OrganizationService_GetIamPolicy: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/iam-policy',
    route: '/resource-manager/2019-12-10/organizations/:id/iam-policy',
    params: ['id'],
    query: {},
    body: null,
  },
  OrganizationService_SetIamPolicy: {
    method: 'PUT',
    path: '/resource-manager/2019-12-10/organizations/{id}/iam-policy',
    route: '/resource-manager/2019-12-10/organizations/:id/iam-policy',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.OrganizationService.SetIamPolicyBody',
  },
  OrganizationService_GetPreDeletionCheck: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/pre-deletion-check',
    route: '/resource-manager/2019-12-10/organizations/:id/pre-deletion-check',
    params: ['id'],
    query: {},
    body: null,
  },
  OrganizationService_GetResourceControlPolicy: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/resource-control-policy',
    route: '/resource-manager/2019-12-10/organizations/:id/resource-control-policy',
    params: ['id'],
    query: {},
    body: null,
  },
  OrganizationService_SetResourceControlPolicy: {
    method: 'PUT',
    path: '/resource-manager/2019-12-10/organizations/{id}/resource-control-policy',
    route: '/resource-manager/2019-12-10/organizations/:id/resource-control-policy',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.OrganizationService.SetResourceControlPolicyBody',
  },
  OrganizationService_GetRole: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/{role_id}',
    route: '/resource-manager/2019-12-10/organizations/:id/:role_id',
    params: ['id', 'role_id'],
    query: {},
    body: null,
    resourceName: { parameter: 'role_id', patterns: ['roles/*'] },
  },
  OrganizationService_ListConstraints: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/constraints',
    route: '/resource-manager/2019-12-10/organizations/:id/constraints',
    params: ['id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  OrganizationService_ListProjectsByService: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/projects-by-service',
    route: '/resource-manager/2019-12-10/organizations/:id/projects-by-service',
    params: ['id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      service: 'string',
    },
    body: null,
  },
  OrganizationService_ListRoles: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/organizations/{id}/roles',
    route: '/resource-manager/2019-12-10/organizations/:id/roles',
    params: ['id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  OrganizationService_SetName: {
    method: 'PUT',
    path: '/resource-manager/2019-12-10/organizations/{id}/name',
    route: '/resource-manager/2019-12-10/organizations/:id/name',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.OrganizationService.SetNameBody',
  },
  OrganizationService_TestIamPermissions: {
    method: 'POST',
    path: '/resource-manager/2019-12-10/organizations/{id}/test-iam-permissions',
    route: '/resource-manager/2019-12-10/organizations/:id/test-iam-permissions',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.OrganizationService.TestIamPermissionsBody',
  },
  ProjectService_List: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/projects',
    route: '/resource-manager/2019-12-10/projects',
    params: [],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      query: 'string',
      'scope.id': 'string',
      'scope.type': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  ProjectService_Create: {
    method: 'POST',
    path: '/resource-manager/2019-12-10/projects',
    route: '/resource-manager/2019-12-10/projects',
    params: [],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.ProjectCreateRequest',
  },
  ProjectService_Get: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/projects/{id}',
    route: '/resource-manager/2019-12-10/projects/:id',
    params: ['id'],
    query: {},
    body: null,
  },
  ProjectService_Delete: {
    method: 'DELETE',
    path: '/resource-manager/2019-12-10/projects/{id}',
    route: '/resource-manager/2019-12-10/projects/:id',
    params: ['id'],
    query: {},
    body: null,
  },
  ProjectService_GetIamPolicy: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/projects/{id}/iam-policy',
    route: '/resource-manager/2019-12-10/projects/:id/iam-policy',
    params: ['id'],
    query: {},
    body: null,
  },
  ProjectService_SetIamPolicy: {
    method: 'PUT',
    path: '/resource-manager/2019-12-10/projects/{id}/iam-policy',
    route: '/resource-manager/2019-12-10/projects/:id/iam-policy',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.ProjectService.SetIamPolicyBody',
  },
  ProjectService_GetProjectsCount: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/projects/count',
    route: '/resource-manager/2019-12-10/projects/count',
    params: [],
    query: { 'scope.id': 'string', 'scope.type': 'string' },
    body: null,
  },
  ProjectService_SetDescription: {
    method: 'PUT',
    path: '/resource-manager/2019-12-10/projects/{id}/description',
    route: '/resource-manager/2019-12-10/projects/:id/description',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.ProjectService.SetDescriptionBody',
  },
  ProjectService_SetName: {
    method: 'PUT',
    path: '/resource-manager/2019-12-10/projects/{id}/name',
    route: '/resource-manager/2019-12-10/projects/:id/name',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.ProjectService.SetNameBody',
  },
  ProjectService_TestIamPermissions: {
    method: 'POST',
    path: '/resource-manager/2019-12-10/projects/{id}/test-iam-permissions',
    route: '/resource-manager/2019-12-10/projects/:id/test-iam-permissions',
    params: ['id'],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.ProjectService.TestIamPermissionsBody',
  },
  ResourceService_GetIamPolicy: {
    method: 'GET',
    path: '/2019-12-10/resource-manager/resources/iam-policy',
    route: '/2019-12-10/resource-manager/resources/iam-policy',
    params: [],
    query: { resource_id: 'string', resource_name: 'string' },
    body: null,
  },
  ResourceService_SetIamPolicy: {
    method: 'PUT',
    path: '/2019-12-10/resource-manager/resources/iam-policy',
    route: '/2019-12-10/resource-manager/resources/iam-policy',
    params: [],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.ResourceSetIamPolicyRequest',
  },
  ResourceService_GetResource: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/resource',
    route: '/resource-manager/2019-12-10/resource',
    params: [],
    query: { resource_id: 'string', resource_name: 'string' },
    body: null,
  },
  ResourceService_List: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/resources',
    route: '/resource-manager/2019-12-10/resources',
    params: [],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'scope.id': 'string',
      'scope.type': 'string',
    },
    body: null,
  },
  ResourceService_ListAccessibleResources: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/resources/accessible',
    route: '/resource-manager/2019-12-10/resources/accessible',
    params: [],
    query: {
      leaf_name_filter: 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      permission: 'string',
      resource_type: 'string',
      scope_resource_id: 'string',
      scope_resource_name: 'string',
    },
    body: null,
  },
  ResourceService_ListRoles: {
    method: 'GET',
    path: '/resource-manager/2019-12-10/resource/roles',
    route: '/resource-manager/2019-12-10/resource/roles',
    params: [],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'resource.id': 'string',
      'resource.name': 'string',
    },
    body: null,
  },
  ResourceService_TestIamPermissions: {
    method: 'POST',
    path: '/resource-manager/2019-12-10/resources/test-iam-permissions',
    route: '/resource-manager/2019-12-10/resources/test-iam-permissions',
    params: [],
    query: {},
    body: 'hashicorp.cloud.resourcemanager.ResourceTestIamPermissionsRequest',
  },
} as const

export const bodySchemas = {
  'hashicorp.cloud.location.Link': {
    type: 'object',
    properties: {
      description: { type: 'string' },
      id: { type: 'string' },
      location: { $ref: '#/components/schemas/hashicorp.cloud.location.Location' },
      type: { type: 'string' },
      uuid: { type: 'string' },
    },
  },
  'hashicorp.cloud.location.Location': {
    type: 'object',
    properties: {
      organization_id: { type: 'string' },
      project_id: { type: 'string' },
      region: { $ref: '#/components/schemas/hashicorp.cloud.location.Region' },
    },
  },
  'hashicorp.cloud.location.Region': {
    type: 'object',
    properties: { provider: { type: 'string' }, region: { type: 'string' } },
  },
  'hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsRequest': {
    type: 'object',
    properties: {
      permissions: { type: 'array', items: { type: 'string' } },
      resource_id: { type: 'string' },
      resource_name: { type: 'string' },
    },
  },
  'hashicorp.cloud.resourcemanager.BatchAuthorizationTestIamPermissionsRequest': {
    type: 'object',
    properties: {
      resources: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsRequest' },
      },
    },
  },
  'hashicorp.cloud.resourcemanager.BillingAccountDetails': {
    type: 'object',
    properties: {
      country: { type: 'string' },
      id: { type: 'string' },
      name: { type: 'string' },
      project_ids: { type: 'array', items: { type: 'string' } },
    },
  },
  'hashicorp.cloud.resourcemanager.OrganizationCreateRequest': {
    type: 'object',
    properties: {
      billing_account_details: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.BillingAccountDetails' },
      name: { type: 'string' },
      organization_ownership_details: {
        $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails',
      },
    },
  },
  'hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails': {
    type: 'object',
    properties: {
      business: {
        $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.BusinessOwnership',
      },
      personal: {
        $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.PersonalOwnership',
      },
    },
  },
  'hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.BusinessOwnership': {
    type: 'object',
    properties: {
      address_line1: { type: 'string' },
      address_line2: { type: 'string' },
      business_name: { type: 'string' },
      city: { type: 'string' },
      country_code: { type: 'string' },
      postal_code: { type: 'string' },
      state: { type: 'string' },
    },
  },
  'hashicorp.cloud.resourcemanager.OrganizationOwnershipDetails.PersonalOwnership': {},
  'hashicorp.cloud.resourcemanager.OrganizationService.SetIamPolicyBody': {
    type: 'object',
    properties: { policy: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.Policy' } },
  },
  'hashicorp.cloud.resourcemanager.OrganizationService.SetNameBody': {
    type: 'object',
    properties: { name: { type: 'string' } },
  },
  'hashicorp.cloud.resourcemanager.OrganizationService.SetResourceControlPolicyBody': {
    type: 'object',
    properties: { constraint_ids: { type: 'array', items: { type: 'string' } }, etag: { type: 'string' } },
  },
  'hashicorp.cloud.resourcemanager.OrganizationService.TestIamPermissionsBody': {
    type: 'object',
    properties: { permissions: { type: 'array', items: { type: 'string' } } },
  },
  'hashicorp.cloud.resourcemanager.Policy': {
    type: 'object',
    properties: {
      bindings: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.PolicyBinding' },
      },
      etag: { type: 'string' },
    },
  },
  'hashicorp.cloud.resourcemanager.PolicyBinding': {
    type: 'object',
    properties: {
      members: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.PolicyBindingMember' },
      },
      role_id: { type: 'string' },
    },
  },
  'hashicorp.cloud.resourcemanager.PolicyBindingMember': {
    type: 'object',
    properties: {
      member_id: { type: 'string' },
      member_type: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.PolicyBindingMemberType' },
    },
  },
  'hashicorp.cloud.resourcemanager.PolicyBindingMemberType': {
    type: 'string',
    enum: ['UNSET', 'USER', 'GROUP', 'SERVICE_PRINCIPAL'],
  },
  'hashicorp.cloud.resourcemanager.ProjectCreateRequest': {
    type: 'object',
    properties: {
      description: { type: 'string' },
      name: { type: 'string' },
      parent: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.ResourceID' },
    },
  },
  'hashicorp.cloud.resourcemanager.ProjectService.SetDescriptionBody': {
    type: 'object',
    properties: { description: { type: 'string' } },
  },
  'hashicorp.cloud.resourcemanager.ProjectService.SetIamPolicyBody': {
    type: 'object',
    properties: { policy: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.Policy' } },
  },
  'hashicorp.cloud.resourcemanager.ProjectService.SetNameBody': {
    type: 'object',
    properties: { name: { type: 'string' } },
  },
  'hashicorp.cloud.resourcemanager.ProjectService.TestIamPermissionsBody': {
    type: 'object',
    properties: { permissions: { type: 'array', items: { type: 'string' } } },
  },
  'hashicorp.cloud.resourcemanager.Resource': {
    type: 'object',
    properties: {
      geo: { type: 'string' },
      link: { $ref: '#/components/schemas/hashicorp.cloud.location.Link' },
      resource_id: { type: 'string' },
      resource_name: { type: 'string' },
    },
  },
  'hashicorp.cloud.resourcemanager.ResourceID': {
    type: 'object',
    properties: {
      id: { type: 'string' },
      type: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.ResourceID.ResourceType' },
    },
  },
  'hashicorp.cloud.resourcemanager.ResourceID.ResourceType': {
    type: 'string',
    enum: ['UNKNOWN', 'ORGANIZATION', 'PROJECT'],
  },
  'hashicorp.cloud.resourcemanager.ResourceSetIamPolicyRequest': {
    type: 'object',
    properties: {
      policy: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.Policy' },
      resource_id: { type: 'string' },
      resource_name: { type: 'string' },
    },
  },
  'hashicorp.cloud.resourcemanager.ResourceTestIamPermissionsRequest': {
    type: 'object',
    properties: {
      permissions: { type: 'array', items: { type: 'string' } },
      resource: { $ref: '#/components/schemas/hashicorp.cloud.resourcemanager.Resource' },
    },
  },
} as const
