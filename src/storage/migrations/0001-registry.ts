// The first tables. A foreign key cascades only where a port promises that the child goes with its parent. Every index
// serves a query or a cascade by name; a migration that was released is never edited.
import { type Kysely, type SchemaModule, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/dialect.ts'

export const createRegistryTables = ({ textType, bytesType }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    const text = textType

    await schema
      .createTable('server_key')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      .addColumn('key', bytesType, (column) => column.notNull())
      .execute()

    await schema
      .createTable('organization')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .execute()
    await schema
      .createTable('project')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('organization_id', text, (column) => column.notNull().references('organization.id'))
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('description', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .execute()
    await index(schema, 'project', ['organization_id', 'created_at', 'id'])

    await schema
      .createTable('registry')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('project_id', text, (column) => column.notNull().unique().references('project.id'))
      .addColumn('feature_tier', text, (column) => column.notNull())
      .addColumn('activated', 'integer', (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .execute()

    await schema
      .createTable('bucket')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('project_id', text, (column) => column.notNull().references('project.id'))
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('description', text, (column) => column.notNull())
      .addColumn('labels', text, (column) => column.notNull())
      .addColumn('version_count', 'integer', (column) => column.notNull())
      .addColumn('last_sequence', 'integer', (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .addUniqueConstraint('bucket_name_unique', ['project_id', 'name'])
      .execute()
    await index(schema, 'bucket', ['project_id', 'created_at', 'id'])
    await index(schema, 'bucket', ['project_id', 'updated_at', 'id'])

    await schema
      .createTable('version')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('bucket_id', text, (column) => column.notNull().references('bucket.id').onDelete('cascade'))
      .addColumn('fingerprint', text, (column) => column.notNull())
      .addColumn('template_type', text, (column) => column.notNull())
      .addColumn('sequence', 'integer', (column) => column.notNull())
      .addColumn('author_id', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .addUniqueConstraint('version_fingerprint_unique', ['bucket_id', 'fingerprint'])
      .execute()
    await index(schema, 'version', ['bucket_id', 'sequence', 'id'])
    await index(schema, 'version', ['bucket_id', 'created_at', 'id'])
    await index(schema, 'version', ['bucket_id', 'updated_at', 'id'])
    await schema
      .createIndex('version_sequence_unique')
      .unique()
      .on('version')
      .columns(['bucket_id', 'sequence'])
      .where(sql.ref('sequence'), '>', 0)
      .execute()

    await schema
      .createTable('build')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('version_id', text, (column) => column.notNull().references('version.id').onDelete('cascade'))
      .addColumn('component_type', text, (column) => column.notNull())
      .addColumn('status', text, (column) => column.notNull())
      .addColumn('platform', text, (column) => column.notNull())
      .addColumn('packer_run_uuid', text, (column) => column.notNull())
      .addColumn('labels', text, (column) => column.notNull())
      .addColumn('source_external_identifier', text, (column) => column.notNull())
      .addColumn('parent_version_id', text, (column) => column.notNull())
      .addColumn('parent_channel_id', text, (column) => column.notNull())
      .addColumn('metadata', text)
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .addUniqueConstraint('build_component_type_unique', ['version_id', 'component_type'])
      .execute()

    await schema
      .createTable('artifact')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('build_id', text, (column) => column.notNull().references('build.id').onDelete('cascade'))
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('external_identifier', text, (column) => column.notNull())
      .addColumn('region', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addUniqueConstraint('artifact_position_unique', ['build_id', 'position'])
      .execute()
    await index(schema, 'artifact', ['external_identifier', 'created_at', 'id'])

    await schema
      .createTable('channel')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('bucket_id', text, (column) => column.notNull().references('bucket.id').onDelete('cascade'))
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('author_id', text, (column) => column.notNull())
      .addColumn('managed', 'integer', (column) => column.notNull())
      .addColumn('restricted', 'integer', (column) => column.notNull())
      // Code that deletes a version moves its channels first. This only keeps a channel from pointing at a version that is
      // gone.
      .addColumn('version_id', text, (column) => column.references('version.id').onDelete('set null'))
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .addUniqueConstraint('channel_name_unique', ['bucket_id', 'name'])
      .execute()
    await index(schema, 'channel', ['version_id', 'name'])

    await schema
      .createTable('channel_assignment')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('channel_id', text, (column) => column.notNull().references('channel.id').onDelete('cascade'))
      .addColumn('version_id', text, (column) => column.references('version.id').onDelete('cascade'))
      .addColumn('author_id', text, (column) => column.notNull())
      .addColumn('assigned_at', text, (column) => column.notNull())
      .execute()
    await index(schema, 'channel_assignment', ['channel_id', 'assigned_at', 'id'])
    await index(schema, 'channel_assignment', ['version_id'])

    await schema
      .createTable('sbom')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('build_id', text, (column) => column.notNull().references('build.id').onDelete('cascade'))
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('format', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('document', bytesType, (column) => column.notNull())
      .addUniqueConstraint('sbom_name_unique', ['build_id', 'name'])
      .execute()

    await schema
      .createTable('service_principal')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('organization_id', text, (column) => column.notNull().references('organization.id'))
      .addColumn('project_id', text, (column) => column.references('project.id'))
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addUniqueConstraint('service_principal_project_name_unique', ['project_id', 'name'])
      .execute()
    await schema
      .createIndex('service_principal_organization_name_unique')
      .unique()
      .on('service_principal')
      .columns(['organization_id', 'name'])
      .where(sql.ref('project_id'), 'is', null)
      .execute()

    await schema
      .createTable('service_principal_key')
      .addColumn('client_id', text, (column) => column.notNull().primaryKey())
      .addColumn('principal_id', text, (column) =>
        column.notNull().references('service_principal.id').onDelete('cascade'),
      )
      .addColumn('secret_hash', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .execute()
    await index(schema, 'service_principal_key', ['principal_id', 'created_at', 'client_id'])

    await schema
      .createTable('principal_role')
      .addColumn('principal_id', text, (column) =>
        column.notNull().references('service_principal.id').onDelete('cascade'),
      )
      .addColumn('project_id', text, (column) => column.notNull().references('project.id'))
      .addColumn('role', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('principal_role_key', ['principal_id', 'project_id'])
      .execute()

    await schema
      .createTable('access_token')
      .addColumn('hash', text, (column) => column.notNull().primaryKey())
      .addColumn('client_id', text, (column) =>
        column.notNull().references('service_principal_key.client_id').onDelete('cascade'),
      )
      .addColumn('expires_at', text, (column) => column.notNull())
      .execute()
    await index(schema, 'access_token', ['client_id'])
    await index(schema, 'access_token', ['expires_at'])

    // No foreign keys: an event outlives what it is about.
    await schema
      .createTable('event')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('at', text, (column) => column.notNull())
      .addColumn('subject', text, (column) => column.notNull())
      .addColumn('action', text, (column) => column.notNull())
      .addColumn('description', text, (column) => column.notNull())
      .addColumn('actor_type', text, (column) => column.notNull())
      .addColumn('actor_id', text, (column) => column.notNull())
      .addColumn('actor_name', text, (column) => column.notNull())
      .addColumn('bucket_id', text, (column) => column.notNull())
      .addColumn('payload', text, (column) => column.notNull())
      .execute()
    await index(schema, 'event', ['project_id', 'at', 'id'])

    await schema
      .createTable('operation')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('project_id', text, (column) => column.notNull().references('project.id'))
      .addColumn('created_at', text, (column) => column.notNull())
      .execute()
    await index(schema, 'operation', ['project_id', 'created_at', 'id'])
  },
})

const index = (schema: SchemaModule, table: string, columns: string[]): Promise<void> =>
  schema
    .createIndex(`${table}_by_${columns.filter((column) => column !== 'id').join('_')}`)
    .on(table)
    .columns(columns)
    .execute()
