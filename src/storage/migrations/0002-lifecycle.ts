// Revocation, ancestry, heartbeats and jobs: what happens to an image after it was recorded.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/dialect.ts'

export const addLifecycle = ({ textType }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    const { schema } = db
    const text = textType

    // The version is named by its id and not referenced: descendants stay revoked when the ancestor is deleted.
    await schema
      .createTable('revocation')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('project_id', text, (column) => column.notNull().references('project.id'))
      .addColumn('version_id', text, (column) => column.notNull().unique())
      .addColumn('bucket_id', text, (column) => column.notNull())
      .addColumn('bucket_name', text, (column) => column.notNull())
      .addColumn('fingerprint', text, (column) => column.notNull())
      .addColumn('sequence', 'integer', (column) => column.notNull())
      .addColumn('at', text, (column) => column.notNull())
      .addColumn('message', text, (column) => column.notNull())
      .addColumn('author', text, (column) => column.notNull())
      .addColumn('include_descendants', 'integer', (column) => column.notNull())
      .addColumn('rollback_channels', 'integer', (column) => column.notNull())
      .addColumn('applied_at', text)
      .addColumn('created_at', text, (column) => column.notNull())
      .execute()

    // Code that deletes a revocation deletes its heirs' rows. A foreign key would be checked, and the row that it refers to
    // locked, once for each of thousands.
    await schema
      .createTable('inherited_revocation')
      .addColumn('version_id', text, (column) => column.notNull().references('version.id').onDelete('cascade'))
      .addColumn('revocation_id', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('inherited_revocation_key', ['version_id', 'revocation_id'])
      .execute()
    await schema
      .createIndex('inherited_revocation_by_revocation_id')
      .on('inherited_revocation')
      .column('revocation_id')
      .execute()

    await schema
      .createIndex('build_by_parent_version_id')
      .on('build')
      .columns(['parent_version_id', 'version_id'])
      .execute()

    // Children are looked for among these buckets: a base has many versions, and few of them ever became a parent.
    await schema
      .createTable('bucket_ancestry')
      .addColumn('parent_bucket_id', text, (column) => column.notNull().references('bucket.id').onDelete('cascade'))
      .addColumn('child_bucket_id', text, (column) => column.notNull().references('bucket.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('bucket_ancestry_key', ['parent_bucket_id', 'child_bucket_id'])
      .execute()
    await schema
      .createIndex('bucket_ancestry_by_child_bucket_id')
      .on('bucket_ancestry')
      .column('child_bucket_id')
      .execute()
    await sql`
      insert into bucket_ancestry (parent_bucket_id, child_bucket_id)
      select distinct parent_bucket.id, child_bucket.id
      from build
      join version as child on child.id = build.version_id
      join bucket as child_bucket on child_bucket.id = child.bucket_id
      join version as parent on parent.id = build.parent_version_id
      join bucket as parent_bucket on parent_bucket.id = parent.bucket_id
      where parent_bucket.project_id = child_bucket.project_id
    `.execute(db)

    await schema.alterTable('build').addColumn('heartbeat_at', text).execute()
    await schema
      .createIndex('build_by_heartbeat_at')
      .on('build')
      .column('heartbeat_at')
      .where(sql.ref('heartbeat_at'), 'is not', null)
      .execute()

    await schema
      .createTable('job')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('subject', text, (column) => column.notNull())
      .addColumn('run_at', text, (column) => column.notNull())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('last_error', text, (column) => column.notNull())
      .addColumn('claimed_until', text)
      .addColumn('created_at', text, (column) => column.notNull())
      .addUniqueConstraint('job_subject_unique', ['kind', 'subject'])
      .execute()
    await schema
      .createTable('run_task')
      .addColumn('project_id', text, (column) => column.notNull().primaryKey().references('project.id'))
      .addColumn('api_id', text, (column) => column.notNull().unique())
      .addColumn('hmac_key', text, (column) => column.notNull())
      .addColumn('on_untracked_image', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .execute()

    await schema.createIndex('job_by_run_at').on('job').columns(['run_at', 'id']).execute()
  },
})
