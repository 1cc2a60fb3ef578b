// Since when a receiver has taken nothing, because it is asked the more seldom the longer that is.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const failingReceivers = ({ textType }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('webhook').addColumn('failing_since', textType).execute()
  },
})
