// What hangs on a build is weighed when it is written, so that who changes one build need not read all others. It is null
// where a server wrote it that did not do so.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const weighBuilds = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('build').addColumn('weight', 'integer').execute()
  },
})
