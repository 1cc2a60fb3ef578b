import type { Kysely } from 'kysely'
import type { OrganizationStore } from '../../domain/organization/organization-store.ts'
import type { Schema } from '../schema.ts'
import { organizationFrom, organizationRow, projectFrom, projectRow } from './identity-columns.ts'

const organizationColumns = ['id', 'name', 'created_at'] as const
const projectColumns = ['id', 'organization_id', 'name', 'description', 'created_at'] as const

export const organizationStore = (db: Kysely<Schema>): OrganizationStore => ({
  async insertOrganization(organization) {
    await db.insertInto('organization').values(organizationRow(organization)).execute()
  },
  async insertProject(project) {
    await db.insertInto('project').values(projectRow(project)).execute()
  },
  async findProject(id) {
    const row = await db.selectFrom('project').select(projectColumns).where('id', '=', id).executeTakeFirst()
    return row && projectFrom(row)
  },
  async listOrganizations() {
    const rows = await db
      .selectFrom('organization')
      .select(organizationColumns)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(organizationFrom)
  },
  async listProjects(organizationId) {
    const rows = await db
      .selectFrom('project')
      .select(projectColumns)
      .where('organization_id', '=', organizationId)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(projectFrom)
  },
})
