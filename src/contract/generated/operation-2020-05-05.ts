// Generated from contract/operation-2020-05-05.json by `npm run generate`. Never edited.
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
    'hashicorp.cloud.operation.GetResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
    }
    'hashicorp.cloud.operation.ListResponse': {
      operations: components['schemas']['hashicorp.cloud.operation.Operation'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
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
    'hashicorp.cloud.operation.WaitResponse': {
      operation: components['schemas']['hashicorp.cloud.operation.Operation']
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
  Get: {
    params: { id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.operation.GetResponse']
  }
  List: {
    params: { 'location.organization_id': string; 'location.project_id': string }
    query: {
      'linked_resource.description'?: string
      'linked_resource.id'?: string
      'linked_resource.location.region.provider'?: string
      'linked_resource.location.region.region'?: string
      'linked_resource.type'?: string
      'linked_resource.uuid'?: string
      'location.region.provider'?: string
      'location.region.region'?: string
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
    }
    body: undefined
    response: Schemas['hashicorp.cloud.operation.ListResponse']
  }
  Wait: {
    params: { id: string; 'location.organization_id': string; 'location.project_id': string }
    query: { 'location.region.provider'?: string; 'location.region.region'?: string; timeout?: string }
    body: undefined
    response: Schemas['hashicorp.cloud.operation.WaitResponse']
  }
}

export const operations = {
  Get: {
    method: 'GET',
    path: '/operation/2020-05-05/organizations/{location.organization_id}/projects/{location.project_id}/operations/{id}',
    route:
      '/operation/2020-05-05/organizations/:location__organization_id/projects/:location__project_id/operations/:id',
    params: ['id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string' },
    body: null,
  },
  List: {
    method: 'GET',
    path: '/operation/2020-05-05/organizations/{location.organization_id}/projects/{location.project_id}/operations',
    route: '/operation/2020-05-05/organizations/:location__organization_id/projects/:location__project_id/operations',
    params: ['location.organization_id', 'location.project_id'],
    query: {
      'linked_resource.description': 'string',
      'linked_resource.id': 'string',
      'linked_resource.location.region.provider': 'string',
      'linked_resource.location.region.region': 'string',
      'linked_resource.type': 'string',
      'linked_resource.uuid': 'string',
      'location.region.provider': 'string',
      'location.region.region': 'string',
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
    },
    body: null,
  },
  Wait: {
    method: 'GET',
    path: '/operation/2020-05-05/organizations/{location.organization_id}/projects/{location.project_id}/operations/{id}/wait',
    route:
      '/operation/2020-05-05/organizations/:location__organization_id/projects/:location__project_id/operations/:id/wait',
    params: ['id', 'location.organization_id', 'location.project_id'],
    query: { 'location.region.provider': 'string', 'location.region.region': 'string', timeout: 'string' },
    body: null,
  },
} as const

export const bodySchemas = {} as const
