// Generated from contract/billing-2020-11-05.json by `npm run generate`. Never edited.
export interface components {
  schemas: {
    BillingAccount: {
      id: string
      organization_id: string
      name: string
      project_ids: string[]
      country: string
      status: string
    }
    GetBillingAccountResponse: {
      billing_account: components['schemas']['BillingAccount']
    }
    UpdateBillingAccountRequest: {
      project_ids: string[]
      name: string
    }
    UpdateBillingAccountResponse: {
      billing_account: components['schemas']['BillingAccount']
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
  BillingAccountService_Get: {
    params: { organization_id: string; id: string }
    query: {}
    body: undefined
    response: Schemas['GetBillingAccountResponse']
  }
  BillingAccountService_Update: {
    params: { organization_id: string; id: string }
    query: {}
    body: Schemas['UpdateBillingAccountRequest']
    response: Schemas['UpdateBillingAccountResponse']
  }
}

export const operations = {
  BillingAccountService_Get: {
    method: 'GET',
    path: '/billing/2020-11-05/organizations/{organization_id}/accounts/{id}',
    route: '/billing/2020-11-05/organizations/:organization_id/accounts/:id',
    params: ['organization_id', 'id'],
    query: {},
    body: null,
  },
  BillingAccountService_Update: {
    method: 'PUT',
    path: '/billing/2020-11-05/organizations/{organization_id}/accounts/{id}',
    route: '/billing/2020-11-05/organizations/:organization_id/accounts/:id',
    params: ['organization_id', 'id'],
    query: {},
    body: 'UpdateBillingAccountRequest',
  },
} as const

export const bodySchemas = {
  UpdateBillingAccountRequest: {
    type: 'object',
    properties: { project_ids: { type: 'array', items: { type: 'string' } }, name: { type: 'string' } },
  },
} as const
