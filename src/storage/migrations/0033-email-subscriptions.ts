// E-mail subscriptions: what people want to be notified of, and how far each of them has come in the ledger of its project.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const emailSubscriptions = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('email_subscription')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('principal_id', text, (column) => column.notNull().references('principal.id'))
      .addColumn('project_id', text, (column) => column.notNull().references('project.id'))
      .addColumn('bucket_id', text, (column) => column.notNull())
      .addColumn('actions', text, (column) => column.notNull())
      .addColumn('bundling', text, (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('sent_at', text)
      .addColumn('failure', text, (column) => column.notNull())
      .addColumn('failing_since', text)
      .addColumn('not_before', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('next_at', text)
      .addColumn('claimed_until', text)
      .execute()
    await schema
      .createIndex('email_subscription_by_principal_id_project_id_bucket_id')
      .unique()
      .on('email_subscription')
      .columns(['principal_id', 'project_id', 'bucket_id'])
      .execute()
    await schema
      .createIndex('email_subscription_by_principal_id_project_id_created_at_id')
      .on('email_subscription')
      .columns(['principal_id', 'project_id', 'created_at', 'id'])
      .execute()
    await schema.createIndex('email_subscription_by_project_id').on('email_subscription').column('project_id').execute()
    await schema
      .createIndex('email_subscription_by_next_at')
      .on('email_subscription')
      .columns(['next_at', 'id'])
      .where(sql.ref('next_at'), 'is not', null)
      .execute()
  },
})
