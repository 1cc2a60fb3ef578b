// A delivery that its receiver refuses because of its content is set aside, so that later ones are sent meanwhile.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const deliveriesSetAside = ({ textType }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('webhook_delivery').addColumn('again_at', textType).execute()
    // Until now, only webhooks that paused were due at any other time than when something was enqueued.
    await schema
      .alterTable('webhook')
      .addColumn('paused', 'integer', (added) => added.notNull().defaultTo(1))
      .execute()
    await schema
      .createIndex('webhook_delivery_set_aside_by_webhook_id_again_at')
      .on('webhook_delivery')
      .columns(['webhook_id', 'again_at', 'id'])
      .where(sql.ref('state'), '=', sql.lit('set-aside'))
      .execute()
  },
})
