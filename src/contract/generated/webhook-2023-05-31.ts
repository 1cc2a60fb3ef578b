// Generated from contract/webhook-2023-05-31.json by `npm run generate`. Never edited.
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
    'hashicorp.cloud.webhook.CreateWebhookRequestBody': {
      config: components['schemas']['hashicorp.cloud.webhook.WebhookConfig']
      description: string
      enabled: boolean
      name: string
      subscriptions: components['schemas']['hashicorp.cloud.webhook.WebhookSubscription'][]
      test_payload: components['schemas']['hashicorp.cloud.webhook.WebhookPayload']
    }
    'hashicorp.cloud.webhook.CreateWebhookResponse': {
      webhook: components['schemas']['hashicorp.cloud.webhook.Webhook']
    }
    'hashicorp.cloud.webhook.DeleteWebhookResponse': unknown
    'hashicorp.cloud.webhook.GetWebhookResponse': {
      webhook: components['schemas']['hashicorp.cloud.webhook.Webhook']
    }
    'hashicorp.cloud.webhook.ListWebhookDeliveriesResponse': {
      deliveries: components['schemas']['hashicorp.cloud.webhook.WebhookDelivery'][]
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
    }
    'hashicorp.cloud.webhook.ListWebhooksResponse': {
      pagination: components['schemas']['hashicorp.cloud.common.PaginationResponse']
      webhooks: components['schemas']['hashicorp.cloud.webhook.Webhook'][]
    }
    'hashicorp.cloud.webhook.UpdateWebhookNameRequestBody': {
      name: string
    }
    'hashicorp.cloud.webhook.UpdateWebhookNameResponse': {
      webhook: components['schemas']['hashicorp.cloud.webhook.Webhook']
    }
    'hashicorp.cloud.webhook.UpdateWebhookRequestBody': {
      test_payload: components['schemas']['hashicorp.cloud.webhook.WebhookPayload']
      update_mask: string
      webhook: components['schemas']['hashicorp.cloud.webhook.Webhook']
    }
    'hashicorp.cloud.webhook.UpdateWebhookResponse': {
      webhook: components['schemas']['hashicorp.cloud.webhook.Webhook']
    }
    'hashicorp.cloud.webhook.Webhook': {
      config: components['schemas']['hashicorp.cloud.webhook.WebhookConfig']
      /** Format: date-time */
      created_at: string | null
      description: string
      enabled: boolean
      last_delivery: components['schemas']['hashicorp.cloud.webhook.WebhookDelivery']
      resource_id: string
      resource_name: string
      subscriptions: components['schemas']['hashicorp.cloud.webhook.WebhookSubscription'][]
      /** Format: date-time */
      updated_at: string | null
    }
    'hashicorp.cloud.webhook.WebhookConfig': {
      format: string
      hmac_key: string
      url: string
    }
    'hashicorp.cloud.webhook.WebhookDelivery': {
      id: string
      request: components['schemas']['hashicorp.cloud.webhook.WebhookRequest']
      response: components['schemas']['hashicorp.cloud.webhook.WebhookResponse']
      /** Format: int32 */
      retries: number
      webhook_resource_id: string
    }
    'hashicorp.cloud.webhook.WebhookPayload': {
      event_action: string
      event_description: string
      event_id: string
      event_payload: unknown
      event_source: string
      event_version: string
      resource_id: string
      resource_name: string
    }
    'hashicorp.cloud.webhook.WebhookRequest': {
      headers: {
        [key: string]: string
      }
      payload: unknown
      /** Format: date-time */
      sent_at: string | null
      url: string
    }
    'hashicorp.cloud.webhook.WebhookResponse': {
      body: string
      headers: {
        [key: string]: string
      }
      /** Format: int32 */
      status_code: number
    }
    'hashicorp.cloud.webhook.WebhookSubscription': {
      events: components['schemas']['hashicorp.cloud.webhook.WebhookSubscriptionEvent'][]
      resource_id: string
    }
    'hashicorp.cloud.webhook.WebhookSubscriptionEvent': {
      action: string
      source: string
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
  WebhookService_ListWebhooks: {
    params: { parent_resource_name: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.webhook.ListWebhooksResponse']
  }
  WebhookService_CreateWebhook: {
    params: { parent_resource_name: string }
    query: {}
    body: Schemas['hashicorp.cloud.webhook.CreateWebhookRequestBody']
    response: Schemas['hashicorp.cloud.webhook.CreateWebhookResponse']
  }
  WebhookService_GetWebhook: {
    params: { resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.webhook.GetWebhookResponse']
  }
  WebhookService_UpdateWebhook: {
    params: { resource_name: string }
    query: {}
    body: Schemas['hashicorp.cloud.webhook.UpdateWebhookRequestBody']
    response: Schemas['hashicorp.cloud.webhook.UpdateWebhookResponse']
  }
  WebhookService_DeleteWebhook: {
    params: { resource_name: string }
    query: {}
    body: undefined
    response: Schemas['hashicorp.cloud.webhook.DeleteWebhookResponse']
  }
  WebhookService_ListWebhookDeliveries: {
    params: { parent_resource_name: string }
    query: {
      'pagination.next_page_token'?: string
      'pagination.page_size'?: number
      'pagination.previous_page_token'?: string
      'sorting.order_by'?: readonly string[]
    }
    body: undefined
    response: Schemas['hashicorp.cloud.webhook.ListWebhookDeliveriesResponse']
  }
  WebhookService_UpdateWebhookName: {
    params: { resource_name: string }
    query: {}
    body: Schemas['hashicorp.cloud.webhook.UpdateWebhookNameRequestBody']
    response: Schemas['hashicorp.cloud.webhook.UpdateWebhookNameResponse']
  }
}

export const operations = {
  WebhookService_ListWebhooks: {
    method: 'GET',
    path: '/2023-05-31/webhook/{parent_resource_name}/webhooks',
    route: '/2023-05-31/webhook/:parent_resource_name/webhooks',
    params: ['parent_resource_name'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['project/*'] },
  },
  WebhookService_CreateWebhook: {
    method: 'POST',
    path: '/2023-05-31/webhook/{parent_resource_name}/webhooks',
    route: '/2023-05-31/webhook/:parent_resource_name/webhooks',
    params: ['parent_resource_name'],
    query: {},
    body: 'hashicorp.cloud.webhook.CreateWebhookRequestBody',
    resourceName: { parameter: 'parent_resource_name', patterns: ['project/*'] },
  },
  WebhookService_GetWebhook: {
    method: 'GET',
    path: '/2023-05-31/{resource_name}',
    route: '/2023-05-31/:resource_name',
    params: ['resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name', patterns: ['webhook/project/*/geo/*/webhook/*'] },
  },
  WebhookService_UpdateWebhook: {
    method: 'PATCH',
    path: '/2023-05-31/{resource_name}',
    route: '/2023-05-31/:resource_name',
    params: ['resource_name'],
    query: {},
    body: 'hashicorp.cloud.webhook.UpdateWebhookRequestBody',
    resourceName: { parameter: 'resource_name', patterns: ['webhook/project/*/geo/*/webhook/*'] },
  },
  WebhookService_DeleteWebhook: {
    method: 'DELETE',
    path: '/2023-05-31/{resource_name}',
    route: '/2023-05-31/:resource_name',
    params: ['resource_name'],
    query: {},
    body: null,
    resourceName: { parameter: 'resource_name', patterns: ['webhook/project/*/geo/*/webhook/*'] },
  },
  WebhookService_ListWebhookDeliveries: {
    method: 'GET',
    path: '/2023-05-31/{parent_resource_name}/deliveries',
    route: '/2023-05-31/:parent_resource_name/deliveries',
    params: ['parent_resource_name'],
    query: {
      'pagination.next_page_token': 'string',
      'pagination.page_size': 'integer',
      'pagination.previous_page_token': 'string',
      'sorting.order_by': 'strings',
    },
    body: null,
    resourceName: { parameter: 'parent_resource_name', patterns: ['webhook/project/*/geo/*/webhook/*'] },
  },
  WebhookService_UpdateWebhookName: {
    method: 'PATCH',
    path: '/2023-05-31/{resource_name}/name',
    route: '/2023-05-31/:resource_name/name',
    params: ['resource_name'],
    query: {},
    body: 'hashicorp.cloud.webhook.UpdateWebhookNameRequestBody',
    resourceName: { parameter: 'resource_name', patterns: ['webhook/project/*/geo/*/webhook/*'] },
  },
} as const

export const bodySchemas = {
  'hashicorp.cloud.webhook.CreateWebhookRequestBody': {
    type: 'object',
    properties: {
      config: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookConfig' },
      description: { type: 'string' },
      enabled: { type: 'boolean' },
      name: { type: 'string' },
      subscriptions: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookSubscription' },
      },
      test_payload: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookPayload' },
    },
  },
  'hashicorp.cloud.webhook.UpdateWebhookNameRequestBody': { type: 'object', properties: { name: { type: 'string' } } },
  'hashicorp.cloud.webhook.UpdateWebhookRequestBody': {
    type: 'object',
    properties: {
      test_payload: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookPayload' },
      update_mask: { type: 'string' },
      webhook: { $ref: '#/components/schemas/hashicorp.cloud.webhook.Webhook' },
    },
  },
  'hashicorp.cloud.webhook.Webhook': {
    type: 'object',
    properties: {
      config: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookConfig' },
      created_at: { type: 'string', format: 'date-time' },
      description: { type: 'string' },
      enabled: { type: 'boolean' },
      last_delivery: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookDelivery' },
      resource_id: { type: 'string' },
      resource_name: { type: 'string' },
      subscriptions: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookSubscription' },
      },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  'hashicorp.cloud.webhook.WebhookConfig': {
    type: 'object',
    properties: { format: { type: 'string' }, hmac_key: { type: 'string' }, url: { type: 'string' } },
  },
  'hashicorp.cloud.webhook.WebhookDelivery': {
    type: 'object',
    properties: {
      id: { type: 'string' },
      request: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookRequest' },
      response: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookResponse' },
      retries: { type: 'integer', format: 'int32' },
      webhook_resource_id: { type: 'string' },
    },
  },
  'hashicorp.cloud.webhook.WebhookPayload': {
    type: 'object',
    properties: {
      event_action: { type: 'string' },
      event_description: { type: 'string' },
      event_id: { type: 'string' },
      event_payload: {},
      event_source: { type: 'string' },
      event_version: { type: 'string' },
      resource_id: { type: 'string' },
      resource_name: { type: 'string' },
    },
  },
  'hashicorp.cloud.webhook.WebhookRequest': {
    type: 'object',
    properties: {
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      payload: {},
      sent_at: { type: 'string', format: 'date-time' },
      url: { type: 'string' },
    },
  },
  'hashicorp.cloud.webhook.WebhookResponse': {
    type: 'object',
    properties: {
      body: { type: 'string' },
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      status_code: { type: 'integer', format: 'int32' },
    },
  },
  'hashicorp.cloud.webhook.WebhookSubscription': {
    type: 'object',
    properties: {
      events: {
        type: 'array',
        items: { $ref: '#/components/schemas/hashicorp.cloud.webhook.WebhookSubscriptionEvent' },
      },
      resource_id: { type: 'string' },
    },
  },
  'hashicorp.cloud.webhook.WebhookSubscriptionEvent': {
    type: 'object',
    properties: { action: { type: 'string' }, source: { type: 'string' } },
  },
} as const
