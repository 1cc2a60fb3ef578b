// How far each ledger has been proved, and what replaces events that were pruned: a signed stub, and for versions the builds
// that their events contained.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const proofsAndStubs = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .alterTable('ledger')
      .addColumn('sealed_at', text, (column) => column.notNull().defaultTo(''))
      .execute()
    await schema
      .createTable('ledger_proof')
      .addColumn('ledger', text, (column) => column.notNull().primaryKey())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('hash', text, (column) => column.notNull())
      .addColumn('proved_at', text)
      .addColumn('broken', text)
      .addColumn('walk', text)
      .execute()
    await schema
      .createTable('ledger_stub')
      .addColumn('ledger', text, (column) => column.notNull().primaryKey())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('hash', text, (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('first_at', text, (column) => column.notNull())
      .addColumn('last_at', text, (column) => column.notNull())
      .addColumn('pruned_at', text, (column) => column.notNull())
      .addColumn('key_id', text, (column) => column.notNull())
      .addColumn('signature', text, (column) => column.notNull())
      .execute()
    await schema
      .createTable('kept_builds')
      .addColumn('version_id', text, (column) => column.notNull().primaryKey())
      .addColumn('bucket_id', text, (column) => column.notNull())
      .addColumn('ledger', text, (column) => column.notNull())
      .addColumn('builds', text, (column) => column.notNull())
      .execute()
    await schema.createIndex('kept_builds_by_bucket_id').on('kept_builds').column('bucket_id').execute()
    await schema.createIndex('kept_builds_by_ledger').on('kept_builds').column('ledger').execute()
    // Events with a delivery are kept for as long as the delivery can be sent again.
    await schema
      .createIndex('webhook_delivery_by_event_id')
      .on('webhook_delivery')
      .columns(['event_id', 'id'])
      .execute()
  },
})
