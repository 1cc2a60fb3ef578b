// A webhook begins at a position of its ledger. Existing ones begin at 0: they have been sent everything that got a position
// since they were created.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const webhooksBeginAtAPosition = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .alterTable('webhook')
      .addColumn('position', 'integer', (added) => added.notNull().defaultTo(0))
      .execute()
  },
})
