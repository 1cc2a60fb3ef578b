// The events of one bucket are searched newest first, like all events of its project.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const eventsByBucket = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.createIndex('event_by_bucket_id_at').on('event').columns(['bucket_id', 'at', 'id']).execute()
  },
})
