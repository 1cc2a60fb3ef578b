// Programs act on behalf of people who have allowed it in their browser.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const browserLogins = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('browser_login')
      .addColumn('id', text, (column) => column.notNull().primaryKey())
      .addColumn('principal_id', text, (column) => column.notNull().references('principal.id').onDelete('cascade'))
      .addColumn('client_id', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('expires_at', text, (column) => column.notNull())
      .execute()
    const index = schema.createIndex('browser_login_by_principal_id_created_at').on('browser_login')
    await index.columns(['principal_id', 'created_at', 'id']).execute()
    await schema.createIndex('browser_login_by_expires_at').on('browser_login').columns(['expires_at']).execute()

    await schema
      .createTable('login_secret')
      .addColumn('hash', text, (column) => column.notNull().primaryKey())
      .addColumn('login_id', text, (column) => column.notNull().references('browser_login.id').onDelete('cascade'))
      .addColumn('redirect_uri', text)
      .addColumn('challenge', text)
      .addColumn('expires_at', text, (column) => column.notNull())
      .addColumn('used_at', text)
      .execute()
    await schema.createIndex('login_secret_by_login_id').on('login_secret').columns(['login_id']).execute()
  },
})
