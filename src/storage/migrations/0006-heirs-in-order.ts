// A revocation can have many thousands of heirs. An index puts them in an order, so that they can be read and deleted a piece
// at a time.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const orderHeirs = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createIndex('inherited_revocation_by_revocation_id_version_id')
      .on('inherited_revocation')
      .columns(['revocation_id', 'version_id'])
      .execute()
    // The new index serves every query that this one did.
    await schema.dropIndex('inherited_revocation_by_revocation_id').execute()
  },
})
