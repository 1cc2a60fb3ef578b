// Events record the request that caused them, and the address it came from. The events of an organization are searched newest
// first, like those of one project.
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
