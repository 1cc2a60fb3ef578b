// Searches read all principals of an organization, those of its projects included, oldest first.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const principalsByAge = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createIndex('principal_by_organization_id_created_at')
      .on('principal')
      .columns(['organization_id', 'created_at', 'id'])
      .execute()
  },
})
