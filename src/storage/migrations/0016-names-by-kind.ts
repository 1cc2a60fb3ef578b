// The names of an organization's principals are unique within a kind: a group may have the name of a service principal.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const namesByKind = (): Migration => ({
  async up({ schema }: Kysely<unknown>) {
    await schema.dropIndex('service_principal_organization_name_unique').execute()
    await schema
      .createIndex('principal_organization_kind_name_unique')
      .unique()
      .on('principal')
      .columns(['organization_id', 'kind', 'name'])
      .where(sql.ref('project_id'), 'is', null)
      .execute()
  },
})
