// Events have places in ledgers, which they get after they are committed. The database itself keeps which of them wait for
// one, so that no statement can forget it, not even one of an earlier version that still runs beside this one; and it is the
// cheapest: no statement more for whoever writes an event, or ten thousand.
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
    // Afterwards: from then on all others are in it already.
    await sql`insert into unsealed_event (event_id) select id from event`.execute(db)
  },
})
