// Everything that holds roles and keys is a principal, of one kind or another; those from before are services.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/capabilities.ts'

const KINDS = sql`kind in ('service', 'user', 'group')`

export const kindsOfPrincipals = ({ textType }: Capabilities): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('service_principal').renameTo('principal').execute()
    await db.schema
      .alterTable('principal')
      .addColumn('kind', textType, (kind) => kind.notNull().defaultTo('service').check(KINDS))
      .execute()
    // Servers of the previous release read it while they are replaced one after the other.
    await sql`create view service_principal as
      select id, organization_id, project_id, name, created_at from principal where kind = 'service'`.execute(db)
  },
})
