// Generated from contract/iam-2019-12-10.json by `npm run generate`. Never edited.
export interface components {
  schemas: {
    AuthConfigServiceCreateAuthConnectionBody: {
      client_id: string
      client_secret: string
      default_role: string
      email_domain: string
      issuer: string
    }
    AuthConfigServiceEditAuthConnectionBody: {
      client_id: string
      client_secret: string
      default_role: string
      email_domain: string
      issuer: string
      update_mask: string
    }
    GroupsServiceCreateGroupBody: {
      description: string
      member_principal_ids: string[]
      name: string
    }
    GroupsServiceUpdateGroupBody: {
      group: components['schemas']['hashicorp.cloud.iam.Group']
      update_mask: string
    }
    GroupsServiceUpdateGroupMembersBody: {
      member_principal_ids_to_add: string[]
      member_principal_ids_to_remove: string[]
    }
    IamServiceGetUserPrincipalsByIDsInOrganizationBody: {
      ids: string[]
    }
    IamServiceListUserPrincipalsForOrganizationByEmailBody: {
      email: string
    }
    IamServiceSearchPrincipalsBody: {
      filter: components['schemas']['hashicorp.cloud.iam.SearchPrincipalsFilter']
      pagination: components['schemas']['hashicorp.cloud.common.PaginationRequest']
    }
    InvitationsServiceCreateOrganizationInvitationsBody: {
      invitations: components['schemas']['hashicorp.cloud.iam.NewOrganizationInvitation'][]
    }
    SSOManagementServiceCreateSSOConfigurationBody: {
      config: components['schemas']['hashicorp.cloud.iam.SSOConfig']
    }
    SSOManagementServiceUpdateSSOConfigurationBody: {
      config: components['schemas']['hashicorp.cloud.iam.SSOConfig']
    }
    SSOManagementServiceVerifyDomainOwnershipBody: {
      domain: string
    }
    ServicePrincipalsServiceCreateOrganizationServicePrincipalBody: {
      name: string
    }
    ServicePrincipalsServiceCreateOrganizationServicePrincipalKeyBody: {
      principal_id: string
    }
    ServicePrincipalsServiceCreateProjectServicePrincipalBody: {
      name: string
    }
    ServicePrincipalsServiceCreateProjectServicePrincipalKeyBody: {
      principal_id: string
    }
    ServicePrincipalsServiceCreateServicePrincipal2Body: {
      name: string
    }
    ServicePrincipalsServiceCreateServicePrincipalBody: {
      name: string
    }
    ServicePrincipalsServiceCreateWorkloadIdentityProviderBody: {
      name: string
      provider: components['schemas']['hashicorp.cloud.iam.WorkloadIdentityProvider']
    }
    ServicePrincipalsServiceUpdateWorkloadIdentityProviderBody: {
      aws_config: components['schemas']['hashicorp.cloud.iam.AWSWorkloadIdentityProviderConfig']
      conditional_access: string
      /** Format: date-time */
      created_at: string | null
      description: string
      oidc_config: components['schemas']['hashicorp.cloud.iam.OIDCWorkloadIdentityProviderConfig']
      resource_id: string
      system_managed: boolean
      /** Format: date-time */
      updated_at: string | null
    }
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
    'hashicorp.cloud.common.PaginationRequest': {
      next_page_token: string
      /** Format: int64 */
      page_size: number
      previous_page_token: string
    }
    'hashicorp.cloud.common.PaginationResponse': {
      next_page_token: string
      previous_page_token: string
    }
    'hashicorp.cloud.iam.AWSWorkloadIdentityProviderConfig': {
      account_id: string
    }
    'hashicorp.cloud.iam.AcceptOrganizationInvitationRequest': {
      invitation_token: string
    }
    'hashicorp.cloud.iam.AcceptOrganizationInvitationResponse': {
      invitation: components['schemas']['hashicorp.cloud.iam.OrganizationInvitation']
    }
    'hashicorp.cloud.iam.AuthConnection': {
      client_id: string
      /** Format: date-time */
      created_at: string | null
      default_role: string
      email_domain: string
      id: string
      issuer: string
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.iam.BatchGetPrincipalsResponse': {
      principals: components['schemas']['hashicorp.cloud.iam.Principal'][]
    }
    'hashicorp.cloud.iam.ConfirmMFAEnrollmentRequest': {
      confirmation_otp: string
      mfa_token: string
    }
    'hashicorp.cloud.iam.ConfirmMFAEnrollmentResponse': unknown
    'hashicorp.cloud.iam.CountGroupsForPrincipalsResponse': {
      principals_counts: components['schemas']['hashicorp.cloud.iam.CountGroupsForPrincipalsResponse.PrincipalGroupCount'][]
    }
    'hashicorp.cloud.iam.CountGroupsForPrincipalsResponse.PrincipalGroupCount': {
      /** Format: int64 */
      count: number
      id: string
    }
    'hashicorp.cloud.iam.CountGroupsResponse': {
      /** Format: int64 */
      count: number
    }
    'hashicorp.cloud.iam.CountMembersForGroupsResponse': {
      groups_counts: components['schemas']['hashicorp.cloud.iam.CountMembersForGroupsResponse.MembersCount'][]
    }
    'hashicorp.cloud.iam.CountMembersForGroupsResponse.MembersCount': {
      /** Format: int64 */
      count: number
      resource_name: string
    }
    'hashicorp.cloud.iam.CountOrganizationGroupsResponse': {
      /** Format: int64 */
      group_count: number
    }
    'hashicorp.cloud.iam.CountUserPrincipalsByOrganizationResponse': {
      /** Format: int64 */
      count: number
    }
    'hashicorp.cloud.iam.CreateAuthConnectionResponse': {
      auth_connection: components['schemas']['hashicorp.cloud.iam.AuthConnection']
    }
    'hashicorp.cloud.iam.CreateGroupResponse': {
      group: components['schemas']['hashicorp.cloud.iam.Group']
      operation_id: string
    }
    'hashicorp.cloud.iam.CreateOrganizationInvitationsResponse': unknown
    'hashicorp.cloud.iam.CreateOrganizationServicePrincipalKeyResponse': {
      client_secret: string
      key: components['schemas']['hashicorp.cloud.iam.ServicePrincipal.Key']
    }
    'hashicorp.cloud.iam.CreateOrganizationServicePrincipalResponse': {
      service_principal: components['schemas']['hashicorp.cloud.iam.ServicePrincipal']
    }
    'hashicorp.cloud.iam.CreateProjectServicePrincipalKeyResponse': {
      client_secret: string
      key: components['schemas']['hashicorp.cloud.iam.ServicePrincipal.Key']
    }
    'hashicorp.cloud.iam.CreateProjectServicePrincipalResponse': {
      service_principal: components['schemas']['hashicorp.cloud.iam.ServicePrincipal']
    }
    'hashicorp.cloud.iam.CreateSSOConfigurationResponse': unknown
    'hashicorp.cloud.iam.CreateServicePrincipalKeyResponse': {
      client_secret: string
      key: components['schemas']['hashicorp.cloud.iam.ServicePrincipal.Key']
    }
    'hashicorp.cloud.iam.CreateServicePrincipalResponse': {
      service_principal: components['schemas']['hashicorp.cloud.iam.ServicePrincipal']
    }
    'hashicorp.cloud.iam.CreateUserPrincipalRequest': {
      accept_privacy_policy: boolean
      accept_tos: boolean
    }
    'hashicorp.cloud.iam.CreateWorkloadIdentityProviderResponse': {
      provider: components['schemas']['hashicorp.cloud.iam.WorkloadIdentityProvider']
    }
    'hashicorp.cloud.iam.DeleteGroupResponse': {
      operation_id: string
    }
    'hashicorp.cloud.iam.DeleteOrganizationInvitationResponse': unknown
    'hashicorp.cloud.iam.DeleteOrganizationMembershipResponse': unknown
    'hashicorp.cloud.iam.DeleteOrganizationServicePrincipalKeyResponse': unknown
    'hashicorp.cloud.iam.DeleteOrganizationServicePrincipalResponse': unknown
    'hashicorp.cloud.iam.DeleteProjectServicePrincipalKeyResponse': unknown
    'hashicorp.cloud.iam.DeleteProjectServicePrincipalResponse': unknown
    'hashicorp.cloud.iam.DeleteSSOConfigurationResponse': unknown
    'hashicorp.cloud.iam.DeleteServicePrincipalKeyResponse': unknown
    'hashicorp.cloud.iam.DeleteServicePrincipalResponse': unknown
    'hashicorp.cloud.iam.DeleteWorkloadIdentityProviderResponse': {
      resource_id: string
      resource_name: string
    }
    'hashicorp.cloud.iam.DisableMFARequest': {
      mfa_token: string
    }
    'hashicorp.cloud.iam.DisableMFAResponse': unknown
    'hashicorp.cloud.iam.EnableMFARequest': {
      mfa_token: string
    }
    'hashicorp.cloud.iam.EnableMFAResponse': {
      qrcode_uri: string
      recovery_codes: string[]
      secret: string
    }
    'hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token': {
      aws_get_caller_id_token: components['schemas']['hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token.AWS4Request']
      jwt_token: string
    }
    'hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token.AWS4Request': {
      body: string
      headers: {
        [key: string]: string
      }
      method: string
      url: string
    }
    'hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenResponse': {
      access_token: string
      /** Format: int32 */
      expires_in: number
    }
    'hashicorp.cloud.iam.GetAuthConnectionsResponse': {
      auth_connections: components['schemas']['hashicorp.cloud.iam.AuthConnection'][]
    }
    'hashicorp.cloud.iam.GetCallerIdentityResponse': {
      principal: components['schemas']['hashicorp.cloud.iam.Principal']
    }
    'hashicorp.cloud.iam.GetCurrentUserPrincipalResponse': {
      user_principal: components['schemas']['hashicorp.cloud.iam.UserPrincipal']
      userinfo: unknown
      web_portal_preferences: components['schemas']['hashicorp.cloud.iam.WebConsolePreferences']
    }
    'hashicorp.cloud.iam.GetGroupResponse': {
      group: components['schemas']['hashicorp.cloud.iam.Group']
    }
    'hashicorp.cloud.iam.GetMFAStatusResponse': {
      status: components['schemas']['hashicorp.cloud.iam.GetMFAStatusResponse.MFAStatus']
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.GetMFAStatusResponse.MFAStatus': 'UNSET' | 'ENABLED' | 'DISABLED' | 'UNKNOWN'
    'hashicorp.cloud.iam.GetOrganizationAuthMetadataResponse': {
      sso_enabled: boolean
    }
    'hashicorp.cloud.iam.GetOrganizationNameByInvitationTokenResponse': {
      organization_id: string
      organization_name: string
      tfc_synced: boolean
    }
    'hashicorp.cloud.iam.GetOrganizationServicePrincipalResponse': {
      keys: components['schemas']['hashicorp.cloud.iam.ServicePrincipal.Key'][]
      service_principal: components['schemas']['hashicorp.cloud.iam.ServicePrincipal']
    }
    'hashicorp.cloud.iam.GetPreconfigurationDataResponse': {
      assertion_consumer_url: string
      domain_txt_verification_record: string
      entity_id: string
    }
    'hashicorp.cloud.iam.GetProjectServicePrincipalResponse': {
      keys: components['schemas']['hashicorp.cloud.iam.ServicePrincipal.Key'][]
      project_id: string
      service_principal: components['schemas']['hashicorp.cloud.iam.ServicePrincipal']
    }
    'hashicorp.cloud.iam.GetSSOConfigurationResponse': {
      config: components['schemas']['hashicorp.cloud.iam.SSOConfig']
    }
    'hashicorp.cloud.iam.GetSSOTypeResponse': {
      type: components['schemas']['hashicorp.cloud.iam.SSOType']
    }
    'hashicorp.cloud.iam.GetServicePrincipalResponse': {
      keys: components['schemas']['hashicorp.cloud.iam.ServicePrincipal.Key'][]
      service_principal: components['schemas']['hashicorp.cloud.iam.ServicePrincipal']
    }
    'hashicorp.cloud.iam.GetUserPrincipalsByIDsInOrganizationResponse': {
      user_principals: components['schemas']['hashicorp.cloud.iam.UserPrincipal'][]
    }
    'hashicorp.cloud.iam.GetWorkloadIdentityProviderResponse': {
      provider: components['schemas']['hashicorp.cloud.iam.WorkloadIdentityProvider']
    }
    'hashicorp.cloud.iam.Group': {
      /** Format: date-time */
      created_at: string | null
      description: string
      display_name: string
      /** Format: int32 */
      member_count: number
      resource_id: string
      resource_name: string
      scim_synchronized: boolean
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.iam.GroupMember': {
      email: string
      id: string
      name: string
      principal_type: components['schemas']['hashicorp.cloud.iam.GroupMemberPrincipalType']
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.GroupMemberPrincipalType':
      'GROUP_MEMBER_PRINCIPAL_TYPE_UNSPECIFIED' | 'GROUP_MEMBER_PRINCIPAL_TYPE_USER'
    'hashicorp.cloud.iam.ListGroupMembersResponse': {
      group: components['schemas']['hashicorp.cloud.iam.Group']
      members: components['schemas']['hashicorp.cloud.iam.GroupMember'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.iam.ListGroupsResponse': {
      groups: components['schemas']['hashicorp.cloud.iam.Group'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.iam.ListOrganizationInvitationsResponse': {
      invitations: components['schemas']['hashicorp.cloud.iam.OrganizationInvitation'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.iam.ListOrganizationServicePrincipalsResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      service_principals: components['schemas']['hashicorp.cloud.iam.ServicePrincipal'][]
    }
    'hashicorp.cloud.iam.ListProjectServicePrincipalsResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      service_principals: components['schemas']['hashicorp.cloud.iam.ServicePrincipal'][]
    }
    'hashicorp.cloud.iam.ListSSOConfigurationsResponse': {
      configurations: components['schemas']['hashicorp.cloud.iam.SSOConfig'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.iam.ListServicePrincipalsResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      service_principals: components['schemas']['hashicorp.cloud.iam.ServicePrincipal'][]
    }
    'hashicorp.cloud.iam.ListUserPrincipalsByOrganizationResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      user_principals: components['schemas']['hashicorp.cloud.iam.UserPrincipal'][]
    }
    'hashicorp.cloud.iam.ListUserPrincipalsForOrganizationByEmailResponse': {
      user_principals: components['schemas']['hashicorp.cloud.iam.UserPrincipal'][]
    }
    'hashicorp.cloud.iam.ListWorkloadIdentityProviderResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      providers: components['schemas']['hashicorp.cloud.iam.WorkloadIdentityProvider'][]
    }
    'hashicorp.cloud.iam.NewOrganizationInvitation': {
      invitee_email: string
      role: string
    }
    'hashicorp.cloud.iam.OIDCWorkloadIdentityProviderConfig': {
      allowed_audiences: string[]
      issuer_uri: string
    }
    'hashicorp.cloud.iam.OrganizationInvitation': {
      /** Format: date-time */
      accepted_at: string | null
      /** Format: date-time */
      created_at: string | null
      id: string
      invitee_email: string
      inviter_user_principal_id: string
      organization_id: string
      role: string
      state: components['schemas']['hashicorp.cloud.iam.OrganizationInvitation.State']
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.OrganizationInvitation.State': 'PENDING' | 'ACCEPTED'
    'hashicorp.cloud.iam.PingResponse': unknown
    'hashicorp.cloud.iam.Principal': {
      group: components['schemas']['hashicorp.cloud.iam.Group']
      group_ids: string[]
      id: string
      service: components['schemas']['hashicorp.cloud.iam.ServicePrincipal']
      type: components['schemas']['hashicorp.cloud.iam.PrincipalType']
      user: components['schemas']['hashicorp.cloud.iam.UserPrincipal']
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.PrincipalType':
      | 'PRINCIPAL_TYPE_UNSPECIFIED'
      | 'PRINCIPAL_TYPE_USER'
      | 'PRINCIPAL_TYPE_SERVICE'
      | 'PRINCIPAL_TYPE_GROUP'
      | 'PRINCIPAL_TYPE_INTERNAL_OPERATOR'
    'hashicorp.cloud.iam.ResetPasswordResponse': unknown
    'hashicorp.cloud.iam.SAMLDetails': {
      assertion_consumer_url: string
      certificate: string
      email_domains: string[]
      entity_id: string
      signin_url: string
      signout_url: string
    }
    'hashicorp.cloud.iam.SSOConfig': {
      /** Format: date-time */
      created_at: string | null
      default_role: string
      saml: components['schemas']['hashicorp.cloud.iam.SAMLDetails']
      type: components['schemas']['hashicorp.cloud.iam.SSOType']
      /** Format: date-time */
      updated_at: string | null
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.SSOType': 'UNSET' | 'SAML' | 'OIDC'
    'hashicorp.cloud.iam.SearchPrincipalsFilter': {
      exclude_members_of_group_names: string[]
      principal_types: components['schemas']['hashicorp.cloud.iam.PrincipalType'][]
      search_text: string
    }
    'hashicorp.cloud.iam.SearchPrincipalsResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      principals: components['schemas']['hashicorp.cloud.iam.SearchPrincipalsResult'][]
    }
    'hashicorp.cloud.iam.SearchPrincipalsResult': {
      email: string
      id: string
      identity_types: components['schemas']['hashicorp.cloud.iam.UserPrincipal.IdentityType'][]
      name: string
      principal_type: components['schemas']['hashicorp.cloud.iam.PrincipalType']
      resource_name: string
    }
    'hashicorp.cloud.iam.SendVerificationEmailResponse': unknown
    'hashicorp.cloud.iam.ServicePrincipal': {
      /** Format: date-time */
      created_at: string | null
      id: string
      managed_by: string
      name: string
      organization_id: string
      project_id: string
      resource_name: string
    }
    'hashicorp.cloud.iam.ServicePrincipal.Key': {
      client_id: string
      /** Format: date-time */
      created_at: string | null
      resource_name: string
      state: components['schemas']['hashicorp.cloud.iam.ServicePrincipal.Key.State']
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.ServicePrincipal.Key.State': 'UNSET' | 'CREATING' | 'ACTIVE' | 'DELETING'
    'hashicorp.cloud.iam.UpdateGroupMembersResponse': {
      operation_id: string
    }
    'hashicorp.cloud.iam.UpdateGroupResponse': {
      operation_id: string
    }
    'hashicorp.cloud.iam.UpdateSSOConfigurationResponse': unknown
    'hashicorp.cloud.iam.UpdateWebConsolePreferencesRequest': {
      web_portal_preferences: components['schemas']['hashicorp.cloud.iam.WebConsolePreferences']
    }
    'hashicorp.cloud.iam.UpdateWebConsolePreferencesResponse': {
      web_portal_preferences: components['schemas']['hashicorp.cloud.iam.WebConsolePreferences']
    }
    'hashicorp.cloud.iam.UpdateWorkloadIdentityProviderResponse': {
      provider: components['schemas']['hashicorp.cloud.iam.WorkloadIdentityProvider']
    }
    'hashicorp.cloud.iam.UserPrincipal': {
      email: string
      full_name: string
      id: string
      identity_type: components['schemas']['hashicorp.cloud.iam.UserPrincipal.IdentityType']
      identity_types: components['schemas']['hashicorp.cloud.iam.UserPrincipal.IdentityType'][]
      scim_synchronized: boolean
      subject: string
      /** Format: date-time */
      tfc_synchronized_at: string | null
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.UserPrincipal.IdentityType':
      'UNSET' | 'SOCIAL_GITHUB' | 'EMAIL_PASSWORD' | 'SAMLP' | 'HASHICORP_SSO'
    'hashicorp.cloud.iam.UserPrincipalResponse': {
      user_principal: components['schemas']['hashicorp.cloud.iam.UserPrincipal']
    }
    'hashicorp.cloud.iam.VerifyDomainOwnershipResponse': {
      domain: string
      reason: components['schemas']['hashicorp.cloud.iam.VerifyDomainOwnershipResponse.ReasonDomainOwnershipUnverified']
      verified: boolean
    }
    /** @enum {string} */
    'hashicorp.cloud.iam.VerifyDomainOwnershipResponse.ReasonDomainOwnershipUnverified':
      'UNSET' | 'NO_TXT_RECORD' | 'NO_SUCH_HOST' | 'ALREADY_IN_USE'
    'hashicorp.cloud.iam.WebConsolePreferences': unknown
    'hashicorp.cloud.iam.WorkloadIdentityProvider': {
      aws_config: components['schemas']['hashicorp.cloud.iam.AWSWorkloadIdentityProviderConfig']
      conditional_access: string
      /** Format: date-time */
      created_at: string | null
      description: string
      oidc_config: components['schemas']['hashicorp.cloud.iam.OIDCWorkloadIdentityProviderConfig']
      resource_id: string
      resource_name: string
      system_managed: boolean
      /** Format: date-time */
      updated_at: string | null
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
  AuthConfigService_GetAuthConnections: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetAuthConnectionsResponse']
  }
  AuthConfigService_CreateAuthConnection: {
    params: { organization_id: string }
    query: {}
    body: Schemas['AuthConfigServiceCreateAuthConnectionBody']
    response: Schemas['hashicorp.cloud.iam.CreateAuthConnectionResponse']
  }
  AuthConfigService_EditAuthConnection: {
    params: { organization_id: string }
    query: {}
    body: Schemas['AuthConfigServiceEditAuthConnectionBody']
    response: Record<string, never>
  }
  AuthConfigService_DeleteAuthConnectionFromOrganization: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Record<string, never>
  }
  GroupsService_CountGroups: {
    params: { parent_resource_name: string }
    query: { 'filter.group_resource_ids'?: readonly string[]; 'filter.member_principal_id'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.CountGroupsResponse']
  }
  GroupsService_CountGroupsForPrincipals: {
    params: { parent_resource_name: string }
    query: { principal_ids?: readonly string[] }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.CountGroupsForPrincipalsResponse']
  }
  GroupsService_CountMembersForGroups: {
    params: { parent_resource_name: string }
    query: { group_resource_names?: readonly string[] }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.CountMembersForGroupsResponse']
  }
  GroupsService_CountOrganizationGroups: {
    params: { parent_resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.CountOrganizationGroupsResponse']
  }
  GroupsService_ListGroups: {
    params: { parent_resource_name: string }
    query: {
      'filter.group_resource_ids'?: readonly string[]
      'filter.member_principal_id'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListGroupsResponse']
  }
  GroupsService_CreateGroup: {
    params: { parent_resource_name: string }
    query: {}
    body: Schemas['GroupsServiceCreateGroupBody']
    response: Schemas['hashicorp.cloud.iam.CreateGroupResponse']
  }
  GroupsService_GetGroup: {
    params: { resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetGroupResponse']
  }
  GroupsService_UpdateGroup: {
    params: { resource_name: string }
    query: {}
    body: Schemas['GroupsServiceUpdateGroupBody']
    response: Schemas['hashicorp.cloud.iam.UpdateGroupResponse']
  }
  GroupsService_UpdateGroup2: {
    params: { resource_name: string }
    query: { update_mask?: string }
    body: Schemas['hashicorp.cloud.iam.Group']
    response: Schemas['hashicorp.cloud.iam.UpdateGroupResponse']
  }
  GroupsService_DeleteGroup: {
    params: { resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteGroupResponse']
  }
  GroupsService_ListGroupMembers: {
    params: { resource_name: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListGroupMembersResponse']
  }
  GroupsService_UpdateGroupMembers: {
    params: { resource_name: string }
    query: {}
    body: Schemas['GroupsServiceUpdateGroupMembersBody']
    response: Schemas['hashicorp.cloud.iam.UpdateGroupMembersResponse']
  }
  IamService_BatchGetPrincipals: {
    params: { organization_id: string }
    query: { principal_ids?: readonly string[]; view?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.BatchGetPrincipalsResponse']
  }
  IamService_CountUserPrincipalsByOrganization: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.CountUserPrincipalsByOrganizationResponse']
  }
  IamService_CreateUserPrincipal: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.iam.CreateUserPrincipalRequest']
    response: Schemas['hashicorp.cloud.iam.UserPrincipalResponse']
  }
  IamService_GetUserPrincipalByIdInOrganization: {
    params: { organization_id: string; user_principal_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.UserPrincipalResponse']
  }
  IamService_DeleteOrganizationMembership: {
    params: { organization_id: string; user_principal_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteOrganizationMembershipResponse']
  }
  IamService_GetCallerIdentity: {
    params: {}
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetCallerIdentityResponse']
  }
  IamService_GetCurrentUserPrincipal: {
    params: {}
    query: { web_portal_preferences?: boolean }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetCurrentUserPrincipalResponse']
  }
  IamService_GetOrganizationAuthMetadata: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetOrganizationAuthMetadataResponse']
  }
  IamService_GetUserPrincipalsByIDsInOrganization: {
    params: { organization_id: string }
    query: {}
    body: Schemas['IamServiceGetUserPrincipalsByIDsInOrganizationBody']
    response: Schemas['hashicorp.cloud.iam.GetUserPrincipalsByIDsInOrganizationResponse']
  }
  IamService_ListUserPrincipalsByOrganization: {
    params: { organization_id: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListUserPrincipalsByOrganizationResponse']
  }
  IamService_ListUserPrincipalsForOrganizationByEmail: {
    params: { organization_id: string }
    query: {}
    body: Schemas['IamServiceListUserPrincipalsForOrganizationByEmailBody']
    response: Schemas['hashicorp.cloud.iam.ListUserPrincipalsForOrganizationByEmailResponse']
  }
  IamService_Ping: {
    params: {}
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.PingResponse']
  }
  IamService_SearchPrincipals: {
    params: { organization_id: string }
    query: {}
    body: Schemas['IamServiceSearchPrincipalsBody']
    response: Schemas['hashicorp.cloud.iam.SearchPrincipalsResponse']
  }
  IamService_UnifyUserPrincipal: {
    params: {}
    query: {}
    body: undefined
    response: Record<string, never>
  }
  IamService_UpdateWebConsolePreferences: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.iam.UpdateWebConsolePreferencesRequest']
    response: Schemas['hashicorp.cloud.iam.UpdateWebConsolePreferencesResponse']
  }
  InvitationsService_AcceptOrganizationInvitation: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.iam.AcceptOrganizationInvitationRequest']
    response: Schemas['hashicorp.cloud.iam.AcceptOrganizationInvitationResponse']
  }
  InvitationsService_ListOrganizationInvitations: {
    params: { organization_id: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      states?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListOrganizationInvitationsResponse']
  }
  InvitationsService_CreateOrganizationInvitations: {
    params: { organization_id: string }
    query: {}
    body: Schemas['InvitationsServiceCreateOrganizationInvitationsBody']
    response: Schemas['hashicorp.cloud.iam.CreateOrganizationInvitationsResponse']
  }
  InvitationsService_DeleteOrganizationInvitation: {
    params: { invitation_id: string; organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteOrganizationInvitationResponse']
  }
  InvitationsService_GetOrganizationNameByInvitationToken: {
    params: { invitation_token: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetOrganizationNameByInvitationTokenResponse']
  }
  ProfileService_ConfirmMFAEnrollment: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.iam.ConfirmMFAEnrollmentRequest']
    response: Schemas['hashicorp.cloud.iam.ConfirmMFAEnrollmentResponse']
  }
  ProfileService_DisableMFA: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.iam.DisableMFARequest']
    response: Schemas['hashicorp.cloud.iam.DisableMFAResponse']
  }
  ProfileService_EnableMFA: {
    params: {}
    query: {}
    body: Schemas['hashicorp.cloud.iam.EnableMFARequest']
    response: Schemas['hashicorp.cloud.iam.EnableMFAResponse']
  }
  ProfileService_GetMFAStatus: {
    params: {}
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetMFAStatusResponse']
  }
  ProfileService_ResetPassword: {
    params: {}
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ResetPasswordResponse']
  }
  ProfileService_SendVerificationEmail: {
    params: {}
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.SendVerificationEmailResponse']
  }
  SSOManagementService_ListSSOConfigurations: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListSSOConfigurationsResponse']
  }
  SSOManagementService_CreateSSOConfiguration: {
    params: { organization_id: string }
    query: {}
    body: Schemas['SSOManagementServiceCreateSSOConfigurationBody']
    response: Schemas['hashicorp.cloud.iam.CreateSSOConfigurationResponse']
  }
  SSOManagementService_GetSSOConfiguration: {
    params: { organization_id: string; type: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetSSOConfigurationResponse']
  }
  SSOManagementService_UpdateSSOConfiguration: {
    params: { organization_id: string; type: string }
    query: {}
    body: Schemas['SSOManagementServiceUpdateSSOConfigurationBody']
    response: Schemas['hashicorp.cloud.iam.UpdateSSOConfigurationResponse']
  }
  SSOManagementService_DeleteSSOConfiguration: {
    params: { organization_id: string; type: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteSSOConfigurationResponse']
  }
  SSOManagementService_GetPreconfigurationData: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetPreconfigurationDataResponse']
  }
  SSOManagementService_GetSSOType: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetSSOTypeResponse']
  }
  SSOManagementService_VerifyDomainOwnership: {
    params: { organization_id: string }
    query: {}
    body: Schemas['SSOManagementServiceVerifyDomainOwnershipBody']
    response: Schemas['hashicorp.cloud.iam.VerifyDomainOwnershipResponse']
  }
  ServicePrincipalsService_ListOrganizationServicePrincipals: {
    params: { organization_id: string }
    query: {
      include?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListOrganizationServicePrincipalsResponse']
  }
  ServicePrincipalsService_CreateOrganizationServicePrincipal: {
    params: { organization_id: string }
    query: {}
    body: Schemas['ServicePrincipalsServiceCreateOrganizationServicePrincipalBody']
    response: Schemas['hashicorp.cloud.iam.CreateOrganizationServicePrincipalResponse']
  }
  ServicePrincipalsService_CreateOrganizationServicePrincipalKey: {
    params: { organization_id: string }
    query: {}
    body: Schemas['ServicePrincipalsServiceCreateOrganizationServicePrincipalKeyBody']
    response: Schemas['hashicorp.cloud.iam.CreateOrganizationServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_ListProjectServicePrincipals: {
    params: { organization_id: string; project_id: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListProjectServicePrincipalsResponse']
  }
  ServicePrincipalsService_CreateProjectServicePrincipal: {
    params: { organization_id: string; project_id: string }
    query: {}
    body: Schemas['ServicePrincipalsServiceCreateProjectServicePrincipalBody']
    response: Schemas['hashicorp.cloud.iam.CreateProjectServicePrincipalResponse']
  }
  ServicePrincipalsService_CreateProjectServicePrincipalKey: {
    params: { organization_id: string; project_id: string }
    query: {}
    body: Schemas['ServicePrincipalsServiceCreateProjectServicePrincipalKeyBody']
    response: Schemas['hashicorp.cloud.iam.CreateProjectServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_ListServicePrincipals: {
    params: { parent_resource_name: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListServicePrincipalsResponse']
  }
  ServicePrincipalsService_CreateServicePrincipal: {
    params: { parent_resource_name: string }
    query: {}
    body: Schemas['ServicePrincipalsServiceCreateServicePrincipalBody']
    response: Schemas['hashicorp.cloud.iam.CreateServicePrincipalResponse']
  }
  ServicePrincipalsService_ListServicePrincipals2: {
    params: { parent_resource_name_1: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListServicePrincipalsResponse']
  }
  ServicePrincipalsService_CreateServicePrincipal2: {
    params: { parent_resource_name_1: string }
    query: {}
    body: Schemas['ServicePrincipalsServiceCreateServicePrincipal2Body']
    response: Schemas['hashicorp.cloud.iam.CreateServicePrincipalResponse']
  }
  ServicePrincipalsService_CreateServicePrincipalKey: {
    params: { parent_resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.CreateServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_CreateServicePrincipalKey2: {
    params: { parent_resource_name_1: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.CreateServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_ListWorkloadIdentityProvider: {
    params: { parent_resource_name: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.iam.ListWorkloadIdentityProviderResponse']
  }
  ServicePrincipalsService_CreateWorkloadIdentityProvider: {
    params: { parent_resource_name: string }
    query: {}
    body: Schemas['ServicePrincipalsServiceCreateWorkloadIdentityProviderBody']
    response: Schemas['hashicorp.cloud.iam.CreateWorkloadIdentityProviderResponse']
  }
  ServicePrincipalsService_GetOrganizationServicePrincipal: {
    params: { organization_id: string; principal_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetOrganizationServicePrincipalResponse']
  }
  ServicePrincipalsService_DeleteOrganizationServicePrincipal: {
    params: { organization_id: string; principal_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteOrganizationServicePrincipalResponse']
  }
  ServicePrincipalsService_DeleteOrganizationServicePrincipalKey: {
    params: { client_id: string; organization_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteOrganizationServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_GetProjectServicePrincipal: {
    params: { organization_id: string; principal_id: string; project_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetProjectServicePrincipalResponse']
  }
  ServicePrincipalsService_DeleteProjectServicePrincipal: {
    params: { organization_id: string; principal_id: string; project_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteProjectServicePrincipalResponse']
  }
  ServicePrincipalsService_DeleteProjectServicePrincipalKey: {
    params: { client_id: string; organization_id: string; project_id: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteProjectServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_GetServicePrincipal: {
    params: { resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetServicePrincipalResponse']
  }
  ServicePrincipalsService_DeleteServicePrincipal: {
    params: { resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteServicePrincipalResponse']
  }
  ServicePrincipalsService_GetServicePrincipal2: {
    params: { resource_name_1: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetServicePrincipalResponse']
  }
  ServicePrincipalsService_DeleteServicePrincipal2: {
    params: { resource_name_1: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteServicePrincipalResponse']
  }
  ServicePrincipalsService_GetWorkloadIdentityProvider: {
    params: { resource_name_2: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.GetWorkloadIdentityProviderResponse']
  }
  ServicePrincipalsService_DeleteServicePrincipalKey: {
    params: { resource_name_2: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_DeleteServicePrincipalKey2: {
    params: { resource_name_3: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteServicePrincipalKeyResponse']
  }
  ServicePrincipalsService_DeleteWorkloadIdentityProvider: {
    params: { resource_name_4: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.iam.DeleteWorkloadIdentityProviderResponse']
  }
  ServicePrincipalsService_ExchangeWorkloadIdentityToken: {
    params: { resource_name: string }
    query: {}
    body: Schemas['hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token']
    response: Schemas['hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenResponse']
  }
  ServicePrincipalsService_UpdateWorkloadIdentityProvider: {
    params: { 'provider.resource_name': string }
    query: { update_mask?: string }
    body: Schemas['ServicePrincipalsServiceUpdateWorkloadIdentityProviderBody']
    response: Schemas['hashicorp.cloud.iam.UpdateWorkloadIdentityProviderResponse']
  }
}

export const operations = {
  AuthConfigService_GetAuthConnections: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/auth_connections',
    route: '/iam/2019-12-10/organizations/:organization_id/auth_connections',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  AuthConfigService_CreateAuthConnection: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/auth_connections',
    route: '/iam/2019-12-10/organizations/:organization_id/auth_connections',
    params: ['organization_id'],
    query: {},
    body: 'AuthConfigServiceCreateAuthConnectionBody',
  },
  AuthConfigService_EditAuthConnection: {
    method: 'PATCH',
    path: '/iam/2019-12-10/organizations/{organization_id}/auth_connections',
    route: '/iam/2019-12-10/organizations/:organization_id/auth_connections',
    params: ['organization_id'],
    query: {},
    body: 'AuthConfigServiceEditAuthConnectionBody',
  },
  AuthConfigService_DeleteAuthConnectionFromOrganization: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/auth_connections',
    route: '/iam/2019-12-10/organizations/:organization_id/auth_connections',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  GroupsService_CountGroups: {
    method: 'GET',
    path: '/iam/2019-12-10/iam/{parent_resource_name}/groups/count-groups-in-organization',
    route: '/iam/2019-12-10/iam/:parent_resource_name/groups/count-groups-in-organization',
    params: ['parent_resource_name'],
    query: { 'filter.group_resource_ids': 'strings', 'filter.member_principal_id': 'string' },
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['organization/*'] },
  },
  GroupsService_CountGroupsForPrincipals: {
    method: 'GET',
    path: '/iam/2019-12-10/iam/{parent_resource_name}/groups/count-for-principals',
    route: '/iam/2019-12-10/iam/:parent_resource_name/groups/count-for-principals',
    params: ['parent_resource_name'],
    query: { principal_ids: 'strings' },
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['organization/*'] },
  },
  GroupsService_CountMembersForGroups: {
    method: 'GET',
    path: '/iam/2019-12-10/iam/{parent_resource_name}/groups/count-members-for-groups',
    route: '/iam/2019-12-10/iam/:parent_resource_name/groups/count-members-for-groups',
    params: ['parent_resource_name'],
    query: { group_resource_names: 'strings' },
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['organization/*'] },
  },
  GroupsService_CountOrganizationGroups: {
    method: 'GET',
    path: '/iam/2019-12-10/iam/{parent_resource_name}/groups/count',
    route: '/iam/2019-12-10/iam/:parent_resource_name/groups/count',
    params: ['parent_resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['organization/*'] },
  },
  GroupsService_ListGroups: {
    method: 'GET',
    path: '/iam/2019-12-10/iam/{parent_resource_name}/groups',
    route: '/iam/2019-12-10/iam/:parent_resource_name/groups',
    params: ['parent_resource_name'],
    query: {
      'filter.group_resource_ids': 'strings',
      'filter.member_principal_id': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['organization/*'] },
  },
  GroupsService_CreateGroup: {
    method: 'POST',
    path: '/iam/2019-12-10/iam/{parent_resource_name}/groups',
    route: '/iam/2019-12-10/iam/:parent_resource_name/groups',
    params: ['parent_resource_name'],
    query: {},
    body: 'GroupsServiceCreateGroupBody',
    resourceName: { parameter: 'parent_resource_name', patterns: ['organization/*'] },
  },
  GroupsService_GetGroup: {
    method: 'GET',
    path: '/iam/2019-12-10/{resource_name}',
    route: '/iam/2019-12-10/:resource_name',
    params: ['resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name', patterns: ['iam/organization/*/group/*'] },
  },
  GroupsService_UpdateGroup: {
    method: 'PUT',
    path: '/iam/2019-12-10/{resource_name}',
    route: '/iam/2019-12-10/:resource_name',
    params: ['resource_name'],
    query: {},
    body: 'GroupsServiceUpdateGroupBody',
    resourceName: { parameter: 'resource_name', patterns: ['iam/organization/*/group/*'] },
  },
  GroupsService_UpdateGroup2: {
    method: 'PATCH',
    path: '/iam/2019-12-10/{resource_name}',
    route: '/iam/2019-12-10/:resource_name',
    params: ['resource_name'],
    query: { update_mask: 'string' },
    body: 'hashicorp.cloud.iam.Group',
    resourceName: { parameter: 'resource_name', patterns: ['iam/organization/*/group/*'] },
  },
  GroupsService_DeleteGroup: {
    method: 'DELETE',
    path: '/iam/2019-12-10/{resource_name}',
    route: '/iam/2019-12-10/:resource_name',
    params: ['resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name', patterns: ['iam/organization/*/group/*'] },
  },
  GroupsService_ListGroupMembers: {
    method: 'GET',
    path: '/iam/2019-12-10/{resource_name}/members',
    route: '/iam/2019-12-10/:resource_name/members',
    params: ['resource_name'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
    resourceName: { parameter: 'resource_name', patterns: ['iam/organization/*/group/*'] },
  },
  GroupsService_UpdateGroupMembers: {
    method: 'PUT',
    path: '/iam/2019-12-10/{resource_name}/members',
    route: '/iam/2019-12-10/:resource_name/members',
    params: ['resource_name'],
    query: {},
    body: 'GroupsServiceUpdateGroupMembersBody',
    resourceName: { parameter: 'resource_name', patterns: ['iam/organization/*/group/*'] },
  },
  IamService_BatchGetPrincipals: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/principals',
    route: '/iam/2019-12-10/organizations/:organization_id/principals',
    params: ['organization_id'],
    query: { principal_ids: 'strings', view: 'string' },
    body: null,
  },
  IamService_CountUserPrincipalsByOrganization: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/user-principals/count-user-principals',
    route: '/iam/2019-12-10/organizations/:organization_id/user-principals/count-user-principals',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  IamService_CreateUserPrincipal: {
    method: 'POST',
    path: '/iam/2019-12-10/user-principals',
    route: '/iam/2019-12-10/user-principals',
    params: [],
    query: {},
    body: 'hashicorp.cloud.iam.CreateUserPrincipalRequest',
  },
  IamService_GetUserPrincipalByIdInOrganization: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/user-principals/{user_principal_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/user-principals/:user_principal_id',
    params: ['organization_id', 'user_principal_id'],
    query: {},
    body: null,
  },
  IamService_DeleteOrganizationMembership: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/user-principals/{user_principal_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/user-principals/:user_principal_id',
    params: ['organization_id', 'user_principal_id'],
    query: {},
    body: null,
  },
  IamService_GetCallerIdentity: {
    method: 'GET',
    path: '/iam/2019-12-10/caller-identity',
    route: '/iam/2019-12-10/caller-identity',
    params: [],
    query: {},
    body: null,
  },
  IamService_GetCurrentUserPrincipal: {
    method: 'GET',
    path: '/iam/2019-12-10/me',
    route: '/iam/2019-12-10/me',
    params: [],
    query: { web_portal_preferences: 'boolean' },
    body: null,
  },
  IamService_GetOrganizationAuthMetadata: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/auth-metadata',
    route: '/iam/2019-12-10/organizations/:organization_id/auth-metadata',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  IamService_GetUserPrincipalsByIDsInOrganization: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/user-principals/batch-fetch',
    route: '/iam/2019-12-10/organizations/:organization_id/user-principals/batch-fetch',
    params: ['organization_id'],
    query: {},
    body: 'IamServiceGetUserPrincipalsByIDsInOrganizationBody',
  },
  IamService_ListUserPrincipalsByOrganization: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/user-principals',
    route: '/iam/2019-12-10/organizations/:organization_id/user-principals',
    params: ['organization_id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  IamService_ListUserPrincipalsForOrganizationByEmail: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/user-principals/by-email',
    route: '/iam/2019-12-10/organizations/:organization_id/user-principals/by-email',
    params: ['organization_id'],
    query: {},
    body: 'IamServiceListUserPrincipalsForOrganizationByEmailBody',
  },
  IamService_Ping: {
    method: 'GET',
    path: '/iam/2019-12-10/ping',
    route: '/iam/2019-12-10/ping',
    params: [],
    query: {},
    body: null,
  },
  IamService_SearchPrincipals: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/principals/search',
    route: '/iam/2019-12-10/organizations/:organization_id/principals/search',
    params: ['organization_id'],
    query: {},
    body: 'IamServiceSearchPrincipalsBody',
  },
  IamService_UnifyUserPrincipal: {
    method: 'PUT',
    path: '/iam/2019-12-10/user-principals/unify',
    route: '/iam/2019-12-10/user-principals/unify',
    params: [],
    query: {},
    body: null,
  },
  IamService_UpdateWebConsolePreferences: {
    method: 'PUT',
    path: '/iam/2019-12-10/me/web-portal-preferences',
    route: '/iam/2019-12-10/me/web-portal-preferences',
    params: [],
    query: {},
    body: 'hashicorp.cloud.iam.UpdateWebConsolePreferencesRequest',
  },
  InvitationsService_AcceptOrganizationInvitation: {
    method: 'POST',
    path: '/iam/2019-12-10/accept-invitation',
    route: '/iam/2019-12-10/accept-invitation',
    params: [],
    query: {},
    body: 'hashicorp.cloud.iam.AcceptOrganizationInvitationRequest',
  },
  InvitationsService_ListOrganizationInvitations: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/invitations',
    route: '/iam/2019-12-10/organizations/:organization_id/invitations',
    params: ['organization_id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      states: 'strings',
    },
    body: null,
  },
  InvitationsService_CreateOrganizationInvitations: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/invitations',
    route: '/iam/2019-12-10/organizations/:organization_id/invitations',
    params: ['organization_id'],
    query: {},
    body: 'InvitationsServiceCreateOrganizationInvitationsBody',
  },
  InvitationsService_DeleteOrganizationInvitation: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/invitations/{invitation_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/invitations/:invitation_id',
    params: ['invitation_id', 'organization_id'],
    query: {},
    body: null,
  },
  InvitationsService_GetOrganizationNameByInvitationToken: {
    method: 'GET',
    path: '/iam/2019-12-10/invitations/{invitation_token}/organization',
    route: '/iam/2019-12-10/invitations/:invitation_token/organization',
    params: ['invitation_token'],
    query: {},
    body: null,
  },
  ProfileService_ConfirmMFAEnrollment: {
    method: 'POST',
    path: '/iam/2019-12-10/me/confirm-mfa-enrollment',
    route: '/iam/2019-12-10/me/confirm-mfa-enrollment',
    params: [],
    query: {},
    body: 'hashicorp.cloud.iam.ConfirmMFAEnrollmentRequest',
  },
  ProfileService_DisableMFA: {
    method: 'POST',
    path: '/iam/2019-12-10/me/disable-mfa',
    route: '/iam/2019-12-10/me/disable-mfa',
    params: [],
    query: {},
    body: 'hashicorp.cloud.iam.DisableMFARequest',
  },
  ProfileService_EnableMFA: {
    method: 'POST',
    path: '/iam/2019-12-10/me/enable-mfa',
    route: '/iam/2019-12-10/me/enable-mfa',
    params: [],
    query: {},
    body: 'hashicorp.cloud.iam.EnableMFARequest',
  },
  ProfileService_GetMFAStatus: {
    method: 'GET',
    path: '/iam/2019-12-10/me/mfa-status',
    route: '/iam/2019-12-10/me/mfa-status',
    params: [],
    query: {},
    body: null,
  },
  ProfileService_ResetPassword: {
    method: 'POST',
    path: '/iam/2019-12-10/me/reset-password',
    route: '/iam/2019-12-10/me/reset-password',
    params: [],
    query: {},
    body: null,
  },
  ProfileService_SendVerificationEmail: {
    method: 'POST',
    path: '/iam/2019-12-10/me/send-verification-email',
    route: '/iam/2019-12-10/me/send-verification-email',
    params: [],
    query: {},
    body: null,
  },
  SSOManagementService_ListSSOConfigurations: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/sso-configurations',
    route: '/iam/2019-12-10/organizations/:organization_id/sso-configurations',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  SSOManagementService_CreateSSOConfiguration: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/sso-configurations',
    route: '/iam/2019-12-10/organizations/:organization_id/sso-configurations',
    params: ['organization_id'],
    query: {},
    body: 'SSOManagementServiceCreateSSOConfigurationBody',
  },
  SSOManagementService_GetSSOConfiguration: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/sso-configurations/{type}',
    route: '/iam/2019-12-10/organizations/:organization_id/sso-configurations/:type',
    params: ['organization_id', 'type'],
    query: {},
    body: null,
  },
  SSOManagementService_UpdateSSOConfiguration: {
    method: 'PUT',
    path: '/iam/2019-12-10/organizations/{organization_id}/sso-configurations/{type}',
    route: '/iam/2019-12-10/organizations/:organization_id/sso-configurations/:type',
    params: ['organization_id', 'type'],
    query: {},
    body: 'SSOManagementServiceUpdateSSOConfigurationBody',
  },
  SSOManagementService_DeleteSSOConfiguration: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/sso-configurations/{type}',
    route: '/iam/2019-12-10/organizations/:organization_id/sso-configurations/:type',
    params: ['organization_id', 'type'],
    query: {},
    body: null,
  },
  SSOManagementService_GetPreconfigurationData: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/sso-preconfiguration-data',
    route: '/iam/2019-12-10/organizations/:organization_id/sso-preconfiguration-data',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  SSOManagementService_GetSSOType: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/sso-type',
    route: '/iam/2019-12-10/organizations/:organization_id/sso-type',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  SSOManagementService_VerifyDomainOwnership: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/verify-domain-ownership',
    route: '/iam/2019-12-10/organizations/:organization_id/verify-domain-ownership',
    params: ['organization_id'],
    query: {},
    body: 'SSOManagementServiceVerifyDomainOwnershipBody',
  },
  ServicePrincipalsService_ListOrganizationServicePrincipals: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/service-principals',
    route: '/iam/2019-12-10/organizations/:organization_id/service-principals',
    params: ['organization_id'],
    query: {
      include: 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  ServicePrincipalsService_CreateOrganizationServicePrincipal: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/service-principals',
    route: '/iam/2019-12-10/organizations/:organization_id/service-principals',
    params: ['organization_id'],
    query: {},
    body: 'ServicePrincipalsServiceCreateOrganizationServicePrincipalBody',
  },
  ServicePrincipalsService_CreateOrganizationServicePrincipalKey: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/service-principal-keys',
    route: '/iam/2019-12-10/organizations/:organization_id/service-principal-keys',
    params: ['organization_id'],
    query: {},
    body: 'ServicePrincipalsServiceCreateOrganizationServicePrincipalKeyBody',
  },
  ServicePrincipalsService_ListProjectServicePrincipals: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals',
    route: '/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals',
    params: ['organization_id', 'project_id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  ServicePrincipalsService_CreateProjectServicePrincipal: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals',
    route: '/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals',
    params: ['organization_id', 'project_id'],
    query: {},
    body: 'ServicePrincipalsServiceCreateProjectServicePrincipalBody',
  },
  ServicePrincipalsService_CreateProjectServicePrincipalKey: {
    method: 'POST',
    path: '/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principal-keys',
    route: '/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principal-keys',
    params: ['organization_id', 'project_id'],
    query: {},
    body: 'ServicePrincipalsServiceCreateProjectServicePrincipalKeyBody',
  },
  ServicePrincipalsService_ListServicePrincipals: {
    method: 'GET',
    path: '/2019-12-10/iam/{parent_resource_name}/service-principals',
    route: '/2019-12-10/iam/:parent_resource_name/service-principals',
    params: ['parent_resource_name'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['project/*'] },
  },
  ServicePrincipalsService_CreateServicePrincipal: {
    method: 'POST',
    path: '/2019-12-10/iam/{parent_resource_name}/service-principals',
    route: '/2019-12-10/iam/:parent_resource_name/service-principals',
    params: ['parent_resource_name'],
    query: {},
    body: 'ServicePrincipalsServiceCreateServicePrincipalBody',
    resourceName: { parameter: 'parent_resource_name', patterns: ['project/*'] },
  },
  ServicePrincipalsService_ListServicePrincipals2: {
    method: 'GET',
    path: '/2019-12-10/iam/{parent_resource_name_1}/service-principals',
    route: '/2019-12-10/iam/:parent_resource_name_1/service-principals',
    params: ['parent_resource_name_1'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
    resourceName: { parameter: 'parent_resource_name_1', patterns: ['organization/*'] },
  },
  ServicePrincipalsService_CreateServicePrincipal2: {
    method: 'POST',
    path: '/2019-12-10/iam/{parent_resource_name_1}/service-principals',
    route: '/2019-12-10/iam/:parent_resource_name_1/service-principals',
    params: ['parent_resource_name_1'],
    query: {},
    body: 'ServicePrincipalsServiceCreateServicePrincipal2Body',
    resourceName: { parameter: 'parent_resource_name_1', patterns: ['organization/*'] },
  },
  ServicePrincipalsService_CreateServicePrincipalKey: {
    method: 'POST',
    path: '/2019-12-10/{parent_resource_name}/keys',
    route: '/2019-12-10/:parent_resource_name/keys',
    params: ['parent_resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['iam/project/*/service-principal/*'] },
  },
  ServicePrincipalsService_CreateServicePrincipalKey2: {
    method: 'POST',
    path: '/2019-12-10/{parent_resource_name_1}/keys',
    route: '/2019-12-10/:parent_resource_name_1/keys',
    params: ['parent_resource_name_1'],
    query: {},
    body: null,
    resourceName: { parameter: 'parent_resource_name_1', patterns: ['iam/organization/*/service-principal/*'] },
  },
  ServicePrincipalsService_ListWorkloadIdentityProvider: {
    method: 'GET',
    path: '/2019-12-10/{parent_resource_name}/workload-identity-providers',
    route: '/2019-12-10/:parent_resource_name/workload-identity-providers',
    params: ['parent_resource_name'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
    resourceName: {
      parameter: 'parent_resource_name',
      patterns: ['iam/project/*/service-principal/*', 'iam/organization/*/service-principal/*'],
    },
  },
  ServicePrincipalsService_CreateWorkloadIdentityProvider: {
    method: 'POST',
    path: '/2019-12-10/{parent_resource_name}/workload-identity-providers',
    route: '/2019-12-10/:parent_resource_name/workload-identity-providers',
    params: ['parent_resource_name'],
    query: {},
    body: 'ServicePrincipalsServiceCreateWorkloadIdentityProviderBody',
    resourceName: {
      parameter: 'parent_resource_name',
      patterns: ['iam/project/*/service-principal/*', 'iam/organization/*/service-principal/*'],
    },
  },
  ServicePrincipalsService_GetOrganizationServicePrincipal: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/service-principals/{principal_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/service-principals/:principal_id',
    params: ['organization_id', 'principal_id'],
    query: {},
    body: null,
  },
  ServicePrincipalsService_DeleteOrganizationServicePrincipal: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/service-principals/{principal_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/service-principals/:principal_id',
    params: ['organization_id', 'principal_id'],
    query: {},
    body: null,
  },
  ServicePrincipalsService_DeleteOrganizationServicePrincipalKey: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/service-principal-keys/{client_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/service-principal-keys/:client_id',
    params: ['client_id', 'organization_id'],
    query: {},
    body: null,
  },
  ServicePrincipalsService_GetProjectServicePrincipal: {
    method: 'GET',
    path: '/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals/{principal_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals/:principal_id',
    params: ['organization_id', 'principal_id', 'project_id'],
    query: {},
    body: null,
  },
  ServicePrincipalsService_DeleteProjectServicePrincipal: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals/{principal_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals/:principal_id',
    params: ['organization_id', 'principal_id', 'project_id'],
    query: {},
    body: null,
  },
  ServicePrincipalsService_DeleteProjectServicePrincipalKey: {
    method: 'DELETE',
    path: '/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principal-keys/{client_id}',
    route: '/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principal-keys/:client_id',
    params: ['client_id', 'organization_id', 'project_id'],
    query: {},
    body: null,
  },
  ServicePrincipalsService_GetServicePrincipal: {
    method: 'GET',
    path: '/2019-12-10/{resource_name}',
    route: '/2019-12-10/:resource_name',
    params: ['resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name', patterns: ['iam/project/*/service-principal/*'] },
  },
  ServicePrincipalsService_DeleteServicePrincipal: {
    method: 'DELETE',
    path: '/2019-12-10/{resource_name}',
    route: '/2019-12-10/:resource_name',
    params: ['resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name', patterns: ['iam/project/*/service-principal/*'] },
  },
  ServicePrincipalsService_GetServicePrincipal2: {
    method: 'GET',
    path: '/2019-12-10/{resource_name_1}',
    route: '/2019-12-10/:resource_name_1',
    params: ['resource_name_1'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name_1', patterns: ['iam/organization/*/service-principal/*'] },
  },
  ServicePrincipalsService_DeleteServicePrincipal2: {
    method: 'DELETE',
    path: '/2019-12-10/{resource_name_1}',
    route: '/2019-12-10/:resource_name_1',
    params: ['resource_name_1'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name_1', patterns: ['iam/organization/*/service-principal/*'] },
  },
  ServicePrincipalsService_GetWorkloadIdentityProvider: {
    method: 'GET',
    path: '/2019-12-10/{resource_name_2}',
    route: '/2019-12-10/:resource_name_2',
    params: ['resource_name_2'],
    query: {},
    body: null,
    resourceName: {
      parameter: 'resource_name_2',
      patterns: [
        'iam/project/*/service-principal/*/workload-identity-provider/*',
        'iam/organization/*/service-principal/*/workload-identity-provider/*',
      ],
    },
  },
  ServicePrincipalsService_DeleteServicePrincipalKey: {
    method: 'DELETE',
    path: '/2019-12-10/{resource_name_2}',
    route: '/2019-12-10/:resource_name_2',
    params: ['resource_name_2'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name_2', patterns: ['iam/project/*/service-principal/*/key/*'] },
  },
  ServicePrincipalsService_DeleteServicePrincipalKey2: {
    method: 'DELETE',
    path: '/2019-12-10/{resource_name_3}',
    route: '/2019-12-10/:resource_name_3',
    params: ['resource_name_3'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name_3', patterns: ['iam/organization/*/service-principal/*/key/*'] },
  },
  ServicePrincipalsService_DeleteWorkloadIdentityProvider: {
    method: 'DELETE',
    path: '/2019-12-10/{resource_name_4}',
    route: '/2019-12-10/:resource_name_4',
    params: ['resource_name_4'],
    query: {},
    body: null,
    resourceName: {
      parameter: 'resource_name_4',
      patterns: [
        'iam/project/*/service-principal/*/workload-identity-provider/*',
        'iam/organization/*/service-principal/*/workload-identity-provider/*',
      ],
    },
  },
  ServicePrincipalsService_ExchangeWorkloadIdentityToken: {
    method: 'POST',
    path: '/2019-12-10/{resource_name}/exchange-token',
    route: '/2019-12-10/:resource_name/exchange-token',
    params: ['resource_name'],
    query: {},
    body: 'hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token',
    resourceName: {
      parameter: 'resource_name',
      patterns: [
        'iam/project/*/service-principal/*/workload-identity-provider/*',
        'iam/organization/*/service-principal/*/workload-identity-provider/*',
      ],
    },
  },
  ServicePrincipalsService_UpdateWorkloadIdentityProvider: {
    method: 'PATCH',
    path: '/2019-12-10/{provider.resource_name}',
    route: '/2019-12-10/:provider__resource_name',
    params: ['provider.resource_name'],
    query: { update_mask: 'string' },
    body: 'ServicePrincipalsServiceUpdateWorkloadIdentityProviderBody',
    resourceName: {
      parameter: 'provider.resource_name',
      patterns: [
        'iam/project/*/service-principal/*/workload-identity-provider/*',
        'iam/organization/*/service-principal/*/workload-identity-provider/*',
      ],
    },
  },
} as const

export const bodySchemas = {
  AuthConfigServiceCreateAuthConnectionBody: {
    type: 'object',
    properties: {
      client_id: { type: 'string' },
      client_secret: { type: 'string' },
      default_role: { type: 'string' },
      email_domain: { type: 'string' },
      issuer: { type: 'string' },
    },
  },
  AuthConfigServiceEditAuthConnectionBody: {
    type: 'object',
    properties: {
      client_id: { type: 'string' },
      client_secret: { type: 'string' },
      default_role: { type: 'string' },
      email_domain: { type: 'string' },
      issuer: { type: 'string' },
      update_mask: { type: 'string' },
    },
  },
  GroupsServiceCreateGroupBody: {
    type: 'object',
    properties: {
      description: { type: 'string' },
      member_principal_ids: { type: 'array', items: { type: 'string' } },
      name: { type: 'string' },
    },
  },
  GroupsServiceUpdateGroupBody: {
    type: 'object',
    properties: { group: { $ref: '#/components/schemas/hashicorp.cloud.iam.Group' }, update_mask: { type: 'string' } },
  },
  GroupsServiceUpdateGroupMembersBody: {
    type: 'object',
    properties: {
      member_principal_ids_to_add: { type: 'array', items: { type: 'string' } },
      member_principal_ids_to_remove: { type: 'array', items: { type: 'string' } },
    },
  },
  IamServiceGetUserPrincipalsByIDsInOrganizationBody: {
    type: 'object',
    properties: { ids: { type: 'array', items: { type: 'string' } } },
  },
  IamServiceListUserPrincipalsForOrganizationByEmailBody: { type: 'object', properties: { email: { type: 'string' } } },
  IamServiceSearchPrincipalsBody: {
    type: 'object',
    properties: {
      filter: { $ref: '#/components/schemas/hashicorp.cloud.iam.SearchPrincipalsFilter' },
      pagination: { $ref: '#/components/schemas/hashicorp.cloud.common.PaginationRequest' },
    },
  },
  InvitationsServiceCreateOrganizationInvitationsBody: {
    type: 'object',
    properties: {
      invitations: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.iam.NewOrganizationInvitation' },
      },
    },
  },
  SSOManagementServiceCreateSSOConfigurationBody: {
    type: 'object',
    properties: { config: { $ref: '#/components/schemas/hashicorp.cloud.iam.SSOConfig' } },
  },
  SSOManagementServiceUpdateSSOConfigurationBody: {
    type: 'object',
    properties: { config: { $ref: '#/components/schemas/hashicorp.cloud.iam.SSOConfig' } },
  },
  SSOManagementServiceVerifyDomainOwnershipBody: { type: 'object', properties: { domain: { type: 'string' } } },
  ServicePrincipalsServiceCreateOrganizationServicePrincipalBody: {
    type: 'object',
    properties: { name: { type: 'string' } },
  },
  ServicePrincipalsServiceCreateOrganizationServicePrincipalKeyBody: {
    type: 'object',
    properties: { principal_id: { type: 'string' } },
  },
  ServicePrincipalsServiceCreateProjectServicePrincipalBody: {
    type: 'object',
    properties: { name: { type: 'string' } },
  },
  ServicePrincipalsServiceCreateProjectServicePrincipalKeyBody: {
    type: 'object',
    properties: { principal_id: { type: 'string' } },
  },
  ServicePrincipalsServiceCreateServicePrincipal2Body: { type: 'object', properties: { name: { type: 'string' } } },
  ServicePrincipalsServiceCreateServicePrincipalBody: { type: 'object', properties: { name: { type: 'string' } } },
  ServicePrincipalsServiceCreateWorkloadIdentityProviderBody: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      provider: { $ref: '#/components/schemas/hashicorp.cloud.iam.WorkloadIdentityProvider' },
    },
  },
  ServicePrincipalsServiceUpdateWorkloadIdentityProviderBody: {
    type: 'object',
    properties: {
      aws_config: { $ref: '#/components/schemas/hashicorp.cloud.iam.AWSWorkloadIdentityProviderConfig' },
      conditional_access: { type: 'string' },
      created_at: { type: 'string', format: 'date-time' },
      description: { type: 'string' },
      oidc_config: { $ref: '#/components/schemas/hashicorp.cloud.iam.OIDCWorkloadIdentityProviderConfig' },
      resource_id: { type: 'string' },
      system_managed: { type: 'boolean' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  'hashicorp.cloud.common.PaginationRequest': {
    type: 'object',
    properties: {
      next_page_token: { type: 'string' },
      page_size: { type: 'integer', format: 'int64' },
      previous_page_token: { type: 'string' },
    },
  },
  'hashicorp.cloud.iam.AWSWorkloadIdentityProviderConfig': {
    type: 'object',
    properties: { account_id: { type: 'string' } },
  },
  'hashicorp.cloud.iam.AcceptOrganizationInvitationRequest': {
    type: 'object',
    properties: { invitation_token: { type: 'string' } },
  },
  'hashicorp.cloud.iam.ConfirmMFAEnrollmentRequest': {
    type: 'object',
    properties: { confirmation_otp: { type: 'string' }, mfa_token: { type: 'string' } },
  },
  'hashicorp.cloud.iam.CreateUserPrincipalRequest': {
    type: 'object',
    properties: { accept_privacy_policy: { type: 'boolean' }, accept_tos: { type: 'boolean' } },
  },
  'hashicorp.cloud.iam.DisableMFARequest': { type: 'object', properties: { mfa_token: { type: 'string' } } },
  'hashicorp.cloud.iam.EnableMFARequest': { type: 'object', properties: { mfa_token: { type: 'string' } } },
  'hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token': {
    type: 'object',
    properties: {
      aws_get_caller_id_token: {
        $ref: '#/components/schemas/hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token.AWS4Request',
      },
      jwt_token: { type: 'string' },
    },
  },
  'hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token.AWS4Request': {
    type: 'object',
    properties: {
      body: { type: 'string' },
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      method: { type: 'string' },
      url: { type: 'string' },
    },
  },
  'hashicorp.cloud.iam.Group': {
    type: 'object',
    properties: {
      created_at: { type: 'string', format: 'date-time' },
      description: { type: 'string' },
      display_name: { type: 'string' },
      member_count: { type: 'integer', format: 'int32' },
      resource_id: { type: 'string' },
      resource_name: { type: 'string' },
      scim_synchronized: { type: 'boolean' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  'hashicorp.cloud.iam.NewOrganizationInvitation': {
    type: 'object',
    properties: { invitee_email: { type: 'string' }, role: { type: 'string' } },
  },
  'hashicorp.cloud.iam.OIDCWorkloadIdentityProviderConfig': {
    type: 'object',
    properties: { allowed_audiences: { type: 'array', items: { type: 'string' } }, issuer_uri: { type: 'string' } },
  },
  'hashicorp.cloud.iam.PrincipalType': {
    type: 'string',
    enum: [
      'PRINCIPAL_TYPE_UNSPECIFIED',
      'PRINCIPAL_TYPE_USER',
      'PRINCIPAL_TYPE_SERVICE',
      'PRINCIPAL_TYPE_GROUP',
      'PRINCIPAL_TYPE_INTERNAL_OPERATOR',
    ],
  },
  'hashicorp.cloud.iam.SAMLDetails': {
    type: 'object',
    properties: {
      assertion_consumer_url: { type: 'string' },
      certificate: { type: 'string' },
      email_domains: { type: 'array', items: { type: 'string' } },
      entity_id: { type: 'string' },
      signin_url: { type: 'string' },
      signout_url: { type: 'string' },
    },
  },
  'hashicorp.cloud.iam.SSOConfig': {
    type: 'object',
    properties: {
      created_at: { type: 'string', format: 'date-time' },
      default_role: { type: 'string' },
      saml: { $ref: '#/components/schemas/hashicorp.cloud.iam.SAMLDetails' },
      type: { $ref: '#/components/schemas/hashicorp.cloud.iam.SSOType' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  'hashicorp.cloud.iam.SSOType': { type: 'string', enum: ['UNSET', 'SAML', 'OIDC'] },
  'hashicorp.cloud.iam.SearchPrincipalsFilter': {
    type: 'object',
    properties: {
      exclude_members_of_group_names: { type: 'array', items: { type: 'string' } },
      principal_types: { type: 'array', items: { $ref: '#/components/schemas/hashicorp.cloud.iam.PrincipalType' } },
      search_text: { type: 'string' },
    },
  },
  'hashicorp.cloud.iam.UpdateWebConsolePreferencesRequest': {
    type: 'object',
    properties: { web_portal_preferences: { $ref: '#/components/schemas/hashicorp.cloud.iam.WebConsolePreferences' } },
  },
  'hashicorp.cloud.iam.WebConsolePreferences': {},
  'hashicorp.cloud.iam.WorkloadIdentityProvider': {
    type: 'object',
    properties: {
      aws_config: { $ref: '#/components/schemas/hashicorp.cloud.iam.AWSWorkloadIdentityProviderConfig' },
      conditional_access: { type: 'string' },
      created_at: { type: 'string', format: 'date-time' },
      description: { type: 'string' },
      oidc_config: { $ref: '#/components/schemas/hashicorp.cloud.iam.OIDCWorkloadIdentityProviderConfig' },
      resource_id: { type: 'string' },
      resource_name: { type: 'string' },
      system_managed: { type: 'boolean' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
} as const
