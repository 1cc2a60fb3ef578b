// Since when a receiver has accepted nothing: the longer that is, the less often deliveries to it are tried.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const failingReceivers = ({ textType }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('webhook').addColumn('failing_since', textType).execute()
  },
})
