// Generated from contract/log-service-2021-03-30.json by `npm run generate`. Never edited.
export interface components {
  schemas: {
    /** @enum {string} */
    UserPrincipalIdentityType: 'UNSET' | 'SOCIAL_GITHUB' | 'EMAIL_PASSWORD' | 'SAMLP' | 'HASHICORP_SSO'
    cloudiamPrincipal: {
      group: components['schemas']['iamGroup']
      group_ids: string[]
      id: string
      service: components['schemas']['cloudiamServicePrincipal']
      type: components['schemas']['iamPrincipalType']
      user: components['schemas']['cloudiamUserPrincipal']
    }
    cloudiamServicePrincipal: {
      /** Format: date-time */
      created_at: string | null
      id: string
      name: string
      organization_id: string
      project_id: string
      resource_name: string
    }
    cloudiamUserPrincipal: {
      email: string
      full_name: string
      id: string
      identity_type: components['schemas']['UserPrincipalIdentityType']
      identity_types: components['schemas']['UserPrincipalIdentityType'][]
      scim_synchronized: boolean
      subject: string
    }
    cloudlocationLocation: {
      organization_id: string
      project_id: string
      region: components['schemas']['locationRegion']
    }
    cloudlog_service_20210330Filter: {
      dataplane_audit_filter: components['schemas']['log_service_20210330DataPlaneAuditFilter']
      organization_filter: components['schemas']['log_service_20210330OrganizationFilter']
    }
    iamGroup: {
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
    /** @enum {string} */
    iamPrincipalType:
      | 'PRINCIPAL_TYPE_UNSPECIFIED'
      | 'PRINCIPAL_TYPE_USER'
      | 'PRINCIPAL_TYPE_SERVICE'
      | 'PRINCIPAL_TYPE_GROUP'
      | 'PRINCIPAL_TYPE_INTERNAL_OPERATOR'
    locationLink: {
      description: string
      id: string
      location: components['schemas']['cloudlocationLocation']
      type: string
      uuid: string
    }
    locationRegion: {
      provider: string
      region: string
    }
    /** @enum {string} */
    log_service_20210330Action: 'UNSET' | 'READ' | 'CREATE' | 'UPDATE' | 'DELETE'
    log_service_20210330AuditFilterScope: {
      enabled_for_all_resources: boolean
      resource: components['schemas']['locationLink']
    }
    log_service_20210330AuthenticationInfo: {
      principal: components['schemas']['cloudiamPrincipal']
      service_principal_delegation_chain: components['schemas']['log_service_20210330ServicePrincipalDelegationInfo'][]
    }
    log_service_20210330Authorization: {
      extra_properties: unknown
      header: string
      value: string
    }
    log_service_20210330AuthorizationInfo: {
      organization_id: string
      permissions: string[]
      project_id: string
      resource_id: string
    }
    log_service_20210330CloudwatchLogsProvider: {
      external_id: string
      log_group_name: string
      log_stream_name: string
      region: string
      role_arn: string
    }
    log_service_20210330ControlPlaneEvent: {
      action: components['schemas']['log_service_20210330Action']
      authentication_info: components['schemas']['log_service_20210330AuthenticationInfo']
      authorization_info: components['schemas']['log_service_20210330AuthorizationInfo'][]
      description: string
      metadata: unknown
      operation_info: components['schemas']['log_service_20210330OperationInfo']
      request_info: components['schemas']['log_service_20210330RequestInfo']
      status_code: string
    }
    log_service_20210330CreateArchiveRequest: {
      /** Format: date-time */
      archive_end_time: string | null
      /** Format: date-time */
      archive_start_time: string | null
      resource: components['schemas']['locationLink']
    }
    log_service_20210330CreateArchiveResponse: {
      id: string
    }
    log_service_20210330CreateDestinationFilterRequest: {
      destination_id: string
      filter_type: components['schemas']['log_service_20210330DestinationFilterType']
      organization_id: string
    }
    log_service_20210330CreateDestinationRequest: {
      cloudwatch_logs_provider: components['schemas']['log_service_20210330StreamingCloudwatchLogsProvider']
      datadog_provider: components['schemas']['log_service_20210330StreamingDatadogProvider']
      destination_name: string
      organization_id: string
      source_channel: string
      splunk_cloud_provider: components['schemas']['log_service_20210330StreamingSplunkCloudProvider']
    }
    log_service_20210330CreateDestinationResponse: {
      destination: components['schemas']['log_service_20210330StreamingDestination']
    }
    log_service_20210330CreateStreamingDestinationFilterRequest: {
      dataplane_audit_filter: components['schemas']['log_service_20210330DataPlaneAuditFilter']
      destination_id: string
      organization_filter: components['schemas']['log_service_20210330OrganizationFilter']
      organization_id: string
    }
    log_service_20210330CreateStreamingDestinationRequest: {
      cloudwatchlogs_provider: components['schemas']['log_service_20210330CloudwatchLogsProvider']
      datadog_provider: components['schemas']['log_service_20210330DatadogProvider']
      destination_name: string
      location: components['schemas']['cloudlocationLocation']
      source_channel: string
      splunk_cloud_provider: components['schemas']['log_service_20210330SplunkCloudProvider']
    }
    log_service_20210330CreateStreamingDestinationResponse: {
      destination: components['schemas']['log_service_20210330Destination']
    }
    log_service_20210330DataPlaneAuditFilter: {
      id: string
      include_resources: components['schemas']['log_service_20210330AuditFilterScope'][]
    }
    log_service_20210330DatadogProvider: {
      authorization: components['schemas']['log_service_20210330Authorization']
      endpoint: string
    }
    log_service_20210330DeleteDestinationResponse: unknown
    log_service_20210330DeleteStreamingDestinationResponse: {
      success: boolean
    }
    log_service_20210330Destination: {
      cloudwatchlogs_provider: components['schemas']['log_service_20210330CloudwatchLogsProvider']
      datadog_provider: components['schemas']['log_service_20210330DatadogProvider']
      endpoint: string
      filter: components['schemas']['cloudlog_service_20210330Filter']
      in_error: boolean
      last_error_message: string
      name: string
      resource: components['schemas']['locationLink']
      splunk_cloud_provider: components['schemas']['log_service_20210330SplunkCloudProvider']
      status: string
    }
    /** @enum {string} */
    log_service_20210330DestinationFilterType: 'DESTINATION_FILTER_TYPE_UNKNOWN' | 'DESTINATION_FILTER_TYPE_ORG_FILTER'
    /** @enum {string} */
    log_service_20210330DestinationSource:
      'DESTINATION_SOURCE_UNKNOWN' | 'DESTINATION_SOURCE_TERRAFORM' | 'DESTINATION_SOURCE_HCP_UI'
    /** @enum {string} */
    log_service_20210330DestinationStatus:
      | 'DESTINATION_STATUS_UNSPECIFIED'
      | 'DESTINATION_STATUS_STREAMING'
      | 'DESTINATION_STATUS_FAILING_USER'
      | 'DESTINATION_STATUS_FAILING_HCP'
      | 'DESTINATION_STATUS_FAILING_PROVIDER'
    /** @enum {string} */
    log_service_20210330EventType:
      'EVENT_TYPE_UNSET' | 'EVENT_TYPE_AUDIT_LOG' | 'EVENT_TYPE_SERVER_LOG_STDOUT' | 'EVENT_TYPE_SERVER_LOG_STDERR'
    log_service_20210330GetArchiveResponse: {
      /** Format: date-time */
      archive_end_time: string | null
      /** Format: date-time */
      archive_requested_time: string | null
      /** Format: date-time */
      archive_start_time: string | null
      error: string
      id: string
      status: components['schemas']['log_service_20210330Status']
      url: string
      /** Format: date-time */
      url_expiration: string | null
    }
    log_service_20210330GetDestinationResponse: {
      destination: components['schemas']['log_service_20210330StreamingDestination']
    }
    log_service_20210330GetRequest: {
      /** Format: date-time */
      end: string | null
      next_page_token: string
      order_by: string[]
      /** Format: int64 */
      page_size: number
      /** Format: date-time */
      start: string | null
      streams: components['schemas']['log_service_20210330LogStream'][]
    }
    log_service_20210330GetResponse: {
      entries: components['schemas']['log_service_20210330LogEntry'][]
      next_page_token: string
    }
    log_service_20210330GetStreamingDestinationResponse: {
      destination: components['schemas']['log_service_20210330Destination']
    }
    log_service_20210330ListArchiveRecord: {
      /** Format: date-time */
      archive_end_time: string | null
      /** Format: date-time */
      archive_requested_time: string | null
      /** Format: date-time */
      archive_start_time: string | null
      error: string
      id: string
      status: components['schemas']['log_service_20210330Status']
    }
    log_service_20210330ListArchivesResponse: {
      archives: components['schemas']['log_service_20210330ListArchiveRecord'][]
      /** Format: date-time */
      config_creation_date: string | null
    }
    log_service_20210330ListDestinationsResponse: {
      destinations: components['schemas']['log_service_20210330StreamingListDestination'][]
    }
    log_service_20210330ListStreamingDestinationsForResourceRequest: {
      resource: components['schemas']['locationLink']
    }
    log_service_20210330ListStreamingDestinationsForResourceResponse: {
      destinations: components['schemas']['log_service_20210330Destination'][]
    }
    log_service_20210330ListStreamingDestinationsResponse: {
      destinations: components['schemas']['log_service_20210330Destination'][]
    }
    log_service_20210330LogEntry: {
      control_plane_event: components['schemas']['log_service_20210330ControlPlaneEvent']
      id: string
      resource: components['schemas']['locationLink']
      service_log_event: components['schemas']['log_service_20210330ServiceLogEvent']
      stream: components['schemas']['log_service_20210330LogStream']
      subject: components['schemas']['log_service_20210330Subject']
      /** Format: date-time */
      timestamp: string | null
    }
    log_service_20210330LogStream: {
      organization_id: string
      project_id: string
      topic: string
    }
    log_service_20210330MatrixResponse: {
      values: components['schemas']['log_service_20210330MatrixValue'][]
    }
    log_service_20210330MatrixValue: {
      number: string
      payload: string
      /** Format: date-time */
      timestamp: string | null
    }
    log_service_20210330OperationInfo: {
      operation_id: string
    }
    log_service_20210330OrganizationFilter: {
      id: string
    }
    log_service_20210330RequestInfo: {
      http_client_ip: string
      http_path: string
      http_user_agent: string
      http_verb: string
    }
    log_service_20210330SearchRequest: {
      /** Format: date-time */
      end: string | null
      next_page_token: string
      order_by: string[]
      organization_id: string
      /** Format: int64 */
      page_size: number
      query: string
      /** Format: date-time */
      start: string | null
    }
    log_service_20210330SearchResponse: {
      matrix: components['schemas']['log_service_20210330MatrixResponse']
      next_page_token: string
      streams: components['schemas']['log_service_20210330StreamsResponse']
    }
    log_service_20210330ServiceLogEvent: {
      event_type: components['schemas']['log_service_20210330EventType']
      insert_id: string
      json_payload: unknown
      log_name: string
      metadata: unknown
      text_payload: string
    }
    log_service_20210330ServicePrincipalDelegationInfo: {
      resource_id: string
      resource_name: string
    }
    log_service_20210330SplunkCloudProvider: {
      hec_endpoint: string
      token: string
    }
    /** @enum {string} */
    log_service_20210330Status: 'STATUS_UNSET' | 'STATUS_PROCESSING' | 'STATUS_COMPLETED' | 'STATUS_FAILED'
    log_service_20210330StoreRequest: {
      entries: components['schemas']['log_service_20210330LogEntry'][]
      stream: components['schemas']['log_service_20210330LogStream']
    }
    log_service_20210330StreamingAuthorization: {
      extra_properties: unknown
      header: string
      value: string
    }
    log_service_20210330StreamingCloudwatchLogsProvider: {
      external_id: string
      log_group_name: string
      log_stream_name: string
      region: string
      role_arn: string
    }
    log_service_20210330StreamingDatadogProvider: {
      authorization: components['schemas']['log_service_20210330StreamingAuthorization']
      endpoint: string
    }
    log_service_20210330StreamingDestination: {
      cloudwatch_logs_provider: components['schemas']['log_service_20210330StreamingCloudwatchLogsProvider']
      datadog_provider: components['schemas']['log_service_20210330StreamingDatadogProvider']
      filter: components['schemas']['log_service_20210330StreamingFilter']
      id: string
      last_error_message: string
      name: string
      organization_id: string
      source: components['schemas']['log_service_20210330DestinationSource']
      splunk_cloud_provider: components['schemas']['log_service_20210330StreamingSplunkCloudProvider']
      status: string
    }
    log_service_20210330StreamingFilter: {
      organization_filter: components['schemas']['log_service_20210330StreamingOrganizationFilter']
      resource_filter: components['schemas']['log_service_20210330StreamingResourceFilter']
    }
    log_service_20210330StreamingListDestination: {
      endpoint: string
      filter: components['schemas']['log_service_20210330StreamingFilter']
      id: string
      last_error_message: string
      name: string
      organization_id: string
      provider_type: string
      source: components['schemas']['log_service_20210330DestinationSource']
      status: string
    }
    log_service_20210330StreamingOrganizationFilter: {
      id: string
    }
    log_service_20210330StreamingResourceFilter: {
      id: string
      resource: components['schemas']['locationLink']
    }
    log_service_20210330StreamingSplunkCloudProvider: {
      hec_endpoint: string
      token: string
    }
    log_service_20210330StreamsResponse: {
      entries: components['schemas']['log_service_20210330LogEntry'][]
    }
    log_service_20210330Subject: {
      id: string
      name: string
      type: string
    }
    log_service_20210330TestDestinationRequest: {
      cloudwatch_logs_provider: components['schemas']['log_service_20210330StreamingCloudwatchLogsProvider']
      datadog_provider: components['schemas']['log_service_20210330StreamingDatadogProvider']
      id: string
      mask: components['schemas']['protobufFieldMask']
      organization_id: string
      splunk_cloud_provider: components['schemas']['log_service_20210330StreamingSplunkCloudProvider']
    }
    log_service_20210330TestDestinationResponse: {
      error_message: string
      request_id: string
      status: components['schemas']['log_service_20210330DestinationStatus']
      test_payload: string
    }
    log_service_20210330TestStreamingDestinationRequest: {
      cloudwatchlogs_provider: components['schemas']['log_service_20210330CloudwatchLogsProvider']
      datadog_provider: components['schemas']['log_service_20210330DatadogProvider']
      existing_destination_id: string
      location: components['schemas']['cloudlocationLocation']
      mask: components['schemas']['protobufFieldMask']
    }
    log_service_20210330TestStreamingDestinationResponse: {
      error_message: string
      error_type: string
      request_id: string
      status: string
      test_payload: string
    }
    log_service_20210330UpdateDestinationRequest: {
      cloudwatch_logs_provider: components['schemas']['log_service_20210330StreamingCloudwatchLogsProvider']
      datadog_provider: components['schemas']['log_service_20210330StreamingDatadogProvider']
      id: string
      mask: components['schemas']['protobufFieldMask']
      name: string
      organization_id: string
      splunk_cloud_provider: components['schemas']['log_service_20210330StreamingSplunkCloudProvider']
    }
    log_service_20210330UpdateStreamingDestinationRequest: {
      destination: components['schemas']['log_service_20210330Destination']
      mask: components['schemas']['protobufFieldMask']
      source_channel: string
    }
    protobufAny: {
      type_url: string
      /** Format: byte */
      value: string
    }
    protobufFieldMask: {
      paths: string[]
    }
    runtimeError: {
      /** Format: int32 */
      code: number
      details: components['schemas']['protobufAny'][]
      error: string
      message: string
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
  LogService_ListArchives: {
    params: {
      'resource.id': string
      'resource.location.organization_id': string
      'resource.location.project_id': string
    }
    query: {
      'resource.description'?: string
      'resource.location.region.provider'?: string
      'resource.location.region.region'?: string
      'resource.type'?: string
      'resource.uuid'?: string
    }
    body: undefined
    response: Schemas['log_service_20210330ListArchivesResponse']
  }
  LogService_CreateArchive: {
    params: {
      'resource.id': string
      'resource.location.organization_id': string
      'resource.location.project_id': string
    }
    query: {}
    body: Schemas['log_service_20210330CreateArchiveRequest']
    response: Schemas['log_service_20210330CreateArchiveResponse']
  }
  LogService_ListStreamingDestinations: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['log_service_20210330ListStreamingDestinationsResponse']
  }
  LogService_CreateStreamingDestination: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['log_service_20210330CreateStreamingDestinationRequest']
    response: Schemas['log_service_20210330CreateStreamingDestinationResponse']
  }
  LogService_ListStreamingDestinations2: {
    params: { 'location.organization_id': string }
    query: { 'location.project_id'?: string; 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['log_service_20210330ListStreamingDestinationsResponse']
  }
  LogService_CreateStreamingDestination2: {
    params: { 'location.organization_id': string }
    query: {}
    body: Schemas['log_service_20210330CreateStreamingDestinationRequest']
    response: Schemas['log_service_20210330CreateStreamingDestinationResponse']
  }
  LogService_CreateStreamingDestinationFilter: {
    params: { destination_id: string; organization_id: string }
    query: {}
    body: Schemas['log_service_20210330CreateStreamingDestinationFilterRequest']
    response: Record<string, never>
  }
  LogService_GetStreamingDestination: {
    params: { destination_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['log_service_20210330GetStreamingDestinationResponse']
  }
  LogService_DeleteStreamingDestination: {
    params: { destination_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string; source_channel?: string }
    body: undefined
    response: Schemas['log_service_20210330DeleteStreamingDestinationResponse']
  }
  LogService_Get: {
    params: {}
    query: {}
    body: Schemas['log_service_20210330GetRequest']
    response: Schemas['log_service_20210330GetResponse']
  }
  LogService_GetArchive: {
    params: {
      id: string
      'resource.id': string
      'resource.location.organization_id': string
      'resource.location.project_id': string
    }
    query: {
      'resource.description'?: string
      'resource.location.region.provider'?: string
      'resource.location.region.region'?: string
      'resource.type'?: string
      'resource.uuid'?: string
    }
    body: undefined
    response: Schemas['log_service_20210330GetArchiveResponse']
  }
  LogService_GetStreamingDestination2: {
    params: { destination_id: string; 'location.organization_id': string }
    query: { 'location.project_id'?: string; 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['log_service_20210330GetStreamingDestinationResponse']
  }
  LogService_ListStreamingDestinationsForResource: {
    params: {
      'resource.id': string
      'resource.location.organization_id': string
      'resource.location.project_id': string
    }
    query: {}
    body: Schemas['log_service_20210330ListStreamingDestinationsForResourceRequest']
    response: Schemas['log_service_20210330ListStreamingDestinationsForResourceResponse']
  }
  LogService_Search: {
    params: { organization_id: string }
    query: {}
    body: Schemas['log_service_20210330SearchRequest']
    response: Schemas['log_service_20210330SearchResponse']
  }
  LogService_Store: {
    params: { 'stream.organization_id': string }
    query: {}
    body: Schemas['log_service_20210330StoreRequest']
    response: Record<string, never>
  }
  LogService_TestStreamingDestination: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['log_service_20210330TestStreamingDestinationRequest']
    response: Schemas['log_service_20210330TestStreamingDestinationResponse']
  }
  LogService_UpdateStreamingDestination: {
    params: {
      'destination.resource.id': string
      'destination.resource.location.organization_id': string
      'destination.resource.location.project_id': string
    }
    query: {}
    body: Schemas['log_service_20210330UpdateStreamingDestinationRequest']
    response: Record<string, never>
  }
  StreamingService_ListDestinations: {
    params: { organization_id: string }
    query: {}
    body: undefined
    response: Schemas['log_service_20210330ListDestinationsResponse']
  }
  StreamingService_CreateDestination: {
    params: { organization_id: string }
    query: {}
    body: Schemas['log_service_20210330CreateDestinationRequest']
    response: Schemas['log_service_20210330CreateDestinationResponse']
  }
  StreamingService_CreateDestinationFilter: {
    params: { destination_id: string; organization_id: string }
    query: {}
    body: Schemas['log_service_20210330CreateDestinationFilterRequest']
    response: Record<string, never>
  }
  StreamingService_GetDestination: {
    params: { destination_id: string; organization_id: string }
    query: {}
    body: undefined
    response: Schemas['log_service_20210330GetDestinationResponse']
  }
  StreamingService_DeleteDestination: {
    params: { destination_id: string; organization_id: string }
    query: { source_channel?: string }
    body: undefined
    response: Schemas['log_service_20210330DeleteDestinationResponse']
  }
  StreamingService_TestDestination: {
    params: { organization_id: string }
    query: {}
    body: Schemas['log_service_20210330TestDestinationRequest']
    response: Schemas['log_service_20210330TestDestinationResponse']
  }
  StreamingService_UpdateDestination: {
    params: { id: string; organization_id: string }
    query: {}
    body: Schemas['log_service_20210330UpdateDestinationRequest']
    response: Record<string, never>
  }
}

export const operations = {
  LogService_ListArchives: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/archives',
    route:
      '/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/archives',
    params: ['resource.id', 'resource.location.organization_id', 'resource.location.project_id'],
    query: {
      'resource.description': 'string',
      'resource.location.region.provider': 'string',
      'resource.location.region.region': 'string',
      'resource.type': 'string',
      'resource.uuid': 'string',
    },
    body: null,
  },
  LogService_CreateArchive: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/archives',
    route:
      '/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/archives',
    params: ['resource.id', 'resource.location.organization_id', 'resource.location.project_id'],
    query: {},
    body: 'log_service_20210330CreateArchiveRequest',
  },
  LogService_ListStreamingDestinations: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations',
    route:
      '/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  LogService_CreateStreamingDestination: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations',
    route:
      '/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'log_service_20210330CreateStreamingDestinationRequest',
  },
  LogService_ListStreamingDestinations2: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/resources/destinations',
    route: '/logs/2021-03-30/organizations/:location__organization_id/resources/destinations',
    params: ['location.organization_id'],
    query: {
      'location.project_id': 'string',
      'location.region.provider': 'string',
      'location.region.region': 'string',
    },
    body: null,
  },
  LogService_CreateStreamingDestination2: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/resources/destinations',
    route: '/logs/2021-03-30/organizations/:location__organization_id/resources/destinations',
    params: ['location.organization_id'],
    query: {},
    body: 'log_service_20210330CreateStreamingDestinationRequest',
  },
  LogService_CreateStreamingDestinationFilter: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{organization_id}/resources/destinations/{destination_id}/filter',
    route: '/logs/2021-03-30/organizations/:organization_id/resources/destinations/:destination_id/filter',
    params: ['destination_id', 'organization_id'],
    query: {},
    body: 'log_service_20210330CreateStreamingDestinationFilterRequest',
  },
  LogService_GetStreamingDestination: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations/{destination_id}',
    route:
      '/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations/:destination_id',
    params: ['destination_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  LogService_DeleteStreamingDestination: {
    method: 'DELETE',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations/{destination_id}',
    route:
      '/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations/:destination_id',
    params: ['destination_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string', source_channel: 'string' },
    body: null,
  },
  LogService_Get: {
    method: 'POST',
    path: '/logs/2021-03-30/entries/query',
    route: '/logs/2021-03-30/entries/query',
    params: [],
    query: {},
    body: 'log_service_20210330GetRequest',
  },
  LogService_GetArchive: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/archives/{id}',
    route:
      '/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/archives/:id',
    params: ['id', 'resource.id', 'resource.location.organization_id', 'resource.location.project_id'],
    query: {
      'resource.description': 'string',
      'resource.location.region.provider': 'string',
      'resource.location.region.region': 'string',
      'resource.type': 'string',
      'resource.uuid': 'string',
    },
    body: null,
  },
  LogService_GetStreamingDestination2: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/resources/destinations/{destination_id}',
    route: '/logs/2021-03-30/organizations/:location__organization_id/resources/destinations/:destination_id',
    params: ['destination_id', 'location.organization_id'],
    query: {
      'location.project_id': 'string',
      'location.region.provider': 'string',
      'location.region.region': 'string',
    },
    body: null,
  },
  LogService_ListStreamingDestinationsForResource: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/destinations',
    route:
      '/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/destinations',
    params: ['resource.id', 'resource.location.organization_id', 'resource.location.project_id'],
    query: {},
    body: 'log_service_20210330ListStreamingDestinationsForResourceRequest',
  },
  LogService_Search: {
    method: 'POST',
    path: '/logs/2022-06-06/organizations/{organization_id}/entries/preview/search',
    route: '/logs/2022-06-06/organizations/:organization_id/entries/preview/search',
    params: ['organization_id'],
    query: {},
    body: 'log_service_20210330SearchRequest',
  },
  LogService_Store: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{stream.organization_id}/entries/store',
    route: '/logs/2021-03-30/organizations/:stream__organization_id/entries/store',
    params: ['stream.organization_id'],
    query: {},
    body: 'log_service_20210330StoreRequest',
  },
  LogService_TestStreamingDestination: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations/test',
    route:
      '/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations/test',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'log_service_20210330TestStreamingDestinationRequest',
  },
  LogService_UpdateStreamingDestination: {
    method: 'PATCH',
    path: '/logs/2021-03-30/organizations/{destination.resource.location.organization_id}/projects/{destination.resource.location.project_id}/resources/destinations/{destination.resource.id}',
    route:
      '/logs/2021-03-30/organizations/:destination__resource__location__organization_id/projects/:destination__resource__location__project_id/resources/destinations/:destination__resource__id',
    params: [
      'destination.resource.id',
      'destination.resource.location.organization_id',
      'destination.resource.location.project_id',
    ],
    query: {},
    body: 'log_service_20210330UpdateStreamingDestinationRequest',
  },
  StreamingService_ListDestinations: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{organization_id}/destinations',
    route: '/logs/2021-03-30/organizations/:organization_id/destinations',
    params: ['organization_id'],
    query: {},
    body: null,
  },
  StreamingService_CreateDestination: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{organization_id}/destinations',
    route: '/logs/2021-03-30/organizations/:organization_id/destinations',
    params: ['organization_id'],
    query: {},
    body: 'log_service_20210330CreateDestinationRequest',
  },
  StreamingService_CreateDestinationFilter: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{organization_id}/destinations/{destination_id}/filters',
    route: '/logs/2021-03-30/organizations/:organization_id/destinations/:destination_id/filters',
    params: ['destination_id', 'organization_id'],
    query: {},
    body: 'log_service_20210330CreateDestinationFilterRequest',
  },
  StreamingService_GetDestination: {
    method: 'GET',
    path: '/logs/2021-03-30/organizations/{organization_id}/destinations/{destination_id}',
    route: '/logs/2021-03-30/organizations/:organization_id/destinations/:destination_id',
    params: ['destination_id', 'organization_id'],
    query: {},
    body: null,
  },
  StreamingService_DeleteDestination: {
    method: 'DELETE',
    path: '/logs/2021-03-30/organizations/{organization_id}/destinations/{destination_id}',
    route: '/logs/2021-03-30/organizations/:organization_id/destinations/:destination_id',
    params: ['destination_id', 'organization_id'],
    query: { source_channel: 'string' },
    body: null,
  },
  StreamingService_TestDestination: {
    method: 'POST',
    path: '/logs/2021-03-30/organizations/{organization_id}/destinations/test',
    route: '/logs/2021-03-30/organizations/:organization_id/destinations/test',
    params: ['organization_id'],
    query: {},
    body: 'log_service_20210330TestDestinationRequest',
  },
  StreamingService_UpdateDestination: {
    method: 'PATCH',
    path: '/logs/2021-03-30/organizations/{organization_id}/destinations/{id}',
    route: '/logs/2021-03-30/organizations/:organization_id/destinations/:id',
    params: ['id', 'organization_id'],
    query: {},
    body: 'log_service_20210330UpdateDestinationRequest',
  },
} as const

export const bodySchemas = {
  UserPrincipalIdentityType: {
    type: 'string',
    enum: ['UNSET', 'SOCIAL_GITHUB', 'EMAIL_PASSWORD', 'SAMLP', 'HASHICORP_SSO'],
  },
  cloudiamPrincipal: {
    type: 'object',
    properties: {
      group: { $ref: '#/components/schemas/iamGroup' },
      group_ids: { type: 'array', items: { type: 'string' } },
      id: { type: 'string' },
      service: { $ref: '#/components/schemas/cloudiamServicePrincipal' },
      type: { $ref: '#/components/schemas/iamPrincipalType' },
      user: { $ref: '#/components/schemas/cloudiamUserPrincipal' },
    },
  },
  cloudiamServicePrincipal: {
    type: 'object',
    properties: {
      created_at: { type: 'string', format: 'date-time' },
      id: { type: 'string' },
      name: { type: 'string' },
      organization_id: { type: 'string' },
      project_id: { type: 'string' },
      resource_name: { type: 'string' },
    },
  },
  cloudiamUserPrincipal: {
    type: 'object',
    properties: {
      email: { type: 'string' },
      full_name: { type: 'string' },
      id: { type: 'string' },
      identity_type: { $ref: '#/components/schemas/UserPrincipalIdentityType' },
      identity_types: { type: 'array', items: { $ref: '#/components/schemas/UserPrincipalIdentityType' } },
      scim_synchronized: { type: 'boolean' },
      subject: { type: 'string' },
    },
  },
  cloudlocationLocation: {
    type: 'object',
    properties: {
      organization_id: { type: 'string' },
      project_id: { type: 'string' },
      region: { $ref: '#/components/schemas/locationRegion' },
    },
  },
  cloudlog_service_20210330Filter: {
    type: 'object',
    properties: {
      dataplane_audit_filter: { $ref: '#/components/schemas/log_service_20210330DataPlaneAuditFilter' },
      organization_filter: { $ref: '#/components/schemas/log_service_20210330OrganizationFilter' },
    },
  },
  iamGroup: {
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
  iamPrincipalType: {
    type: 'string',
    enum: [
      'PRINCIPAL_TYPE_UNSPECIFIED',
      'PRINCIPAL_TYPE_USER',
      'PRINCIPAL_TYPE_SERVICE',
      'PRINCIPAL_TYPE_GROUP',
      'PRINCIPAL_TYPE_INTERNAL_OPERATOR',
    ],
  },
  locationLink: {
    type: 'object',
    properties: {
      description: { type: 'string' },
      id: { type: 'string' },
      location: { $ref: '#/components/schemas/cloudlocationLocation' },
      type: { type: 'string' },
      uuid: { type: 'string' },
    },
  },
  locationRegion: { type: 'object', properties: { provider: { type: 'string' }, region: { type: 'string' } } },
  log_service_20210330Action: { type: 'string', enum: ['UNSET', 'READ', 'CREATE', 'UPDATE', 'DELETE'] },
  log_service_20210330AuditFilterScope: {
    type: 'object',
    properties: {
      enabled_for_all_resources: { type: 'boolean' },
      resource: { $ref: '#/components/schemas/locationLink' },
    },
  },
  log_service_20210330AuthenticationInfo: {
    type: 'object',
    properties: {
      principal: { $ref: '#/components/schemas/cloudiamPrincipal' },
      service_principal_delegation_chain: {
        type: 'array',
        items: { $ref: '#/components/schemas/log_service_20210330ServicePrincipalDelegationInfo' },
      },
    },
  },
  log_service_20210330Authorization: {
    type: 'object',
    properties: { extra_properties: {}, header: { type: 'string' }, value: { type: 'string' } },
  },
  log_service_20210330AuthorizationInfo: {
    type: 'object',
    properties: {
      organization_id: { type: 'string' },
      permissions: { type: 'array', items: { type: 'string' } },
      project_id: { type: 'string' },
      resource_id: { type: 'string' },
    },
  },
  log_service_20210330CloudwatchLogsProvider: {
    type: 'object',
    properties: {
      external_id: { type: 'string' },
      log_group_name: { type: 'string' },
      log_stream_name: { type: 'string' },
      region: { type: 'string' },
      role_arn: { type: 'string' },
    },
  },
  log_service_20210330ControlPlaneEvent: {
    type: 'object',
    properties: {
      action: { $ref: '#/components/schemas/log_service_20210330Action' },
      authentication_info: { $ref: '#/components/schemas/log_service_20210330AuthenticationInfo' },
      authorization_info: {
        type: 'array',
        items: { $ref: '#/components/schemas/log_service_20210330AuthorizationInfo' },
      },
      description: { type: 'string' },
      metadata: {},
      operation_info: { $ref: '#/components/schemas/log_service_20210330OperationInfo' },
      request_info: { $ref: '#/components/schemas/log_service_20210330RequestInfo' },
      status_code: { type: 'string' },
    },
  },
  log_service_20210330CreateArchiveRequest: {
    type: 'object',
    properties: {
      archive_end_time: { type: 'string', format: 'date-time' },
      archive_start_time: { type: 'string', format: 'date-time' },
      resource: { $ref: '#/components/schemas/locationLink' },
    },
  },
  log_service_20210330CreateDestinationFilterRequest: {
    type: 'object',
    properties: {
      destination_id: { type: 'string' },
      filter_type: { $ref: '#/components/schemas/log_service_20210330DestinationFilterType' },
      organization_id: { type: 'string' },
    },
  },
  log_service_20210330CreateDestinationRequest: {
    type: 'object',
    properties: {
      cloudwatch_logs_provider: { $ref: '#/components/schemas/log_service_20210330StreamingCloudwatchLogsProvider' },
      datadog_provider: { $ref: '#/components/schemas/log_service_20210330StreamingDatadogProvider' },
      destination_name: { type: 'string' },
      organization_id: { type: 'string' },
      source_channel: { type: 'string' },
      splunk_cloud_provider: { $ref: '#/components/schemas/log_service_20210330StreamingSplunkCloudProvider' },
    },
  },
  log_service_20210330CreateStreamingDestinationFilterRequest: {
    type: 'object',
    properties: {
      dataplane_audit_filter: { $ref: '#/components/schemas/log_service_20210330DataPlaneAuditFilter' },
      destination_id: { type: 'string' },
      organization_filter: { $ref: '#/components/schemas/log_service_20210330OrganizationFilter' },
      organization_id: { type: 'string' },
    },
  },
  log_service_20210330CreateStreamingDestinationRequest: {
    type: 'object',
    properties: {
      cloudwatchlogs_provider: { $ref: '#/components/schemas/log_service_20210330CloudwatchLogsProvider' },
      datadog_provider: { $ref: '#/components/schemas/log_service_20210330DatadogProvider' },
      destination_name: { type: 'string' },
      location: { $ref: '#/components/schemas/cloudlocationLocation' },
      source_channel: { type: 'string' },
      splunk_cloud_provider: { $ref: '#/components/schemas/log_service_20210330SplunkCloudProvider' },
    },
  },
  log_service_20210330DataPlaneAuditFilter: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      include_resources: {
        type: 'array',
        items: { $ref: '#/components/schemas/log_service_20210330AuditFilterScope' },
      },
    },
  },
  log_service_20210330DatadogProvider: {
    type: 'object',
    properties: {
      authorization: { $ref: '#/components/schemas/log_service_20210330Authorization' },
      endpoint: { type: 'string' },
    },
  },
  log_service_20210330Destination: {
    type: 'object',
    properties: {
      cloudwatchlogs_provider: { $ref: '#/components/schemas/log_service_20210330CloudwatchLogsProvider' },
      datadog_provider: { $ref: '#/components/schemas/log_service_20210330DatadogProvider' },
      endpoint: { type: 'string' },
      filter: { $ref: '#/components/schemas/cloudlog_service_20210330Filter' },
      in_error: { type: 'boolean' },
      last_error_message: { type: 'string' },
      name: { type: 'string' },
      resource: { $ref: '#/components/schemas/locationLink' },
      splunk_cloud_provider: { $ref: '#/components/schemas/log_service_20210330SplunkCloudProvider' },
      status: { type: 'string' },
    },
  },
  log_service_20210330DestinationFilterType: {
    type: 'string',
    enum: ['DESTINATION_FILTER_TYPE_UNKNOWN', 'DESTINATION_FILTER_TYPE_ORG_FILTER'],
  },
  log_service_20210330EventType: {
    type: 'string',
    enum: ['EVENT_TYPE_UNSET', 'EVENT_TYPE_AUDIT_LOG', 'EVENT_TYPE_SERVER_LOG_STDOUT', 'EVENT_TYPE_SERVER_LOG_STDERR'],
  },
  log_service_20210330GetRequest: {
    type: 'object',
    properties: {
      end: { type: 'string', format: 'date-time' },
      next_page_token: { type: 'string' },
      order_by: { type: 'array', items: { type: 'string' } },
      page_size: { type: 'integer', format: 'int64' },
      start: { type: 'string', format: 'date-time' },
      streams: { type: 'array', items: { $ref: '#/components/schemas/log_service_20210330LogStream' } },
    },
  },
  log_service_20210330ListStreamingDestinationsForResourceRequest: {
    type: 'object',
    properties: { resource: { $ref: '#/components/schemas/locationLink' } },
  },
  log_service_20210330LogEntry: {
    type: 'object',
    properties: {
      control_plane_event: { $ref: '#/components/schemas/log_service_20210330ControlPlaneEvent' },
      id: { type: 'string' },
      resource: { $ref: '#/components/schemas/locationLink' },
      service_log_event: { $ref: '#/components/schemas/log_service_20210330ServiceLogEvent' },
      stream: { $ref: '#/components/schemas/log_service_20210330LogStream' },
      subject: { $ref: '#/components/schemas/log_service_20210330Subject' },
      timestamp: { type: 'string', format: 'date-time' },
    },
  },
  log_service_20210330LogStream: {
    type: 'object',
    properties: { organization_id: { type: 'string' }, project_id: { type: 'string' }, topic: { type: 'string' } },
  },
  log_service_20210330OperationInfo: { type: 'object', properties: { operation_id: { type: 'string' } } },
  log_service_20210330OrganizationFilter: { type: 'object', properties: { id: { type: 'string' } } },
  log_service_20210330RequestInfo: {
    type: 'object',
    properties: {
      http_client_ip: { type: 'string' },
      http_path: { type: 'string' },
      http_user_agent: { type: 'string' },
      http_verb: { type: 'string' },
    },
  },
  log_service_20210330SearchRequest: {
    type: 'object',
    properties: {
      end: { type: 'string', format: 'date-time' },
      next_page_token: { type: 'string' },
      order_by: { type: 'array', items: { type: 'string' } },
      organization_id: { type: 'string' },
      page_size: { type: 'integer', format: 'int64' },
      query: { type: 'string' },
      start: { type: 'string', format: 'date-time' },
    },
  },
  log_service_20210330ServiceLogEvent: {
    type: 'object',
    properties: {
      event_type: { $ref: '#/components/schemas/log_service_20210330EventType' },
      insert_id: { type: 'string' },
      json_payload: {},
      log_name: { type: 'string' },
      metadata: {},
      text_payload: { type: 'string' },
    },
  },
  log_service_20210330ServicePrincipalDelegationInfo: {
    type: 'object',
    properties: { resource_id: { type: 'string' }, resource_name: { type: 'string' } },
  },
  log_service_20210330SplunkCloudProvider: {
    type: 'object',
    properties: { hec_endpoint: { type: 'string' }, token: { type: 'string' } },
  },
  log_service_20210330StoreRequest: {
    type: 'object',
    properties: {
      entries: { type: 'array', items: { $ref: '#/components/schemas/log_service_20210330LogEntry' } },
      stream: { $ref: '#/components/schemas/log_service_20210330LogStream' },
    },
  },
  log_service_20210330StreamingAuthorization: {
    type: 'object',
    properties: { extra_properties: {}, header: { type: 'string' }, value: { type: 'string' } },
  },
  log_service_20210330StreamingCloudwatchLogsProvider: {
    type: 'object',
    properties: {
      external_id: { type: 'string' },
      log_group_name: { type: 'string' },
      log_stream_name: { type: 'string' },
      region: { type: 'string' },
      role_arn: { type: 'string' },
    },
  },
  log_service_20210330StreamingDatadogProvider: {
    type: 'object',
    properties: {
      authorization: { $ref: '#/components/schemas/log_service_20210330StreamingAuthorization' },
      endpoint: { type: 'string' },
    },
  },
  log_service_20210330StreamingSplunkCloudProvider: {
    type: 'object',
    properties: { hec_endpoint: { type: 'string' }, token: { type: 'string' } },
  },
  log_service_20210330Subject: {
    type: 'object',
    properties: { id: { type: 'string' }, name: { type: 'string' }, type: { type: 'string' } },
  },
  log_service_20210330TestDestinationRequest: {
    type: 'object',
    properties: {
      cloudwatch_logs_provider: { $ref: '#/components/schemas/log_service_20210330StreamingCloudwatchLogsProvider' },
      datadog_provider: { $ref: '#/components/schemas/log_service_20210330StreamingDatadogProvider' },
      id: { type: 'string' },
      mask: { $ref: '#/components/schemas/protobufFieldMask' },
      organization_id: { type: 'string' },
      splunk_cloud_provider: { $ref: '#/components/schemas/log_service_20210330StreamingSplunkCloudProvider' },
    },
  },
  log_service_20210330TestStreamingDestinationRequest: {
    type: 'object',
    properties: {
      cloudwatchlogs_provider: { $ref: '#/components/schemas/log_service_20210330CloudwatchLogsProvider' },
      datadog_provider: { $ref: '#/components/schemas/log_service_20210330DatadogProvider' },
      existing_destination_id: { type: 'string' },
      location: { $ref: '#/components/schemas/cloudlocationLocation' },
      mask: { $ref: '#/components/schemas/protobufFieldMask' },
    },
  },
  log_service_20210330UpdateDestinationRequest: {
    type: 'object',
    properties: {
      cloudwatch_logs_provider: { $ref: '#/components/schemas/log_service_20210330StreamingCloudwatchLogsProvider' },
      datadog_provider: { $ref: '#/components/schemas/log_service_20210330StreamingDatadogProvider' },
      id: { type: 'string' },
      mask: { $ref: '#/components/schemas/protobufFieldMask' },
      name: { type: 'string' },
      organization_id: { type: 'string' },
      splunk_cloud_provider: { $ref: '#/components/schemas/log_service_20210330StreamingSplunkCloudProvider' },
    },
  },
  log_service_20210330UpdateStreamingDestinationRequest: {
    type: 'object',
    properties: {
      destination: { $ref: '#/components/schemas/log_service_20210330Destination' },
      mask: { $ref: '#/components/schemas/protobufFieldMask' },
      source_channel: { type: 'string' },
    },
  },
  protobufFieldMask: { type: 'object', properties: { paths: { type: 'array', items: { type: 'string' } } } },
} as const
