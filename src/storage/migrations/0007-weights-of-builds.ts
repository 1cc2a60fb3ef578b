// The weight of a build is stored when it is written, so that changing one build need not read all others. It is null where the
// server that wrote the build did not know of weights.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const weighBuilds = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('build').addColumn('weight', 'integer').execute()
  },
})
