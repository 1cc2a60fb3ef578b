// Events tell by which request they came about, and from where that came. What happened in an organization is looked through
// newest first, beside all that happened in one project.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const eventsWithRequests = ({ textType }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    for (const column of ['address', 'request_id'])
      await schema
        .alterTable('event')
        .addColumn(column, textType, (added) => added.notNull().defaultTo(''))
        .execute()
    const columns = ['organization_id', 'at', 'id']
    await schema.createIndex('event_by_organization_id_at').on('event').columns(columns).execute()
  },
})
