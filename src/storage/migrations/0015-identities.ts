// People sign in through providers that vouch for them.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const identities = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('identity')
      .addColumn('issuer', text, (column) => column.notNull())
      .addColumn('subject', text, (column) => column.notNull())
      .addColumn('principal_id', text, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
      .addColumn('created_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('identity_key', ['issuer', 'subject'])
      .execute()
    await schema.createIndex('identity_by_principal_id').on('identity').columns(['principal_id']).execute()
  },
})
