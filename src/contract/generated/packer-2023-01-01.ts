// Generated from contract/packer-2023-01-01.json by `npm run generate`. Never edited.
export interface components {
  schemas: {
    PackerServiceRegenerateTFCRunTaskHmacKeyBody: {
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
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.AncestryStatus': 'UNDETERMINED' | 'UP_TO_DATE' | 'OUT_OF_DATE'
    'hashicorp.cloud.packer_20230101.Artifact': {
      /** Format: date-time */
      created_at: string | null
      external_identifier: string
      id: string
      region: string
    }
    'hashicorp.cloud.packer_20230101.ArtifactCreateBody': {
      external_identifier: string
      region: string
    }
    'hashicorp.cloud.packer_20230101.AssignChannelVersionBody': {
      source_channel: string
      target_channel: string
    }
    'hashicorp.cloud.packer_20230101.AssignChannelVersionResponse': {
      fingerprint: string
      source_channel: components['schemas']['hashicorp.cloud.packer_20230101.Channel']
      target_channel: components['schemas']['hashicorp.cloud.packer_20230101.Channel']
      version: components['schemas']['hashicorp.cloud.packer_20230101.Version']
    }
    'hashicorp.cloud.packer_20230101.Bucket': {
      children: components['schemas']['hashicorp.cloud.packer_20230101.BucketChildren']
      /** Format: date-time */
      created_at: string | null
      description: string
      id: string
      labels: {
        [key: string]: string
      }
      latest_version: components['schemas']['hashicorp.cloud.packer_20230101.Version']
      location: components['schemas']['hashicorp.cloud.location.Location']
      name: string
      parents: components['schemas']['hashicorp.cloud.packer_20230101.BucketParents']
      platforms: string[]
      resource_name: string
      /** Format: date-time */
      updated_at: string | null
      version_count: string
    }
    'hashicorp.cloud.packer_20230101.BucketAncestry': {
      child: components['schemas']['hashicorp.cloud.packer_20230101.Child']
      parent: components['schemas']['hashicorp.cloud.packer_20230101.Parent']
      status: components['schemas']['hashicorp.cloud.packer_20230101.AncestryStatus']
    }
    'hashicorp.cloud.packer_20230101.BucketChildren': {
      href: string
      status: components['schemas']['hashicorp.cloud.packer_20230101.AncestryStatus']
    }
    'hashicorp.cloud.packer_20230101.BucketParents': {
      href: string
      status: components['schemas']['hashicorp.cloud.packer_20230101.AncestryStatus']
    }
    'hashicorp.cloud.packer_20230101.Build': {
      artifacts: components['schemas']['hashicorp.cloud.packer_20230101.Artifact'][]
      component_type: string
      /** Format: date-time */
      created_at: string | null
      id: string
      labels: {
        [key: string]: string
      }
      metadata: components['schemas']['hashicorp.cloud.packer_20230101.BuildMetadata']
      packer_run_uuid: string
      platform: string
      source_external_identifier: string
      status: components['schemas']['hashicorp.cloud.packer_20230101.BuildStatus']
      /** Format: date-time */
      updated_at: string | null
      version_id: string
    }
    'hashicorp.cloud.packer_20230101.BuildMetadata': {
      cicd: unknown
      packer: unknown
      vcs: unknown
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.BuildStatus':
      'BUILD_UNSET' | 'BUILD_RUNNING' | 'BUILD_DONE' | 'BUILD_CANCELLED' | 'BUILD_FAILED'
    'hashicorp.cloud.packer_20230101.Channel': {
      author_id: string
      bucket_name: string
      /** Format: date-time */
      created_at: string | null
      id: string
      managed: boolean
      name: string
      restricted: boolean
      /** Format: date-time */
      updated_at: string | null
      version: components['schemas']['hashicorp.cloud.packer_20230101.Version']
    }
    'hashicorp.cloud.packer_20230101.ChannelAssignment': {
      /** Format: date-time */
      assigned_at: string | null
      author_id: string
      version: components['schemas']['hashicorp.cloud.packer_20230101.Version']
    }
    'hashicorp.cloud.packer_20230101.ChannelVersion': {
      fingerprint: string
      id: string
      name: string
    }
    'hashicorp.cloud.packer_20230101.ChannelVulnerabilityCount': {
      channel_id: string
      channel_name: string
      criticality: string
      vulnerability_count: string
    }
    'hashicorp.cloud.packer_20230101.Child': {
      bucket_name: string
      version_fingerprint: string
      version_id: string
      version_name: string
    }
    'hashicorp.cloud.packer_20230101.CreateBucketBody': {
      description: string
      labels: {
        [key: string]: string
      }
      name: string
    }
    'hashicorp.cloud.packer_20230101.CreateBucketResponse': {
      bucket: components['schemas']['hashicorp.cloud.packer_20230101.Bucket']
    }
    'hashicorp.cloud.packer_20230101.CreateBuildBody': {
      artifacts: components['schemas']['hashicorp.cloud.packer_20230101.ArtifactCreateBody'][]
      component_type: string
      labels: {
        [key: string]: string
      }
      packer_run_uuid: string
      parent_channel_id: string
      parent_version_id: string
      platform: string
      source_external_identifier: string
      status: components['schemas']['hashicorp.cloud.packer_20230101.BuildStatus']
    }
    'hashicorp.cloud.packer_20230101.CreateBuildResponse': {
      build: components['schemas']['hashicorp.cloud.packer_20230101.Build']
    }
    'hashicorp.cloud.packer_20230101.CreateChannelBody': {
      name: string
      restricted: boolean
      version_fingerprint: string
    }
    'hashicorp.cloud.packer_20230101.CreateChannelResponse': {
      channel: components['schemas']['hashicorp.cloud.packer_20230101.Channel']
    }
    'hashicorp.cloud.packer_20230101.CreateEnforcedBlockBody': {
      additional_description: string
      block_content: string
      labels: {
        [key: string]: string
      }
      name: string
      template_type: components['schemas']['hashicorp.cloud.packer_20230101.TemplateType']
      version: string
    }
    'hashicorp.cloud.packer_20230101.CreateEnforcedBlockResponse': {
      enforced_block: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlock']
    }
    'hashicorp.cloud.packer_20230101.CreateEnforcedBlockVersionBody': {
      additional_description: string
      block_content: string
      template_type: components['schemas']['hashicorp.cloud.packer_20230101.TemplateType']
      version: string
    }
    'hashicorp.cloud.packer_20230101.CreateEnforcedBlockVersionResponse': {
      enforced_block_version: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockVersion']
    }
    'hashicorp.cloud.packer_20230101.CreateRegistryBody': {
      feature_tier: components['schemas']['hashicorp.cloud.packer_20230101.RegistryConfig.Tier']
    }
    'hashicorp.cloud.packer_20230101.CreateRegistryResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
      registry: components['schemas']['hashicorp.cloud.packer_20230101.Registry']
    }
    'hashicorp.cloud.packer_20230101.CreateVersionBody': {
      fingerprint: string
      template_type: components['schemas']['hashicorp.cloud.packer_20230101.TemplateType']
    }
    'hashicorp.cloud.packer_20230101.CreateVersionResponse': {
      version: components['schemas']['hashicorp.cloud.packer_20230101.Version']
    }
    'hashicorp.cloud.packer_20230101.CriticalityCount': {
      average_age_days_for_criticality: number
      criticality: string
      first_seen_at: string
      vulnerability_count: string
    }
    'hashicorp.cloud.packer_20230101.DeleteBucketResponse': unknown
    'hashicorp.cloud.packer_20230101.DeleteBuildResponse': unknown
    'hashicorp.cloud.packer_20230101.DeleteChannelResponse': unknown
    'hashicorp.cloud.packer_20230101.DeleteEnforcedBlockResponse': unknown
    'hashicorp.cloud.packer_20230101.DeleteEnforcedBlockVersionResponse': unknown
    'hashicorp.cloud.packer_20230101.DeleteRegistryResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
      registry: components['schemas']['hashicorp.cloud.packer_20230101.Registry']
    }
    'hashicorp.cloud.packer_20230101.DeleteVersionResponse': unknown
    'hashicorp.cloud.packer_20230101.EnforcedBlock': {
      /** Format: date-time */
      created_at: string | null
      id: string
      labels: {
        [key: string]: string
      }
      latest_version: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockVersion']
      location: components['schemas']['hashicorp.cloud.location.Location']
      name: string
      resource_name: string
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer_20230101.EnforcedBlockBucket': {
      bucket_id: string
      /** Format: date-time */
      created_at: string | null
      enforced_block_id: string
      enforced_block_version_id: string
      id: string
    }
    'hashicorp.cloud.packer_20230101.EnforcedBlockDetail': {
      id: string
      name: string
      version: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockVersion']
    }
    'hashicorp.cloud.packer_20230101.EnforcedBlockLinkedBucket': {
      bucket: components['schemas']['hashicorp.cloud.packer_20230101.Bucket']
      /** Format: date-time */
      created_at: string | null
      enforced_block_id: string
      enforced_block_version_id: string
      id: string
    }
    'hashicorp.cloud.packer_20230101.EnforcedBlockVersion': {
      additional_description: string
      block_content: string
      /** Format: date-time */
      created_at: string | null
      enforced_block_id: string
      id: string
      template_type: components['schemas']['hashicorp.cloud.packer_20230101.TemplateType']
      /** Format: date-time */
      updated_at: string | null
      version: string
    }
    'hashicorp.cloud.packer_20230101.ExternalArtifact': {
      bucket: components['schemas']['hashicorp.cloud.packer_20230101.ExternalArtifactBucket']
      build: components['schemas']['hashicorp.cloud.packer_20230101.Build']
      version: components['schemas']['hashicorp.cloud.packer_20230101.ExternalArtifactVersion']
    }
    'hashicorp.cloud.packer_20230101.ExternalArtifactBucket': {
      id: string
      labels: {
        [key: string]: string
      }
      name: string
    }
    'hashicorp.cloud.packer_20230101.ExternalArtifactVersion': {
      author_id: string
      fingerprint: string
      id: string
      name: string
      revocation_author: string
      revocation_message: string
      revocation_type: components['schemas']['hashicorp.cloud.packer_20230101.RevocationType']
      /** Format: date-time */
      revoke_at: string | null
      status: components['schemas']['hashicorp.cloud.packer_20230101.VersionStatus']
    }
    'hashicorp.cloud.packer_20230101.GetBucketResponse': {
      bucket: components['schemas']['hashicorp.cloud.packer_20230101.Bucket']
    }
    'hashicorp.cloud.packer_20230101.GetBuildResponse': {
      build: components['schemas']['hashicorp.cloud.packer_20230101.Build']
    }
    'hashicorp.cloud.packer_20230101.GetChannelResponse': {
      channel: components['schemas']['hashicorp.cloud.packer_20230101.Channel']
    }
    'hashicorp.cloud.packer_20230101.GetEnforcedBlockLinkedBucketsResponse': {
      linked_buckets: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockLinkedBucket'][]
    }
    'hashicorp.cloud.packer_20230101.GetEnforcedBlockResponse': {
      enforced_block: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlock']
    }
    'hashicorp.cloud.packer_20230101.GetEnforcedBlockVersionsResponse': {
      enforced_block_detail: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockDetail'][]
    }
    'hashicorp.cloud.packer_20230101.GetEnforcedBlocksByBucketResponse': {
      enforced_block_detail: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockDetail'][]
    }
    'hashicorp.cloud.packer_20230101.GetRegistryResponse': {
      registry: components['schemas']['hashicorp.cloud.packer_20230101.Registry']
    }
    'hashicorp.cloud.packer_20230101.GetRegistryTFCRunTaskAPIResponse': {
      api_url: string
      hmac_key: string
    }
    'hashicorp.cloud.packer_20230101.GetRunTaskConfigResponse': {
      on_untracked_image: components['schemas']['hashicorp.cloud.packer_20230101.RunTaskBehaviour']
    }
    'hashicorp.cloud.packer_20230101.GetSbomResponse': {
      download_url: string
    }
    'hashicorp.cloud.packer_20230101.GetVersionResponse': {
      version: components['schemas']['hashicorp.cloud.packer_20230101.Version']
    }
    'hashicorp.cloud.packer_20230101.ImpactedBuild': {
      id: string
      name: string
    }
    'hashicorp.cloud.packer_20230101.ImpactedChannel': {
      id: string
      name: string
    }
    'hashicorp.cloud.packer_20230101.ImpactedPackage': {
      name: string
      purl: string
      version: string
    }
    'hashicorp.cloud.packer_20230101.ListBucketAncestryResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      relations: components['schemas']['hashicorp.cloud.packer_20230101.BucketAncestry'][]
      /** Format: int32 */
      total_count: number
    }
    'hashicorp.cloud.packer_20230101.ListBucketPackagesResponse': {
      packages: components['schemas']['hashicorp.cloud.packer_20230101.Package'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer_20230101.ListBucketPackagesVulnerabilitySummaryResponse': {
      channels_by_criticality: components['schemas']['hashicorp.cloud.packer_20230101.ChannelVulnerabilityCount'][]
      packages_by_criticality: components['schemas']['hashicorp.cloud.packer_20230101.PackageVulnerabilityCount'][]
      total_by_criticality: components['schemas']['hashicorp.cloud.packer_20230101.CriticalityCount'][]
    }
    'hashicorp.cloud.packer_20230101.ListBucketPackagesWithVulnerabilitiesResponse': {
      packages: components['schemas']['hashicorp.cloud.packer_20230101.Package'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer_20230101.ListBucketVulnerabilitiesResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      vulnerabilities: components['schemas']['hashicorp.cloud.packer_20230101.VulnerabilityWithImpacts'][]
    }
    'hashicorp.cloud.packer_20230101.ListBucketsResponse': {
      buckets: components['schemas']['hashicorp.cloud.packer_20230101.Bucket'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer_20230101.ListBuildPackagesResponse': {
      packages: components['schemas']['hashicorp.cloud.packer_20230101.Package'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer_20230101.ListBuildsResponse': {
      builds: components['schemas']['hashicorp.cloud.packer_20230101.Build'][]
      location: components['schemas']['hashicorp.cloud.location.Location']
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer_20230101.ListChannelAssignmentHistoryResponse': {
      /** Format: int32 */
      count: number
      history: components['schemas']['hashicorp.cloud.packer_20230101.ChannelAssignment'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.packer_20230101.ListChannelsResponse': {
      channels: components['schemas']['hashicorp.cloud.packer_20230101.Channel'][]
    }
    'hashicorp.cloud.packer_20230101.ListEnforcedBlocksResponse': {
      enforced_blocks: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlock'][]
    }
    'hashicorp.cloud.packer_20230101.ListSbomsResponse': {
      sboms: components['schemas']['hashicorp.cloud.packer_20230101.Sbom'][]
    }
    'hashicorp.cloud.packer_20230101.ListVersionsResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      versions: components['schemas']['hashicorp.cloud.packer_20230101.Version'][]
    }
    'hashicorp.cloud.packer_20230101.ManageEnforcedBlockLinkedBucketsBody': {
      bucket_names: string[]
    }
    'hashicorp.cloud.packer_20230101.ManageEnforcedBlockLinkedBucketsResponse': {
      enforced_block_buckets: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockBucket'][]
    }
    'hashicorp.cloud.packer_20230101.Package': {
      build_id: string
      build_name: string
      channel_id: string
      channel_name: string
      name: string
      purl: string
      sboms: components['schemas']['hashicorp.cloud.packer_20230101.Sbom'][]
      version: string
      vuln_details: components['schemas']['hashicorp.cloud.packer_20230101.VulnerabilityDetails'][]
    }
    'hashicorp.cloud.packer_20230101.PackageVulnerabilityCount': {
      criticality: string
      package_name: string
      package_purl: string
      package_version: string
      vulnerability_count: string
    }
    'hashicorp.cloud.packer_20230101.Parent': {
      bucket_name: string
      channel_name: string
      channel_version: components['schemas']['hashicorp.cloud.packer_20230101.ChannelVersion']
      version_fingerprint: string
      version_id: string
      version_name: string
    }
    'hashicorp.cloud.packer_20230101.RegenerateTFCRunTaskHmacKeyResponse': {
      hmac_key: string
    }
    'hashicorp.cloud.packer_20230101.Registry': {
      config: components['schemas']['hashicorp.cloud.packer_20230101.RegistryConfig']
      /** Format: date-time */
      created_at: string | null
      id: string
      location: components['schemas']['hashicorp.cloud.location.Location']
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer_20230101.RegistryBillingDeprovision': {
      /** Format: date-time */
      at: string | null
      message: string
      reason: components['schemas']['hashicorp.cloud.packer_20230101.RegistryBillingDeprovision.Reason']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.RegistryBillingDeprovision.Reason':
      'DELINQUENT_BILLING_ACCOUNT' | 'USER_REQUEST' | 'HASHI_ADMIN_REQUEST' | 'DEPROVISIONED_BILLING_ACCOUNT'
    'hashicorp.cloud.packer_20230101.RegistryConfig': {
      activated: boolean
      billing_deprovision: components['schemas']['hashicorp.cloud.packer_20230101.RegistryBillingDeprovision']
      feature_tier: components['schemas']['hashicorp.cloud.packer_20230101.RegistryConfig.Tier']
      tfc_run_task_config: components['schemas']['hashicorp.cloud.packer_20230101.RegistryTFCRunTaskConfig']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.RegistryConfig.Tier': 'UNSET' | 'STANDARD' | 'PLUS'
    'hashicorp.cloud.packer_20230101.RegistryTFCRunTaskConfig': {
      api_id: string
      hmac_key: string
      on_untracked_image: components['schemas']['hashicorp.cloud.packer_20230101.RunTaskBehaviour']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.RevocationType': 'REVOCATION_TYPE_UNSET' | 'MANUAL' | 'INHERITED'
    'hashicorp.cloud.packer_20230101.RevokedAncestor': {
      bucket_name: string
      href: string
      version_fingerprint: string
      version_id: string
      version_name: string
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.RunTaskBehaviour': 'UNSET' | 'FAIL' | 'WARN'
    'hashicorp.cloud.packer_20230101.Sbom': {
      format: components['schemas']['hashicorp.cloud.packer_20230101.SbomFormat']
      id: string
      name: string
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.SbomFormat': 'CYCLONEDX' | 'SPDX'
    'hashicorp.cloud.packer_20230101.SearchExternalArtifactRequestBody': {
      external_identifier: string
      platform: string
      region: string
    }
    'hashicorp.cloud.packer_20230101.SearchExternalArtifactResponse': {
      artifacts: components['schemas']['hashicorp.cloud.packer_20230101.ExternalArtifact'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.TemplateType': 'TEMPLATE_TYPE_UNSET' | 'HCL2' | 'JSON'
    'hashicorp.cloud.packer_20230101.UpdateBucketBody': {
      description: string
      labels: {
        [key: string]: string
      }
      platforms: string[]
    }
    'hashicorp.cloud.packer_20230101.UpdateBucketResponse': {
      bucket: components['schemas']['hashicorp.cloud.packer_20230101.Bucket']
    }
    'hashicorp.cloud.packer_20230101.UpdateBuildBody': {
      artifacts: components['schemas']['hashicorp.cloud.packer_20230101.ArtifactCreateBody'][]
      labels: {
        [key: string]: string
      }
      metadata: components['schemas']['hashicorp.cloud.packer_20230101.BuildMetadata']
      packer_run_uuid: string
      parent_channel_id: string
      parent_version_id: string
      platform: string
      source_external_identifier: string
      status: components['schemas']['hashicorp.cloud.packer_20230101.BuildStatus']
    }
    'hashicorp.cloud.packer_20230101.UpdateBuildResponse': {
      build: components['schemas']['hashicorp.cloud.packer_20230101.Build']
    }
    'hashicorp.cloud.packer_20230101.UpdateChannelBody': {
      restricted: boolean
      update_mask: string
      version_fingerprint: string
    }
    'hashicorp.cloud.packer_20230101.UpdateChannelResponse': {
      channel: components['schemas']['hashicorp.cloud.packer_20230101.Channel']
    }
    'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockBody': {
      labels: {
        [key: string]: string
      }
      name: string
      update_mask: string
    }
    'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockResponse': {
      enforced_block: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlock']
    }
    'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockVersionBody': {
      additional_description: string
      update_mask: string
    }
    'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockVersionResponse': {
      enforced_block_version: components['schemas']['hashicorp.cloud.packer_20230101.EnforcedBlockVersion']
    }
    'hashicorp.cloud.packer_20230101.UpdateRegistryBody': {
      activated: boolean
      feature_tier: components['schemas']['hashicorp.cloud.packer_20230101.RegistryConfig.Tier']
      update_mask: string
    }
    'hashicorp.cloud.packer_20230101.UpdateRegistryResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
      registry: components['schemas']['hashicorp.cloud.packer_20230101.Registry']
    }
    'hashicorp.cloud.packer_20230101.UpdateRunTaskConfigBody': {
      on_untracked_image: components['schemas']['hashicorp.cloud.packer_20230101.RunTaskBehaviour']
    }
    'hashicorp.cloud.packer_20230101.UpdateRunTaskConfigResponse': {
      on_untracked_image: components['schemas']['hashicorp.cloud.packer_20230101.RunTaskBehaviour']
    }
    'hashicorp.cloud.packer_20230101.UpdateVersionBody': {
      complete: boolean
      disable_rollback_channels: boolean
      restore: boolean
      revocation_message: string
      /** Format: date-time */
      revoke_at: string | null
      revoke_in: string
      skip_descendants_revocation: boolean
    }
    'hashicorp.cloud.packer_20230101.UpdateVersionResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
      version: components['schemas']['hashicorp.cloud.packer_20230101.Version']
    }
    'hashicorp.cloud.packer_20230101.UploadSbomBody': {
      /** Format: byte */
      compressed_sbom: string
      format: components['schemas']['hashicorp.cloud.packer_20230101.SbomFormat']
      name: string
    }
    'hashicorp.cloud.packer_20230101.UploadSbomResponse': {
      sbom: components['schemas']['hashicorp.cloud.packer_20230101.Sbom']
    }
    'hashicorp.cloud.packer_20230101.Version': {
      author_id: string
      bucket_name: string
      builds: components['schemas']['hashicorp.cloud.packer_20230101.Build'][]
      /** Format: date-time */
      created_at: string | null
      fingerprint: string
      has_descendants: boolean
      id: string
      name: string
      parents: components['schemas']['hashicorp.cloud.packer_20230101.VersionParents']
      revocation_author: string
      revocation_inherited_from: components['schemas']['hashicorp.cloud.packer_20230101.RevokedAncestor']
      revocation_message: string
      revocation_type: components['schemas']['hashicorp.cloud.packer_20230101.RevocationType']
      /** Format: date-time */
      revoke_at: string | null
      status: components['schemas']['hashicorp.cloud.packer_20230101.VersionStatus']
      template_type: components['schemas']['hashicorp.cloud.packer_20230101.TemplateType']
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.packer_20230101.VersionParents': {
      href: string
      status: components['schemas']['hashicorp.cloud.packer_20230101.AncestryStatus']
    }
    /** @enum {string} */
    'hashicorp.cloud.packer_20230101.VersionStatus':
      | 'VERSION_UNSET'
      | 'VERSION_RUNNING'
      | 'VERSION_CANCELLED'
      | 'VERSION_FAILED'
      | 'VERSION_REVOKED'
      | 'VERSION_REVOCATION_SCHEDULED'
      | 'VERSION_ACTIVE'
      | 'VERSION_INCOMPLETE'
    'hashicorp.cloud.packer_20230101.Vulnerability': {
      criticality: string
      description: string
      /** Format: date-time */
      first_seen_at: string | null
      fixed_version: string
      identifier: string
      /** Format: date-time */
      published_at: string | null
      refers_to: string
      related: string
      /** Format: date-time */
      resolved_at: string | null
      severity: string
      /** Format: date-time */
      withdrawn_at: string | null
    }
    'hashicorp.cloud.packer_20230101.VulnerabilityDetails': {
      /** Format: date-time */
      last_scanned_at: string | null
      vulnerabilities: components['schemas']['hashicorp.cloud.packer_20230101.Vulnerability'][]
    }
    'hashicorp.cloud.packer_20230101.VulnerabilityWithImpacts': {
      impacted_builds: components['schemas']['hashicorp.cloud.packer_20230101.ImpactedBuild'][]
      impacted_channels: components['schemas']['hashicorp.cloud.packer_20230101.ImpactedChannel'][]
      impacted_packages: components['schemas']['hashicorp.cloud.packer_20230101.ImpactedPackage'][]
      vulnerability: components['schemas']['hashicorp.cloud.packer_20230101.Vulnerability']
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
  PackerService_AssignChannelVersion: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.AssignChannelVersionBody']
    response: Schemas['hashicorp.cloud.packer_20230101.AssignChannelVersionResponse']
  }
  PackerService_ListBuckets: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBucketsResponse']
  }
  PackerService_CreateBucket: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.CreateBucketBody']
    response: Schemas['hashicorp.cloud.packer_20230101.CreateBucketResponse']
  }
  PackerService_ListBuilds: {
    params: {
      bucket_name: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBuildsResponse']
  }
  PackerService_CreateBuild: {
    params: {
      bucket_name: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.CreateBuildBody']
    response: Schemas['hashicorp.cloud.packer_20230101.CreateBuildResponse']
  }
  PackerService_ListChannels: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListChannelsResponse']
  }
  PackerService_CreateChannel: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.CreateChannelBody']
    response: Schemas['hashicorp.cloud.packer_20230101.CreateChannelResponse']
  }
  PackerService_ListEnforcedBlocks: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListEnforcedBlocksResponse']
  }
  PackerService_CreateEnforcedBlock: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.CreateEnforcedBlockBody']
    response: Schemas['hashicorp.cloud.packer_20230101.CreateEnforcedBlockResponse']
  }
  PackerService_GetEnforcedBlockVersions: {
    params: { enforced_block_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetEnforcedBlockVersionsResponse']
  }
  PackerService_CreateEnforcedBlockVersion: {
    params: { enforced_block_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.CreateEnforcedBlockVersionBody']
    response: Schemas['hashicorp.cloud.packer_20230101.CreateEnforcedBlockVersionResponse']
  }
  PackerService_GetRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetRegistryResponse']
  }
  PackerService_CreateRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.CreateRegistryBody']
    response: Schemas['hashicorp.cloud.packer_20230101.CreateRegistryResponse']
  }
  PackerService_UpdateRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateRegistryBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateRegistryResponse']
  }
  PackerService_DeleteRegistry: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.DeleteRegistryResponse']
  }
  PackerService_ListVersions: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListVersionsResponse']
  }
  PackerService_CreateVersion: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.CreateVersionBody']
    response: Schemas['hashicorp.cloud.packer_20230101.CreateVersionResponse']
  }
  PackerService_GetBucket: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetBucketResponse']
  }
  PackerService_UpdateBucket: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateBucketBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateBucketResponse']
  }
  PackerService_DeleteBucket: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.DeleteBucketResponse']
  }
  PackerService_GetBuild: {
    params: {
      bucket_name: string
      build_id: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetBuildResponse']
  }
  PackerService_UpdateBuild: {
    params: {
      bucket_name: string
      build_id: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateBuildBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateBuildResponse']
  }
  PackerService_DeleteBuild: {
    params: {
      bucket_name: string
      build_id: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.DeleteBuildResponse']
  }
  PackerService_GetChannel: {
    params: {
      bucket_name: string
      channel_name: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetChannelResponse']
  }
  PackerService_UpdateChannel: {
    params: {
      bucket_name: string
      channel_name: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateChannelBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateChannelResponse']
  }
  PackerService_DeleteChannel: {
    params: {
      bucket_name: string
      channel_name: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.DeleteChannelResponse']
  }
  PackerService_GetEnforcedBlock: {
    params: { enforced_block_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetEnforcedBlockResponse']
  }
  PackerService_UpdateEnforcedBlock: {
    params: { enforced_block_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateEnforcedBlockBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateEnforcedBlockResponse']
  }
  PackerService_DeleteEnforcedBlock: {
    params: { enforced_block_id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.DeleteEnforcedBlockResponse']
  }
  PackerService_UpdateEnforcedBlockVersion: {
    params: {
      enforced_block_id: string
      enforced_block_version_id: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateEnforcedBlockVersionBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateEnforcedBlockVersionResponse']
  }
  PackerService_DeleteEnforcedBlockVersion: {
    params: {
      enforced_block_id: string
      enforced_block_version_id: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.DeleteEnforcedBlockVersionResponse']
  }
  PackerService_GetVersion: {
    params: {
      bucket_name: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetVersionResponse']
  }
  PackerService_UpdateVersion: {
    params: {
      bucket_name: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateVersionBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateVersionResponse']
  }
  PackerService_DeleteVersion: {
    params: {
      bucket_name: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string; rollback_channels?: boolean }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.DeleteVersionResponse']
  }
  PackerService_GetEnforcedBlockLinkedBuckets: {
    params: {
      enforced_block_id: string
      enforced_block_version_id: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetEnforcedBlockLinkedBucketsResponse']
  }
  PackerService_ManageEnforcedBlockLinkedBuckets: {
    params: {
      enforced_block_id: string
      enforced_block_version_id: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.ManageEnforcedBlockLinkedBucketsBody']
    response: Schemas['hashicorp.cloud.packer_20230101.ManageEnforcedBlockLinkedBucketsResponse']
  }
  PackerService_GetEnforcedBlocksByBucket: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetEnforcedBlocksByBucketResponse']
  }
  PackerService_GetRegistryTFCRunTaskAPI: {
    params: { 'location.organization_id': string; 'location.project_id': string; task_type: string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetRegistryTFCRunTaskAPIResponse']
  }
  PackerService_GetRunTaskConfig: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetRunTaskConfigResponse']
  }
  PackerService_UpdateRunTaskConfig: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UpdateRunTaskConfigBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UpdateRunTaskConfigResponse']
  }
  PackerService_GetSbom: {
    params: {
      bucket_name: string
      build_id: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
      sbom_name: string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.GetSbomResponse']
  }
  PackerService_ListBucketAncestry: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      channel_name?: string
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      type?: string
      version_fingerprint?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBucketAncestryResponse']
  }
  PackerService_ListBucketPackages: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      package_name?: string
      package_name_starts_with?: string
      package_version?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBucketPackagesResponse']
  }
  PackerService_ListBucketPackagesVulnerabilitySummary: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBucketPackagesVulnerabilitySummaryResponse']
  }
  PackerService_ListBucketPackagesWithVulnerabilities: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      criticality?: readonly string[]
      identifier?: string
      identifier_starts_with?: string
      'location.region.provider'?: string
      'location.region.region'?: string
      package_name?: string
      package_name_starts_with?: string
      package_version?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBucketPackagesWithVulnerabilitiesResponse']
  }
  PackerService_ListBucketVulnerabilities: {
    params: { bucket_name: string; 'location.organization_id': string; 'location.project_id': string }
    query: {
      criticality?: readonly string[]
      identifier?: string
      identifier_starts_with?: string
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBucketVulnerabilitiesResponse']
  }
  PackerService_ListBuildPackages: {
    params: {
      bucket_name: string
      build_id: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      package_name?: string
      package_name_starts_with?: string
      package_version?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListBuildPackagesResponse']
  }
  PackerService_ListChannelAssignmentHistory: {
    params: {
      bucket_name: string
      channel_name: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListChannelAssignmentHistoryResponse']
  }
  PackerService_ListSboms: {
    params: {
      bucket_name: string
      build_id: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.packer_20230101.ListSbomsResponse']
  }
  PackerService_UploadSbom: {
    params: {
      bucket_name: string
      build_id: string
      fingerprint: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: Schemas['hashicorp.cloud.packer_20230101.UploadSbomBody']
    response: Schemas['hashicorp.cloud.packer_20230101.UploadSbomResponse']
  }
  PackerService_RegenerateTFCRunTaskHmacKey: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {}
    body: Schemas['PackerServiceRegenerateTFCRunTaskHmacKeyBody']
    response: Schemas['hashicorp.cloud.packer_20230101.RegenerateTFCRunTaskHmacKeyResponse']
  }
  PackerService_SearchExternalArtifact: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: Schemas['hashicorp.cloud.packer_20230101.SearchExternalArtifactRequestBody']
    response: Schemas['hashicorp.cloud.packer_20230101.SearchExternalArtifactResponse']
  }
}

export const operations = {
  PackerService_AssignChannelVersion: {
    method: 'POST',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/assign',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/assign',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.AssignChannelVersionBody',
  },
  PackerService_ListBuckets: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_CreateBucket: {
    method: 'PUT',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.CreateBucketBody',
  },
  PackerService_ListBuilds: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds',
    params: ['bucket_name', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_CreateBuild: {
    method: 'POST',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds',
    params: ['bucket_name', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.CreateBuildBody',
  },
  PackerService_ListChannels: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_CreateChannel: {
    method: 'POST',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.CreateChannelBody',
  },
  PackerService_ListEnforcedBlocks: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_CreateEnforcedBlock: {
    method: 'PUT',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.CreateEnforcedBlockBody',
  },
  PackerService_GetEnforcedBlockVersions: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions',
    params: ['enforced_block_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_CreateEnforcedBlockVersion: {
    method: 'PUT',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions',
    params: ['enforced_block_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.CreateEnforcedBlockVersionBody',
  },
  PackerService_GetRegistry: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_CreateRegistry: {
    method: 'PUT',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.CreateRegistryBody',
  },
  PackerService_UpdateRegistry: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateRegistryBody',
  },
  PackerService_DeleteRegistry: {
    method: 'DELETE',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_ListVersions: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_CreateVersion: {
    method: 'POST',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.CreateVersionBody',
  },
  PackerService_GetBucket: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UpdateBucket: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateBucketBody',
  },
  PackerService_DeleteBucket: {
    method: 'DELETE',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_GetBuild: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id',
    params: ['bucket_name', 'build_id', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UpdateBuild: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id',
    params: ['bucket_name', 'build_id', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateBuildBody',
  },
  PackerService_DeleteBuild: {
    method: 'DELETE',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id',
    params: ['bucket_name', 'build_id', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_GetChannel: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name',
    params: ['bucket_name', 'channel_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UpdateChannel: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name',
    params: ['bucket_name', 'channel_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateChannelBody',
  },
  PackerService_DeleteChannel: {
    method: 'DELETE',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name',
    params: ['bucket_name', 'channel_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_GetEnforcedBlock: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id',
    params: ['enforced_block_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UpdateEnforcedBlock: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id',
    params: ['enforced_block_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockBody',
  },
  PackerService_DeleteEnforcedBlock: {
    method: 'DELETE',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id',
    params: ['enforced_block_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UpdateEnforcedBlockVersion: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id',
    params: ['enforced_block_id', 'enforced_block_version_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockVersionBody',
  },
  PackerService_DeleteEnforcedBlockVersion: {
    method: 'DELETE',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id',
    params: ['enforced_block_id', 'enforced_block_version_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_GetVersion: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint',
    params: ['bucket_name', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UpdateVersion: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint',
    params: ['bucket_name', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateVersionBody',
  },
  PackerService_DeleteVersion: {
    method: 'DELETE',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint',
    params: ['bucket_name', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string', rollback_channels: 'boolean' },
    body: null,
  },
  PackerService_GetEnforcedBlockLinkedBuckets: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}/buckets',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id/buckets',
    params: ['enforced_block_id', 'enforced_block_version_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_ManageEnforcedBlockLinkedBuckets: {
    method: 'POST',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}/buckets',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id/buckets',
    params: ['enforced_block_id', 'enforced_block_version_id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.ManageEnforcedBlockLinkedBucketsBody',
  },
  PackerService_GetEnforcedBlocksByBucket: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/bucket/{bucket_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/bucket/:bucket_name',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_GetRegistryTFCRunTaskAPI: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/{task_type}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/:task_type',
    params: ['location.organization_id', 'location.project_id', 'task_type'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_GetRunTaskConfig: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/config',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/config',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UpdateRunTaskConfig: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/config',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/config',
    params: ['location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UpdateRunTaskConfigBody',
  },
  PackerService_GetSbom: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/sboms/{sbom_name}',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/sboms/:sbom_name',
    params: ['bucket_name', 'build_id', 'fingerprint', 'location.organization_id', 'location.project_id', 'sbom_name'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_ListBucketAncestry: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/ancestry',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/ancestry',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: {
      channel_name: 'string',
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      type: 'string',
      version_fingerprint: 'string',
    },
    body: null,
  },
  PackerService_ListBucketPackages: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/packages',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/packages',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      package_name: 'string',
      package_name_starts_with: 'string',
      package_version: 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_ListBucketPackagesVulnerabilitySummary: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/packages/vulnerability-summary',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/packages/vulnerability-summary',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_ListBucketPackagesWithVulnerabilities: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/packages/with-vulnerabilities',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/packages/with-vulnerabilities',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: {
      criticality: 'strings',
      identifier: 'string',
      identifier_starts_with: 'string',
      'location.region.provider': 'string',
      'location.region.region': 'string',
      package_name: 'string',
      package_name_starts_with: 'string',
      package_version: 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_ListBucketVulnerabilities: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/vulnerabilities',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/vulnerabilities',
    params: ['bucket_name', 'location.organization_id', 'location.project_id'],
    query: {
      criticality: 'strings',
      identifier: 'string',
      identifier_starts_with: 'string',
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_ListBuildPackages: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/packages',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/packages',
    params: ['bucket_name', 'build_id', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      package_name: 'string',
      package_name_starts_with: 'string',
      package_version: 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
  },
  PackerService_ListChannelAssignmentHistory: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}/history',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name/history',
    params: ['bucket_name', 'channel_name', 'location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  PackerService_ListSboms: {
    method: 'GET',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/sboms',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/sboms',
    params: ['bucket_name', 'build_id', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  PackerService_UploadSbom: {
    method: 'PUT',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/sboms',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/sboms',
    params: ['bucket_name', 'build_id', 'fingerprint', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: 'hashicorp.cloud.packer_20230101.UploadSbomBody',
  },
  PackerService_RegenerateTFCRunTaskHmacKey: {
    method: 'PATCH',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/hmac',
    route: '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/hmac',
    params: ['location.organization_id', 'location.project_id'],
    query: {},
    body: 'PackerServiceRegenerateTFCRunTaskHmacKeyBody',
  },
  PackerService_SearchExternalArtifact: {
    method: 'POST',
    path: '/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/_search/external_artifact',
    route:
      '/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/_search/external_artifact',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: 'hashicorp.cloud.packer_20230101.SearchExternalArtifactRequestBody',
  },
} as const

export const bodySchemas = {
  PackerServiceRegenerateTFCRunTaskHmacKeyBody: { type: 'object', properties: { location: {} } },
  'hashicorp.cloud.packer_20230101.ArtifactCreateBody': {
    type: 'object',
    properties: { external_identifier: { type: 'string' }, region: { type: 'string' } },
  },
  'hashicorp.cloud.packer_20230101.AssignChannelVersionBody': {
    type: 'object',
    properties: { source_channel: { type: 'string' }, target_channel: { type: 'string' } },
  },
  'hashicorp.cloud.packer_20230101.BuildMetadata': { type: 'object', properties: { cicd: {}, packer: {}, vcs: {} } },
  'hashicorp.cloud.packer_20230101.BuildStatus': {
    type: 'string',
    enum: ['BUILD_UNSET', 'BUILD_RUNNING', 'BUILD_DONE', 'BUILD_CANCELLED', 'BUILD_FAILED'],
  },
  'hashicorp.cloud.packer_20230101.CreateBucketBody': {
    type: 'object',
    properties: {
      description: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      name: { type: 'string' },
    },
  },
  'hashicorp.cloud.packer_20230101.CreateBuildBody': {
    type: 'object',
    properties: {
      artifacts: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.ArtifactCreateBody' },
      },
      component_type: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      packer_run_uuid: { type: 'string' },
      parent_channel_id: { type: 'string' },
      parent_version_id: { type: 'string' },
      platform: { type: 'string' },
      source_external_identifier: { type: 'string' },
      status: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.BuildStatus' },
    },
  },
  'hashicorp.cloud.packer_20230101.CreateChannelBody': {
    type: 'object',
    properties: { name: { type: 'string' }, restricted: { type: 'boolean' }, version_fingerprint: { type: 'string' } },
  },
  'hashicorp.cloud.packer_20230101.CreateEnforcedBlockBody': {
    type: 'object',
    properties: {
      additional_description: { type: 'string' },
      block_content: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      name: { type: 'string' },
      template_type: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.TemplateType' },
      version: { type: 'string' },
    },
  },
  'hashicorp.cloud.packer_20230101.CreateEnforcedBlockVersionBody': {
    type: 'object',
    properties: {
      additional_description: { type: 'string' },
      block_content: { type: 'string' },
      template_type: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.TemplateType' },
      version: { type: 'string' },
    },
  },
  'hashicorp.cloud.packer_20230101.CreateRegistryBody': {
    type: 'object',
    properties: { feature_tier: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.RegistryConfig.Tier' } },
  },
  'hashicorp.cloud.packer_20230101.CreateVersionBody': {
    type: 'object',
    properties: {
      fingerprint: { type: 'string' },
      template_type: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.TemplateType' },
    },
  },
  'hashicorp.cloud.packer_20230101.ManageEnforcedBlockLinkedBucketsBody': {
    type: 'object',
    properties: { bucket_names: { type: 'array', items: { type: 'string' } } },
  },
  'hashicorp.cloud.packer_20230101.RegistryConfig.Tier': { type: 'string', enum: ['UNSET', 'STANDARD', 'PLUS'] },
  'hashicorp.cloud.packer_20230101.RunTaskBehaviour': { type: 'string', enum: ['UNSET', 'FAIL', 'WARN'] },
  'hashicorp.cloud.packer_20230101.SbomFormat': { type: 'string', enum: ['CYCLONEDX', 'SPDX'] },
  'hashicorp.cloud.packer_20230101.SearchExternalArtifactRequestBody': {
    type: 'object',
    properties: { external_identifier: { type: 'string' }, platform: { type: 'string' }, region: { type: 'string' } },
  },
  'hashicorp.cloud.packer_20230101.TemplateType': { type: 'string', enum: ['TEMPLATE_TYPE_UNSET', 'HCL2', 'JSON'] },
  'hashicorp.cloud.packer_20230101.UpdateBucketBody': {
    type: 'object',
    properties: {
      description: { type: 'string' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      platforms: { type: 'array', items: { type: 'string' } },
    },
  },
  'hashicorp.cloud.packer_20230101.UpdateBuildBody': {
    type: 'object',
    properties: {
      artifacts: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.ArtifactCreateBody' },
      },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      metadata: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.BuildMetadata' },
      packer_run_uuid: { type: 'string' },
      parent_channel_id: { type: 'string' },
      parent_version_id: { type: 'string' },
      platform: { type: 'string' },
      source_external_identifier: { type: 'string' },
      status: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.BuildStatus' },
    },
  },
  'hashicorp.cloud.packer_20230101.UpdateChannelBody': {
    type: 'object',
    properties: {
      restricted: { type: 'boolean' },
      update_mask: { type: 'string' },
      version_fingerprint: { type: 'string' },
    },
  },
  'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockBody': {
    type: 'object',
    properties: {
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      name: { type: 'string' },
      update_mask: { type: 'string' },
    },
  },
  'hashicorp.cloud.packer_20230101.UpdateEnforcedBlockVersionBody': {
    type: 'object',
    properties: { additional_description: { type: 'string' }, update_mask: { type: 'string' } },
  },
  'hashicorp.cloud.packer_20230101.UpdateRegistryBody': {
    type: 'object',
    properties: {
      activated: { type: 'boolean' },
      feature_tier: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.RegistryConfig.Tier' },
      update_mask: { type: 'string' },
    },
  },
  'hashicorp.cloud.packer_20230101.UpdateRunTaskConfigBody': {
    type: 'object',
    properties: {
      on_untracked_image: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.RunTaskBehaviour' },
    },
  },
  'hashicorp.cloud.packer_20230101.UpdateVersionBody': {
    type: 'object',
    properties: {
      complete: { type: 'boolean' },
      disable_rollback_channels: { type: 'boolean' },
      restore: { type: 'boolean' },
      revocation_message: { type: 'string' },
      revoke_at: { type: 'string', format: 'date-time' },
      revoke_in: { type: 'string' },
      skip_descendants_revocation: { type: 'boolean' },
    },
  },
  'hashicorp.cloud.packer_20230101.UploadSbomBody': {
    type: 'object',
    properties: {
      compressed_sbom: { type: 'string', format: 'byte' },
      format: { $ref: '#/components/schemas/hashicorp.cloud.packer_20230101.SbomFormat' },
      name: { type: 'string' },
    },
  },
} as const
