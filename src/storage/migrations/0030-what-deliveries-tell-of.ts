// A delivery stores the names of what it is about, because its event is too large to be read for a list.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

const NOTHING = JSON.stringify({ action: '', bucketName: '', versionName: '', versionFingerprint: '', channelName: '' })

export const whatDeliveriesTellOf = ({ textType }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .alterTable('webhook_delivery')
      .addColumn('about', textType, (added) => added.notNull().defaultTo(NOTHING))
      .execute()
  },
})
