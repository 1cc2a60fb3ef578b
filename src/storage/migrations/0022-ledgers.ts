// Events get positions in ledgers after they have been committed. The database itself records which events wait for a position,
// so that no statement can forget to, not even one of an earlier version that still runs beside this one. That is also the
// cheapest way: it takes no extra statement to write an event, or ten thousand.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const ledgers = ({ textType, trigger }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema
      .createTable('unsealed_event')
      .addColumn('event_id', textType, (column) => column.notNull().primaryKey())
      .execute()
    await schema
      .createTable('sealed_event')
      .addColumn('ledger', textType, (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('event_id', textType, (column) => column.notNull().unique())
      .addColumn('hash', textType, (column) => column.notNull())
      .addPrimaryKeyConstraint('sealed_event_pk', ['ledger', 'position'])
      .execute()
    await schema
      .createTable('ledger')
      .addColumn('id', textType, (column) => column.notNull().primaryKey())
      .addColumn('organization_id', textType, (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('hash', textType, (column) => column.notNull())
      .addColumn('told_position', 'integer', (column) => column.notNull())
      .addColumn('told_at', textType, (column) => column.notNull())
      .execute()
    const waiting = trigger({
      name: 'unsealed_after_insert_of_event',
      table: 'event',
      event: 'insert',
      columns: ['id'],
      statement: (changed) => `insert into unsealed_event (event_id) select id from ${changed}`,
    })
    for (const statement of waiting) await statement.execute(db)
    // After the trigger, which adds all later events.
    await sql`insert into unsealed_event (event_id) select id from event`.execute(db)
  },
})
