/** Operations that answer 501 with code 12 for now; docs/COMPATIBILITY.md is made from this list. */
export const unimplemented = [
  'WebhookService_CreateWebhook',
  'WebhookService_ListWebhooks',
  'WebhookService_DeleteWebhook',
  'WebhookService_GetWebhook',
  'WebhookService_UpdateWebhook',
  'WebhookService_ListWebhookDeliveries',
  'WebhookService_UpdateWebhookName',
] as const
