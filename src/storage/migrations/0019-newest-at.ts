// Stores with each bucket when its newest complete version was completed, so that buckets can be listed by it. The database
// itself maintains the column, because an earlier version of the server may run beside this one. A complete version does not
// change any more, so it was completed when it was last updated. The column is empty where no version is complete: pages are
// cut by it, so it is not null.
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
