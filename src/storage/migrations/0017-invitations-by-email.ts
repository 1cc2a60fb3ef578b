// Invitations record from the start whether they renew somebody's password, and can be looked up by e-mail address.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const invitationsByEmail = ({ textType: text }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('invitation').addColumn('renews_id', text).execute()
    await schema
      .createIndex('invitation_by_organization_id_email')
      .on('invitation')
      .columns(['organization_id', 'email'])
      .execute()
  },
})
