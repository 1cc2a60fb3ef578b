// Generated from contract/packer-2021-04-30.json by `npm run generate`. Never edited.
export interface components {
  schemas: {
    PackerServiceCreateBucketBody: {
      bucket_slug: string
      description: string
      labels: {
        [key: string]: string
      }
      location: unknown
    }
    PackerServiceCreateBuildBody: {
      build: components['schemas']['hashicorp.cloud.packer.BuildCreateBody']
      fingerprint: string
      location: unknown
    }
    PackerServiceCreateChannelBody: {
      fingerprint: string
      /** Format: int32 */
      incremental_version: number
      iteration_id: string
      location: unknown
      restriction: components['schemas']['hashicorp.cloud.packer.CreateChannelRequest.Restriction']
      slug: string
    }
    PackerServiceCreateIterationBody: {
      fingerprint: string
      location: unknown
      template_type: components['schemas']['hashicorp.cloud.packer.Iteration.TemplateType']
    }
    PackerServiceCreateRegistryBody: {
      feature_tier: components['schemas']['hashicorp.cloud.packer.RegistryConfig.Tier']
      location: unknown
    }
    PackerServiceRegenerateTFCRunTaskHmacKeyBody: {
      location: unknown
    }
    PackerServiceUpdateBucketBody: {
      description: string
      labels: {
        [key: string]: string
      }
      location: unknown
      platforms: string[]
    }
    PackerServiceUpdateBuildBody: {
      location: unknown
      updates: components['schemas']['hashicorp.cloud.packer.BuildUpdates']
    }
    PackerServiceUpdateChannelBody: {
      fingerprint: string
      /** Format: int32 */
      incremental_version: number
      iteration_id: string
      location: unknown
      mask: string
      restriction: components['schemas']['hashicorp.cloud.packer.UpdateChannelRequest.Restriction']
    }
    PackerServiceUpdateIterationBody: {
      bucket_slug: string
      complete: boolean
      location: unknown
      restore: boolean
      revocation_message: string
      /** Format: date-time */
      revoke_at: string | null
      revoke_in: string
      rollback_channels: boolean
      skip_descendants_revocation: boolean
    }
    PackerServiceUpdateRegistryBody: {
      activate: boolean
      feature_tier: components['schemas']['hashicorp.cloud.packer.RegistryConfig.Tier']
      location: unknown
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
    'hashicorp.cloud.packer.Bucket': {
      children: components['schemas']['hashicorp.cloud.packer.BucketChildren']
      /** Format: date-time */
      created_at: string | null
      description: string
      id: string
      iteration_count: string
      labels: {
        [key: string]: string
      }
      latest_iteration: components['schemas']['hashicorp.cloud.packer.BucketLatestIteration']
      /** Format: int32 */
      latest_version: number
      location: components['schemas']['hashicorp.cloud.location.Location']
      parents: components['schemas']['hashicorp.cloud.packer.BucketParents']
      platforms: string[]
      slug: string
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer.BucketAncestry': {
      child: components['schemas']['hashicorp.cloud.packer.BucketAncestry.Child']
      parent: components['schemas']['hashicorp.cloud.packer.BucketAncestry.Parent']
      status: components['schemas']['hashicorp.cloud.packer.BucketAncestry.Status']
    }
    'hashicorp.cloud.packer.BucketAncestry.Child': {
      bucket_slug: string
      iteration_fingerprint: string
      iteration_id: string
      /** Format: int32 */
      iteration_incremental_version: number
    }
    'hashicorp.cloud.packer.BucketAncestry.Parent': {
      bucket_slug: string
      channel: string
      channel_iteration: components['schemas']['hashicorp.cloud.packer.BucketAncestry.Parent.ChannelIteration']
      iteration_fingerprint: string
      iteration_id: string
      /** Format: int32 */
      iteration_incremental_version: number
    }
    'hashicorp.cloud.packer.BucketAncestry.Parent.ChannelIteration': {
      fingerprint: string
      id: string
      /** Format: int32 */
      incremental_version: number
    }
    /** @enum {string} */
    'hashicorp.cloud.packer.BucketAncestry.Status': 'UNDETERMINED' | 'UP_TO_DATE' | 'OUT_OF_DATE'
    'hashicorp.cloud.packer.BucketChildren': {
      href: string
      status: components['schemas']['hashicorp.cloud.packer.BucketAncestry.Status']
    }
    'hashicorp.cloud.packer.BucketLatestIteration': {
      author_id: string
      bucket_slug: string
      builds: components['schemas']['hashicorp.cloud.packer.LatestIterationBuild'][]
      complete: boolean
      /** Format: date-time */
      created_at: string | null
      fingerprint: string
      id: string
      /** Format: int32 */
      incremental_version: number
      iteration_ancestor_id: string
      revocation_author: string
      revocation_inherited_from: components['schemas']['hashicorp.cloud.packer.RevokedAncestor']
      revocation_message: string
      revocation_type: components['schemas']['hashicorp.cloud.packer.Iteration.RevocationType']
      /** Format: date-time */
      revoke_at: string | null
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer.BucketParents': {
      href: string
      status: components['schemas']['hashicorp.cloud.packer.BucketAncestry.Status']
    }
    'hashicorp.cloud.packer.Build': {
      cloud_provider: string
      component_type: string
      /** Format: date-time */
      created_at: string | null
      id: string
      images: components['schemas']['hashicorp.cloud.packer.Image'][]
      iteration_id: string
      labels: {
        [key: string]: string
      }
      packer_run_uuid: string
      source_build_ulid: string
      source_image_id: string
      status: components['schemas']['hashicorp.cloud.packer.BuildStatus']
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer.BuildCreateBody': {
      cloud_provider: string
      component_type: string
      images: components['schemas']['hashicorp.cloud.packer.ImageCreateBody'][]
      labels: {
        [key: string]: string
      }
      packer_run_uuid: string
      source_channel_id: string
      source_image_id: string
      source_iteration_id: string
      status: components['schemas']['hashicorp.cloud.packer.BuildStatus']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer.BuildStatus': 'UNSET' | 'RUNNING' | 'DONE' | 'CANCELLED' | 'FAILED'
    'hashicorp.cloud.packer.BuildUpdates': {
      cloud_provider: string
      images: components['schemas']['hashicorp.cloud.packer.ImageCreateBody'][]
      labels: {
        [key: string]: string
      }
      packer_run_uuid: string
      source_channel_id: string
      source_image_id: string
      source_iteration_id: string
      status: components['schemas']['hashicorp.cloud.packer.BuildStatus']
    }
    'hashicorp.cloud.packer.Channel': {
      author_id: string
      bucket_slug: string
      /** Format: date-time */
      created_at: string | null
      id: string
      iteration: components['schemas']['hashicorp.cloud.packer.Iteration']
      managed: boolean
      pointer: components['schemas']['hashicorp.cloud.packer.ChannelIterationPointer']
      restricted: boolean
      slug: string
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer.ChannelAssignment': {
      author_id: string
      iteration: components['schemas']['hashicorp.cloud.packer.ChannelAssignment.Iteration']
      /** Format: date-time */
      promoted_at: string | null
    }
    'hashicorp.cloud.packer.ChannelAssignment.Iteration': {
      fingerprint: string
      id: string
      /** Format: int32 */
      incremental_version: number
      parents: components['schemas']['hashicorp.cloud.packer.IterationParents']
      status: components['schemas']['hashicorp.cloud.packer.IterationExternalStatus']
    }
    'hashicorp.cloud.packer.ChannelIterationPointer': {
      author_id: string
      /** Format: date-time */
      created_at: string | null
      iteration: components['schemas']['hashicorp.cloud.packer.Iteration']
    }
    'hashicorp.cloud.packer.CreateBucketResponse': {
      bucket: components['schemas']['hashicorp.cloud.packer.Bucket']
    }
    'hashicorp.cloud.packer.CreateBuildResponse': {
      build: components['schemas']['hashicorp.cloud.packer.Build']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer.CreateChannelRequest.Restriction': 'RESTRICTION_UNSET' | 'RESTRICTED' | 'UNRESTRICTED'
    'hashicorp.cloud.packer.CreateChannelResponse': {
      channel: components['schemas']['hashicorp.cloud.packer.Channel']
    }
    'hashicorp.cloud.packer.CreateIterationResponse': {
      iteration: components['schemas']['hashicorp.cloud.packer.Iteration']
    }
    'hashicorp.cloud.packer.CreateRegistryResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
      registry: components['schemas']['hashicorp.cloud.packer.Registry']
    }
    'hashicorp.cloud.packer.DeleteBucketResponse': unknown
    'hashicorp.cloud.packer.DeleteBuildResponse': unknown
    'hashicorp.cloud.packer.DeleteChannelResponse': unknown
    'hashicorp.cloud.packer.DeleteIterationResponse': unknown
    'hashicorp.cloud.packer.DeleteRegistryResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
      registry: components['schemas']['hashicorp.cloud.packer.Registry']
    }
    'hashicorp.cloud.packer.GetBucketResponse': {
      bucket: components['schemas']['hashicorp.cloud.packer.Bucket']
    }
    'hashicorp.cloud.packer.GetBuildResponse': {
      build: components['schemas']['hashicorp.cloud.packer.Build']
    }
    'hashicorp.cloud.packer.GetChannelResponse': {
      channel: components['schemas']['hashicorp.cloud.packer.Channel']
    }
    'hashicorp.cloud.packer.GetIterationResponse': {
      iteration: components['schemas']['hashicorp.cloud.packer.Iteration']
    }
    'hashicorp.cloud.packer.GetRegistryResponse': {
      registry: components['schemas']['hashicorp.cloud.packer.Registry']
    }
    'hashicorp.cloud.packer.GetRegistryTFCRunTaskAPIResponse': {
      api_url: string
      hmac_key: string
    }
    'hashicorp.cloud.packer.Image': {
      /** Format: date-time */
      created_at: string | null
      id: string
      image_id: string
      region: string
    }
    'hashicorp.cloud.packer.ImageCreateBody': {
      image_id: string
      region: string
    }
    'hashicorp.cloud.packer.Iteration': {
      author_id: string
      bucket_slug: string
      builds: components['schemas']['hashicorp.cloud.packer.Build'][]
      complete: boolean
      /** Format: date-time */
      created_at: string | null
      fingerprint: string
      has_descendants: boolean
      id: string
      /** Format: int32 */
      incremental_version: number
      iteration_ancestor_id: string
      revocation_author: string
      revocation_inherited_from: components['schemas']['hashicorp.cloud.packer.RevokedAncestor']
      revocation_message: string
      revocation_type: components['schemas']['hashicorp.cloud.packer.Iteration.RevocationType']
      /** Format: date-time */
      revoke_at: string | null
      template_type: components['schemas']['hashicorp.cloud.packer.Iteration.TemplateType']
      /** Format: date-time */
      updated_at: string | null
    }
    /** @enum {string} */
    'hashicorp.cloud.packer.Iteration.RevocationType': 'UNSET' | 'MANUAL' | 'INHERITED'
    /** @enum {string} */
    'hashicorp.cloud.packer.Iteration.TemplateType': 'TEMPLATE_TYPE_UNSET' | 'HCL2' | 'JSON'
    /** @enum {string} */
    'hashicorp.cloud.packer.IterationExternalStatus':
      | 'ITERATION_UNSET'
      | 'ITERATION_RUNNING'
      | 'ITERATION_CANCELLED'
      | 'ITERATION_FAILED'
      | 'ITERATION_REVOKED'
      | 'ITERATION_REVOCATION_SCHEDULED'
      | 'ITERATION_ACTIVE'
    'hashicorp.cloud.packer.IterationParents': {
      href: string
      status: components['schemas']['hashicorp.cloud.packer.BucketAncestry.Status']
    }
    'hashicorp.cloud.packer.IterationforList': {
      author_id: string
      bucket_slug: string
      build_statuses: {
        [key: string]: string
      }
      complete: boolean
      /** Format: date-time */
      created_at: string | null
      fingerprint: string
      has_descendants: boolean
      id: string
      /** Format: int32 */
      incremental_version: number
      iteration_ancestor_id: string
      revocation_author: string
      revocation_inherited_from: components['schemas']['hashicorp.cloud.packer.RevokedAncestor']
      revocation_message: string
      revocation_type: components['schemas']['hashicorp.cloud.packer.Iteration.RevocationType']
      /** Format: date-time */
      revoke_at: string | null
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer.LatestIterationBuild': {
      cloud_provider: string
      component_type: string
      /** Format: date-time */
      created_at: string | null
      id: string
      images: components['schemas']['hashicorp.cloud.packer.Image'][]
      iteration_id: string
      labels: {
        [key: string]: string
      }
      packer_run_uuid: string
      source_build_ulid: string
      source_image_id: string
      status: components['schemas']['hashicorp.cloud.packer.BuildStatus']
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer.ListBucketAncestryResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      relations: components['schemas']['hashicorp.cloud.packer.BucketAncestry'][]
      /** Format: int32 */
      total_count: number
    }
    'hashicorp.cloud.packer.ListBucketsResponse': {
      buckets: components['schemas']['hashicorp.cloud.packer.Bucket'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer.ListBuildsResponse': {
      builds: components['schemas']['hashicorp.cloud.packer.Build'][]
      location: components['schemas']['hashicorp.cloud.location.Location']
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer.ListChannelHistoryResponse': {
      /** Format: int32 */
      count: number
      history: components['schemas']['hashicorp.cloud.packer.ChannelAssignment'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer.ListChannelsResponse': {
      channels: components['schemas']['hashicorp.cloud.packer.Channel'][]
    }
    'hashicorp.cloud.packer.ListIterationsResponse': {
      iterations: components['schemas']['hashicorp.cloud.packer.IterationforList'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer.RegenerateTFCRunTaskHmacKeyResponse': {
      hmac_key: string
    }
    'hashicorp.cloud.packer.Registry': {
      config: components['schemas']['hashicorp.cloud.packer.RegistryConfig']
      /** Format: date-time */
      created_at: string | null
      id: string
      location: components['schemas']['hashicorp.cloud.location.Location']
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer.RegistryBillingDeprovision': {
      /** Format: date-time */
      at: string | null
      reason: components['schemas']['hashicorp.cloud.packer.RegistryBillingDeprovision.Reason']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer.RegistryBillingDeprovision.Reason':
      'DELINQUENT_BILLING_ACCOUNT' | 'USER_REQUEST' | 'HASHI_ADMIN_REQUEST' | 'DEPROVISIONED_BILLING_ACCOUNT'
    'hashicorp.cloud.packer.RegistryConfig': {
      activated: boolean
      billing_deprovision: components['schemas']['hashicorp.cloud.packer.RegistryBillingDeprovision']
      feature_tier: components['schemas']['hashicorp.cloud.packer.RegistryConfig.Tier']
      tfc_run_task_config: components['schemas']['hashicorp.cloud.packer.RegistryTFCRunTaskConfig']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer.RegistryConfig.Tier': 'UNSET' | 'PRIVATE_BETA' | 'STANDARD' | 'PLUS'
    'hashicorp.cloud.packer.RegistryTFCRunTaskConfig': {
      api_id: string
      hmac_key: string
    }
    'hashicorp.cloud.packer.RevokedAncestor': {
      bucket_slug: string
      href: string
      iteration_fingerprint: string
      iteration_id: string
      /** Format: int32 */
      iteration_incremental_version: number
    }
    'hashicorp.cloud.packer.UpdateBucketResponse': {
      bucket: components['schemas']['hashicorp.cloud.packer.Bucket']
    }
    'hashicorp.cloud.packer.UpdateBuildResponse': {
      build: components['schemas']['hashicorp.cloud.packer.Build']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer.UpdateChannelRequest.Restriction': 'RESTRICTION_UNSET' | 'RESTRICTED' | 'UNRESTRICTED'
    'hashicorp.cloud.packer.UpdateChannelResponse': {
      channel: components['schemas']['hashicorp.cloud.packer.Channel']
    }
    'hashicorp.cloud.packer.UpdateIterationResponse': {
      iteration: components['schemas']['hashicorp.cloud.packer.Iteration']
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
    }
    'hashicorp.cloud.packer.UpdateRegistryResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
      registry: components['schemas']['hashicorp.cloud.packer.Registry']
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
  PackerService_ListBuckets: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.ListBucketsResponse']
  }
  PackerService_CreateBucket: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceCreateBucketBody']
    response: Schemas['hashicorp.cloud.packer.CreateBucketResponse']
  }
  PackerService_CreateBuild: {
    params: {
      bucket_slug: string
      iteration_id: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: {}
    body: Schemas['PackerServiceCreateBuildBody']
    response: Schemas['hashicorp.cloud.packer.CreateBuildResponse']
  }
  PackerService_ListChannels: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.ListChannelsResponse']
  }
  PackerService_CreateChannel: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceCreateChannelBody']
    response: Schemas['hashicorp.cloud.packer.CreateChannelResponse']
  }
  PackerService_ListIterations: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.ListIterationsResponse']
  }
  PackerService_CreateIteration: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceCreateIterationBody']
    response: Schemas['hashicorp.cloud.packer.CreateIterationResponse']
  }
  PackerService_GetRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.GetRegistryResponse']
  }
  PackerService_CreateRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceCreateRegistryBody']
    response: Schemas['hashicorp.cloud.packer.CreateRegistryResponse']
  }
  PackerService_UpdateRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceUpdateRegistryBody']
    response: Schemas['hashicorp.cloud.packer.UpdateRegistryResponse']
  }
  PackerService_DeleteRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { hard_delete?: boolean }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.DeleteRegistryResponse']
  }
  PackerService_GetBucket: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: { bucket_id?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.GetBucketResponse']
  }
  PackerService_UpdateBucket: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceUpdateBucketBody']
    response: Schemas['hashicorp.cloud.packer.UpdateBucketResponse']
  }
  PackerService_DeleteBucket: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.DeleteBucketResponse']
  }
  PackerService_GetBuild: {
    params: { build_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.GetBuildResponse']
  }
  PackerService_UpdateBuild: {
    params: { build_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceUpdateBuildBody']
    response: Schemas['hashicorp.cloud.packer.UpdateBuildResponse']
  }
  PackerService_DeleteBuild: {
    params: { build_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.DeleteBuildResponse']
  }
  PackerService_GetChannel: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string; slug: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.GetChannelResponse']
  }
  PackerService_UpdateChannel: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string; slug: string }
    query: {}
    body: Schemas['PackerServiceUpdateChannelBody']
    response: Schemas['hashicorp.cloud.packer.UpdateChannelResponse']
  }
  PackerService_DeleteChannel: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string; slug: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.DeleteChannelResponse']
  }
  PackerService_UpdateIteration: {
    params: { iteration_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceUpdateIterationBody']
    response: Schemas['hashicorp.cloud.packer.UpdateIterationResponse']
  }
  PackerService_DeleteIteration: {
    params: { iteration_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { bucket_slug?: string; rollback_channels?: boolean }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.DeleteIterationResponse']
  }
  PackerService_GetIteration: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: { fingerprint?: string; incremental_version?: number; iteration_id?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.GetIterationResponse']
  }
  PackerService_GetRegistryTFCRunTaskAPI: {
    params: { 'location.organization_id': string; 'location.project_id': string; task_type: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.packer.GetRegistryTFCRunTaskAPIResponse']
  }
  PackerService_ListBucketAncestry: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      channel?: string
      fingerprint?: string
      incremental_version?: number
      iteration_id?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      type?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.ListBucketAncestryResponse']
  }
  PackerService_ListBuilds: {
    params: {
      bucket_slug: string
      iteration_id: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.ListBuildsResponse']
  }
  PackerService_ListChannelHistory: {
    params: { bucket_slug: string; 'location.organization_id': string; 'location.project_id': string; slug: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer.ListChannelHistoryResponse']
  }
  PackerService_RegenerateTFCRunTaskHmacKey: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceRegenerateTFCRunTaskHmacKeyBody']
    response: Schemas['hashicorp.cloud.packer.RegenerateTFCRunTaskHmacKeyResponse']
  }
}

export const operations = {
  PackerService_ListBuckets: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images',
    route: '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_CreateBucket: {
    method: 'PUT',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images',
    route: '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceCreateBucketBody',
  },
  PackerService_CreateBuild: {
    method: 'POST',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/iterations/{iteration_id}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/iterations/:iteration_id',
    params: ['bucket_slug', 'iteration_id', 'location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceCreateBuildBody',
  },
  PackerService_ListChannels: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/channels',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/channels',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: {},
    body: null,
  },
  PackerService_CreateChannel: {
    method: 'POST',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/channels',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/channels',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceCreateChannelBody',
  },
  PackerService_ListIterations: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/iterations',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/iterations',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_CreateIteration: {
    method: 'POST',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/iterations',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/iterations',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceCreateIterationBody',
  },
  PackerService_GetRegistry: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: null,
  },
  PackerService_CreateRegistry: {
    method: 'PUT',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceCreateRegistryBody',
  },
  PackerService_UpdateRegistry: {
    method: 'PATCH',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceUpdateRegistryBody',
  },
  PackerService_DeleteRegistry: {
    method: 'DELETE',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: { hard_delete: 'boolean' },
    body: null,
  },
  PackerService_GetBucket: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: { bucket_id: 'string' },
    body: null,
  },
  PackerService_UpdateBucket: {
    method: 'PATCH',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceUpdateBucketBody',
  },
  PackerService_DeleteBucket: {
    method: 'DELETE',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: {},
    body: null,
  },
  PackerService_GetBuild: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/builds/{build_id}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/builds/:build_id',
    params: ['build_id', 'location.organization_id', 'location.project_id'],
    query: {},
    body: null,
  },
  PackerService_UpdateBuild: {
    method: 'PATCH',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/builds/{build_id}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/builds/:build_id',
    params: ['build_id', 'location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceUpdateBuildBody',
  },
  PackerService_DeleteBuild: {
    method: 'DELETE',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/builds/{build_id}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/builds/:build_id',
    params: ['build_id', 'location.organization_id', 'location.project_id'],
    query: {},
    body: null,
  },
  PackerService_GetChannel: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/channels/{slug}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/channels/:slug',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id', 'slug'],
    query: {},
    body: null,
  },
  PackerService_UpdateChannel: {
    method: 'PATCH',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/channels/{slug}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/channels/:slug',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id', 'slug'],
    query: {},
    body: 'PackerServiceUpdateChannelBody',
  },
  PackerService_DeleteChannel: {
    method: 'DELETE',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/channels/{slug}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/channels/:slug',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id', 'slug'],
    query: {},
    body: null,
  },
  PackerService_UpdateIteration: {
    method: 'PATCH',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/iterations/{iteration_id}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/iterations/:iteration_id',
    params: ['iteration_id', 'location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceUpdateIterationBody',
  },
  PackerService_DeleteIteration: {
    method: 'DELETE',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/iterations/{iteration_id}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/iterations/:iteration_id',
    params: ['iteration_id', 'location.organization_id', 'location.project_id'],
    query: { bucket_slug: 'string', rollback_channels: 'boolean' },
    body: null,
  },
  PackerService_GetIteration: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/iteration',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/iteration',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: { fingerprint: 'string', incremental_version: 'integer', iteration_id: 'string' },
    body: null,
  },
  PackerService_GetRegistryTFCRunTaskAPI: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/{task_type}',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/runtasks/:task_type',
    params: ['location.organization_id', 'location.project_id', 'task_type'],
    query: {},
    body: null,
  },
  PackerService_ListBucketAncestry: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/ancestry',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/ancestry',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id'],
    query: {
      channel: 'string',
      fingerprint: 'string',
      incremental_version: 'integer',
      iteration_id: 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      type: 'string',
    },
    body: null,
  },
  PackerService_ListBuilds: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/iterations/{iteration_id}/builds',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/iterations/:iteration_id/builds',
    params: ['bucket_slug', 'iteration_id', 'location.organization_id', 'location.project_id'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_ListChannelHistory: {
    method: 'GET',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_slug}/channels/{slug}/history',
    route:
      '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_slug/channels/:slug/history',
    params: ['bucket_slug', 'location.organization_id', 'location.project_id', 'slug'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  PackerService_RegenerateTFCRunTaskHmacKey: {
    method: 'PATCH',
    path: '/packer/2021-04-30/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/hmac',
    route: '/packer/2021-04-30/organizations/:location__organization_id/projects/:location__project_id/runtasks/hmac',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceRegenerateTFCRunTaskHmacKeyBody',
  },
} as const

export const bodySchemas = {
  PackerServiceCreateBucketBody: {
    type: 'object',
    properties: {
      bucket_slug: { type: 'string' },
      description: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      location: {},
    },
  },
  PackerServiceCreateBuildBody: {
    type: 'object',
    properties: {
      build: { $ref: '#/components/schemas/hashicorp.cloud.packer.BuildCreateBody' },
      fingerprint: { type: 'string' },
      location: {},
    },
  },
  PackerServiceCreateChannelBody: {
    type: 'object',
    properties: {
      fingerprint: { type: 'string' },
      incremental_version: { type: 'integer', format: 'int32' },
      iteration_id: { type: 'string' },
      location: {},
      restriction: { $ref: '#/components/schemas/hashicorp.cloud.packer.CreateChannelRequest.Restriction' },
      slug: { type: 'string' },
    },
  },
  PackerServiceCreateIterationBody: {
    type: 'object',
    properties: {
      fingerprint: { type: 'string' },
      location: {},
      template_type: { $ref: '#/components/schemas/hashicorp.cloud.packer.Iteration.TemplateType' },
    },
  },
  PackerServiceCreateRegistryBody: {
    type: 'object',
    properties: {
      feature_tier: { $ref: '#/components/schemas/hashicorp.cloud.packer.RegistryConfig.Tier' },
      location: {},
    },
  },
  PackerServiceRegenerateTFCRunTaskHmacKeyBody: { type: 'object', properties: { location: {} } },
  PackerServiceUpdateBucketBody: {
    type: 'object',
    properties: {
      description: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      location: {},
      platforms: { type: 'array', items: { type: 'string' } },
    },
  },
  PackerServiceUpdateBuildBody: {
    type: 'object',
    properties: { location: {}, updates: { $ref: '#/components/schemas/hashicorp.cloud.packer.BuildUpdates' } },
  },
  PackerServiceUpdateChannelBody: {
    type: 'object',
    properties: {
      fingerprint: { type: 'string' },
      incremental_version: { type: 'integer', format: 'int32' },
      iteration_id: { type: 'string' },
      location: {},
      mask: { type: 'string' },
      restriction: { $ref: '#/components/schemas/hashicorp.cloud.packer.UpdateChannelRequest.Restriction' },
    },
  },
  PackerServiceUpdateIterationBody: {
    type: 'object',
    properties: {
      bucket_slug: { type: 'string' },
      complete: { type: 'boolean' },
      location: {},
      restore: { type: 'boolean' },
      revocation_message: { type: 'string' },
      revoke_at: { type: 'string', format: 'date-time' },
      revoke_in: { type: 'string' },
      rollback_channels: { type: 'boolean' },
      skip_descendants_revocation: { type: 'boolean' },
    },
  },
  PackerServiceUpdateRegistryBody: {
    type: 'object',
    properties: {
      activate: { type: 'boolean' },
      feature_tier: { $ref: '#/components/schemas/hashicorp.cloud.packer.RegistryConfig.Tier' },
      location: {},
    },
  },
  'hashicorp.cloud.packer.BuildCreateBody': {
    type: 'object',
    properties: {
      cloud_provider: { type: 'string' },
      component_type: { type: 'string' },
      images: { type: 'array', items: { $ref: '#/components/schemas/hashicorp.cloud.packer.ImageCreateBody' } },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      packer_run_uuid: { type: 'string' },
      source_channel_id: { type: 'string' },
      source_image_id: { type: 'string' },
      source_iteration_id: { type: 'string' },
      status: { $ref: '#/components/schemas/hashicorp.cloud.packer.BuildStatus' },
    },
  },
  'hashicorp.cloud.packer.BuildStatus': { type: 'string', enum: ['UNSET', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'] },
  'hashicorp.cloud.packer.BuildUpdates': {
    type: 'object',
    properties: {
      cloud_provider: { type: 'string' },
      images: { type: 'array', items: { $ref: '#/components/schemas/hashicorp.cloud.packer.ImageCreateBody' } },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      packer_run_uuid: { type: 'string' },
      source_channel_id: { type: 'string' },
      source_image_id: { type: 'string' },
      source_iteration_id: { type: 'string' },
      status: { $ref: '#/components/schemas/hashicorp.cloud.packer.BuildStatus' },
    },
  },
  'hashicorp.cloud.packer.CreateChannelRequest.Restriction': {
    type: 'string',
    enum: ['RESTRICTION_UNSET', 'RESTRICTED', 'UNRESTRICTED'],
  },
  'hashicorp.cloud.packer.ImageCreateBody': {
    type: 'object',
    properties: { image_id: { type: 'string' }, region: { type: 'string' } },
  },
  'hashicorp.cloud.packer.Iteration.TemplateType': { type: 'string', enum: ['TEMPLATE_TYPE_UNSET', 'HCL2', 'JSON'] },
  'hashicorp.cloud.packer.RegistryConfig.Tier': { type: 'string', enum: ['UNSET', 'PRIVATE_BETA', 'STANDARD', 'PLUS'] },
  'hashicorp.cloud.packer.UpdateChannelRequest.Restriction': {
    type: 'string',
    enum: ['RESTRICTION_UNSET', 'RESTRICTED', 'UNRESTRICTED'],
  },
} as const
