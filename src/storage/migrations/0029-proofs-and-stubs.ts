// How far each ledger was proved, and what stands for the events that were pruned: a signed stub, and of versions the builds that
// their events told of.
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
  },
})
