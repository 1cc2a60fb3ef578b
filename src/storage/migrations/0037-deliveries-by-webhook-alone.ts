// Deliveries that are over are pruned webhook by webhook: nothing looks them up by their age alone any more.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const deliveriesByWebhookAlone = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.dropIndex('webhook_delivery_by_age').execute()
  },
})
