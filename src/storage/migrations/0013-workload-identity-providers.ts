// Service principals can trust providers that vouch for programs, which then need no key.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

const NAME = 'workload_identity_provider'

export const workloadIdentityProviders = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable(NAME)
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('principal_id', text, (column) => column.notNull().references('principal.id').onDelete('cascade'))
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('description', text, (column) => column.notNull())
      .addColumn('trust', text, (column) => column.notNull())
      .addColumn('conditional_access', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .execute()
    await schema
      .createIndex(`${NAME}_by_principal_id_name`)
      .unique()
      .on(NAME)
      .columns(['principal_id', 'name'])
      .execute()
  },
})
