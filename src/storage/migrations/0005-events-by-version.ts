// Events name the version that they are about, so that the event of its completion, which contains its builds, can be found.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/dialect.ts'
import type { Schema } from '../schema.ts'

// Each event contains the builds of a version.
const AT_ONCE = 50

export const nameVersionsInEvents = ({ textType }: Capabilities): Migration => ({
  async up(db: Kysely<Schema>) {
    await db.schema
      .alterTable('event')
      .addColumn('version_id', textType, (column) => column.notNull().defaultTo(''))
      .execute()
    await fillIn(db)
    await db.schema
      .createIndex('event_by_version_id')
      .on('event')
      .column('version_id')
      .where(sql.ref('action'), '=', sql.lit('complete'))
      .execute()
  },
})

async function fillIn(db: Kysely<Schema>): Promise<void> {
  for (let last = ''; ;) {
    const events = await db
      .selectFrom('event')
      .select(['id', 'payload'])
      .where('action', '=', 'complete')
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { id, payload } of events) {
      const { version } = JSON.parse(payload) as { readonly version?: { readonly id?: string } }
      await db
        .updateTable('event')
        .set({ version_id: version?.id ?? '' })
        .where('id', '=', id)
        .execute()
      last = id
    }
    if (events.length < AT_ONCE) return
  }
}
