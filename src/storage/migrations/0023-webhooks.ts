// Webhooks: the receivers that a project notifies of what happens. Each has a queue of deliveries, sent in order.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const webhooks = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('webhook')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('project_id', text, (column) => column.notNull().references('project.id'))
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('description', text, (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('url', text, (column) => column.notNull())
      .addColumn('token', text, (column) => column.notNull())
      .addColumn('subscriptions', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .addColumn('next_at', text)
      .addColumn('claimed_until', text)
      .addColumn('last_delivery_id', text)
      .execute()
    await schema
      .createIndex('webhook_by_project_id_name')
      .unique()
      .on('webhook')
      .columns(['project_id', 'name'])
      .execute()
    await schema
      .createIndex('webhook_by_next_at')
      .on('webhook')
      .columns(['next_at', 'id'])
      .where(sql.ref('next_at'), 'is not', null)
      .execute()

    // A delivery names its webhook and its event, with no foreign key to either: it is cleared away by its age alone, a piece
    // at a time.
    await schema
      .createTable('webhook_delivery')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('webhook_id', text, (column) => column.notNull())
      .addColumn('event_id', text, (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('state', text, (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('request', text)
      .addColumn('response', text)
      .addColumn('failure', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('ended_at', text)
      .execute()
    await schema
      .createIndex('webhook_delivery_by_webhook_id_created_at')
      .on('webhook_delivery')
      .columns(['webhook_id', 'created_at', 'id'])
      .execute()
    // On an expression, so that no planner uses it to list the deliveries of one webhook.
    await schema
      .createIndex('webhook_delivery_by_age')
      .on('webhook_delivery')
      .columns([sql`(created_at || '')`])
      .execute()
    for (const [state, column] of [
      ['waiting', 'position'],
      ['given-up', 'ended_at'],
    ] as const)
      await schema
        .createIndex(`webhook_delivery_${state.replace('-', '_')}_by_webhook_id_${column}`)
        .on('webhook_delivery')
        .columns(['webhook_id', column, 'id'])
        .where(sql.ref('state'), '=', sql.lit(state))
        .execute()
  },
})
