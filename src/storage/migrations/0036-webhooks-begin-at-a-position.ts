// A webhook begins at a position of its ledger. Those there are were told of all that got its place since they were made.
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
