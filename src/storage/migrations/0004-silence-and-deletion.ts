// Builds that have not sent a heartbeat are watched too, by the time at which they were reported as running. Buckets are put
// out of sight at once when they are deleted, and cleared away later.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/dialect.ts'

export const watchBuildsAndPutBucketsOutOfSight = ({ textType }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema.alterTable('build').addColumn('started_at', textType).execute()
    await sql`update build set started_at = updated_at where status = 'running' and heartbeat_at is null`.execute(db)
    await schema.dropIndex('build_by_heartbeat_at').execute()
    for (const column of ['heartbeat_at', 'started_at'])
      await schema
        .createIndex(`build_by_${column}`)
        .on('build')
        .columns([column, 'id'])
        .where(sql.ref(column), 'is not', null)
        .execute()

    await schema.alterTable('bucket').addColumn('deleted_at', textType).execute()
    await schema
      .createIndex('bucket_by_deleted_at')
      .on('bucket')
      .columns(['deleted_at', 'id'])
      .where(sql.ref('deleted_at'), 'is not', null)
      .execute()
  },
})
