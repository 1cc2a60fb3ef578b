// Streams: where the entries of the audit log are sent, and how far that has come in each ledger. Streams are found by the
// organization of a ledger, and ledgers by the organization of a stream.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const streams = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('stream')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('organization_id', text, (column) => column.notNull().references('organization.id'))
      .addColumn('project_id', text, (column) => column.references('project.id'))
      .addColumn('origin', text, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('config', text, (column) => column.notNull())
      .addColumn('secret', text, (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('filter', text)
      .addColumn('failure', text, (column) => column.notNull())
      .addColumn('failing_since', text)
      .addColumn('passed_by', 'integer', (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .addColumn('next_at', text)
      .addColumn('claimed_until', text)
      .execute()
    await schema
      .createIndex('stream_by_organization_id_origin_name')
      .unique()
      .on('stream')
      .columns(['organization_id', 'origin', 'name'])
      .execute()
    await schema
      .createIndex('stream_by_next_at')
      .on('stream')
      .columns(['next_at', 'id'])
      .where(sql.ref('next_at'), 'is not', null)
      .execute()
    await schema.createIndex('stream_by_project_id').on('stream').column('project_id').execute()
    await schema
      .createTable('stream_bookmark')
      .addColumn('stream_id', text, (column) => column.notNull().references('stream.id'))
      .addColumn('ledger', text, (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('stream_bookmark_pk', ['stream_id', 'ledger'])
      .execute()
    await schema.createIndex('ledger_by_organization_id').on('ledger').columns(['organization_id', 'id']).execute()
  },
})
