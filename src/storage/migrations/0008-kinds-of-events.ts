// Events have a kind and an organization. The kind of older events follows from their words.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'
import type { Schema } from '../schema.ts'

export const kindsOfEvents = ({ textType }: Capabilities): Migration => ({
  async up(db: Kysely<Schema>) {
    for (const column of ['kind', 'organization_id'])
      await db.schema
        .alterTable('event')
        .addColumn(column, textType, (added) => added.notNull().defaultTo(''))
        .execute()
    await sql`update event set organization_id =
      coalesce((select organization_id from project where project.id = event.project_id), '')`.execute(db)
  },
})
