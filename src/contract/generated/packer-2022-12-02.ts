// Generated from contract/packer-2022-12-02.json by `npm run generate`. Never edited.
export interface components {
  schemas: {
    SearchByLabelsBody: {
      labels: {
        [key: string]: string
      }
      cloud_provider: string
      region: string
    }
    SearchByLabelsResponse: {
      artifact: components['schemas']['FoundArtifact']
    }
    FoundArtifact: {
      bucket: components['schemas']['FoundBucket']
      version: components['schemas']['FoundVersion']
      build: components['schemas']['FoundBuild']
    }
    FoundBucket: {
      id: string
      name: string
    }
    FoundVersion: {
      id: string
      name: string
      fingerprint: string
      /** Format: date-time */
      revoke_at: string | null
    }
    FoundBuild: {
      id: string
      version_id: string
      component_type: string
      packer_run_uuid: string
      platform: string
      labels: {
        [key: string]: string
      }
      artifacts: components['schemas']['Artifact'][]
    }
    Artifact: {
      id: string
      external_identifier: string
      region: string
    }
    'google.rpc.Status': {
      /** Format: int32 */
      code: number
      message: string
      details: components['schemas']['google.protobuf.Any'][]
    }
    'google.protobuf.Any': {
      '@type': string
    } & {
      [key: string]: unknown
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
  PackerService_SearchByLabels: {
    params: {
      bucket_name: string
      channel_name: string
      'location.organization_id': string
      'location.project_id': string
    }
    query: {}
    body: Schemas['SearchByLabelsBody']
    response: Schemas['SearchByLabelsResponse']
  }
}

export const operations = {
  PackerService_SearchByLabels: {
    method: 'POST',
    path: '/packer/2022-12-02/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_name}/channels/{channel_name}/_search/by_labels',
    route:
      '/packer/2022-12-02/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_name/channels/:channel_name/_search/by_labels',
    params: ['bucket_name', 'channel_name', 'location.organization_id', 'location.project_id'],
    query: {},
    body: 'SearchByLabelsBody',
  },
} as const

export const bodySchemas = {
  SearchByLabelsBody: {
    type: 'object',
    properties: {
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      cloud_provider: { type: 'string' },
      region: { type: 'string' },
    },
  },
} as const
