// What happened to one bucket is looked through newest first, beside all that happened in its project.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const eventsByBucket = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.createIndex('event_by_bucket_id_at').on('event').columns(['bucket_id', 'at', 'id']).execute()
  },
})
