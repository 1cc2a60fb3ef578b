// When the newest complete version of a bucket was complete, kept with the bucket, so that buckets can be listed by it. The
// database itself keeps it, because an earlier version of the server may run beside this one. A complete version changes no
// more: it was complete when it was updated last. Empty where none is complete: pages are cut by this column.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities, Trigger } from '../engine/capabilities.ts'

const newestAt = `coalesce((
  select newest.updated_at from version as newest
  where newest.bucket_id = bucket.id and newest.sequence > 0
  order by newest.sequence desc limit 1
), '')`

const keep = (event: Trigger['event']): Trigger => ({
  name: `newest_at_after_${event}_of_version`,
  table: 'version',
  event,
  columns: ['bucket_id', 'sequence'],
  statement: (changed) => `
    update bucket set newest_at = ${newestAt}
    where id in (select changed.bucket_id from ${changed} where changed.sequence > 0) and deleted_at is null`,
})

export const listBucketsByNewest = ({ textType, trigger }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema
      .alterTable('bucket')
      .addColumn('newest_at', textType, (column) => column.notNull().defaultTo(''))
      .execute()
    await sql`update bucket set newest_at = ${sql.raw(newestAt)}`.execute(db)
    for (const statement of (['insert', 'update', 'delete'] as const).map(keep).flatMap(trigger))
      await statement.execute(db)
    await schema
      .createIndex('bucket_by_project_id_newest_at')
      .on('bucket')
      .columns(['project_id', 'newest_at', 'id'])
      .execute()
  },
})
