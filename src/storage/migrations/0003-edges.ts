// Stores which version was built from which, as rows of its own. Builds name parents that may be gone, belong to another
// project, or be named many times over. Finding that out at every read costs more the more versions there are.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/dialect.ts'

export const addEdges = ({ textType }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db
    const text = textType

    await schema
      .createTable('version_edge')
      .addColumn('id', text, (column) => column.notNull())
      .addColumn('child_version_id', text, (column) => column.notNull().references('version.id').onDelete('cascade'))
      .addColumn('child_bucket_id', text, (column) => column.notNull())
      .addColumn('parent_version_id', text, (column) => column.notNull().references('version.id').onDelete('cascade'))
      .addColumn('parent_bucket_id', text, (column) => column.notNull())
      // No reference: an edge outlives the channel that it was found through.
      .addColumn('channel_id', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('version_edge_key', ['child_version_id', 'parent_version_id', 'channel_id'])
      .execute()
    await sql`
      insert into version_edge
        (id, child_version_id, child_bucket_id, parent_version_id, parent_bucket_id, channel_id, created_at)
      select min(id), child_version_id, child_bucket_id, parent_version_id, parent_bucket_id, channel_id, min(created_at)
      from (
        select build.id, build.created_at, child.id as child_version_id, child.bucket_id as child_bucket_id,
          parent.id as parent_version_id, parent.bucket_id as parent_bucket_id,
          coalesce((
            select channel.id from channel join bucket on bucket.id = channel.bucket_id
            where channel.id = build.parent_channel_id and bucket.project_id = child_bucket.project_id
          ), '') as channel_id
        from build
        join version as child on child.id = build.version_id
        join bucket as child_bucket on child_bucket.id = child.bucket_id
        join version as parent on parent.id = build.parent_version_id
        join bucket as parent_bucket on parent_bucket.id = parent.bucket_id
        where build.parent_version_id <> '' and parent.id <> child.id
          and parent_bucket.project_id = child_bucket.project_id
      ) as named
      group by child_version_id, child_bucket_id, parent_version_id, parent_bucket_id, channel_id
    `.execute(db)
    await schema
      .createIndex('version_edge_by_parent_version_id')
      .on('version_edge')
      .columns(['parent_version_id', 'child_version_id'])
      .execute()
    await schema
      .createIndex('version_edge_by_parent_bucket_id')
      .on('version_edge')
      .columns(['parent_bucket_id', 'child_bucket_id', 'child_version_id'])
      .execute()

    // No released version has ever used them.
    await schema.dropIndex('build_by_parent_version_id').execute()
    await schema.dropTable('bucket_ancestry').execute()
  },
})
