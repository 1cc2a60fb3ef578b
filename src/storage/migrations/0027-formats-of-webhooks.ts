// Webhooks have the format in which their receivers want payloads; for existing ones it is that of HCP Packer.
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

export const formatsOfWebhooks = ({ textType }: Capabilities): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema
      .alterTable('webhook')
      .addColumn('format', textType, (column) => column.notNull().defaultTo('hcp'))
      .execute()
  },
})
