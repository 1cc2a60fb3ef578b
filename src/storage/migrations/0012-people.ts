// How people sign in, in which browsers, and by whose invitation.
import type { Kysely, SchemaModule } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

const index = (schema: SchemaModule, table: string, columns: readonly string[]) =>
  schema
    .createIndex(`${table}_by_${columns.filter((column) => column !== 'id').join('_')}`)
    .on(table)
    .columns([...columns])
    .execute()

export const people = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('user_account')
      .addColumn('id', text, (column) => column.notNull().primaryKey().references('principal.id').onDelete('cascade'))
      .addColumn('organization_id', text, (column) => column.notNull().references('organization.id'))
      .addColumn('email', text, (column) => column.notNull())
      .addColumn('password_hash', text)
      .addColumn('one_time_secret', text)
      .addColumn('second_factor_since', text)
      .addColumn('used_step', 'integer')
      .addColumn('created_at', text, (column) => column.notNull())
      .addUniqueConstraint('user_account_email_unique', ['organization_id', 'email'])
      .execute()
    await index(schema, 'user_account', ['organization_id', 'created_at', 'id'])

    await schema
      .createTable('recovery_code')
      .addColumn('principal_id', text, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
      .addColumn('hash', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('recovery_code_key', ['principal_id', 'hash'])
      .execute()

    await schema
      .createTable('session')
      .addColumn('hash', text, (column) => column.notNull().primaryKey())
      .addColumn('id', text, (column) => column.notNull())
      .addColumn('principal_id', text, (column) => column.notNull().references('principal.id').onDelete('cascade'))
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('seen_at', text, (column) => column.notNull())
      .addColumn('expires_at', text, (column) => column.notNull())
      .addColumn('address', text, (column) => column.notNull())
      .addColumn('agent', text, (column) => column.notNull())
      .execute()
    await index(schema, 'session', ['principal_id', 'created_at', 'id'])
    await index(schema, 'session', ['expires_at'])

    await schema
      .createTable('invitation')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('organization_id', text, (column) => column.notNull().references('organization.id'))
      .addColumn('email', text)
      .addColumn('role', text)
      .addColumn('hash', text, (column) => column.notNull().unique())
      .addColumn('inviter_id', text)
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('expires_at', text, (column) => column.notNull())
      .addColumn('accepted_at', text)
      .execute()
    await index(schema, 'invitation', ['organization_id', 'created_at', 'id'])
    await index(schema, 'invitation', ['expires_at'])
  },
})
