// The organization and its projects, and the key of the server that makes all keyed hashes.
import { type Kysely, sql } from 'kysely'
import type { OrganizationStore } from '../../domain/organization/organization-store.ts'
import type { Organization, Project } from '../../domain/organization/organization.ts'
import type { ServerKeyStore } from '../../domain/organization/server-key-store.ts'
import { clear, SMALL_ROWS } from '../query/clear-rows.ts'
import { codecOf, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const organizations = table('organization', codecOf<Organization>()(['id', 'name', 'createdAt']))
const projects = table('project', codecOf<Project>()(['id', 'organizationId', 'name', 'description', 'createdAt']))

export const organizationStore = (db: Kysely<Schema>): OrganizationStore => ({
  insertOrganization: (organization) => organizations.insert(db, organization),
  insertProject: (project) => projects.insert(db, project),
  async lock(id) {
    // An update that changes nothing: on every database it locks the row until the transaction ends.
    await db
      .updateTable('organization')
      .set({ name: sql.ref('name') })
      .where('id', '=', id)
      .execute()
    return organizations.find(db, { id })
  },
  updateOrganization: (organization) => organizations.update(db, organization, 'name'),
  updateProject: (project) => projects.update(db, project, 'name', 'description'),
  async deleteProject(id) {
    const left = await db.selectFrom('bucket').select('id').where('project_id', '=', id).limit(1).execute()
    if (left.length > 0) return false
    for (const table of ['operation', 'revocation'] as const)
      while (!(await clear(db, table, 'project_id', [id], SMALL_ROWS))) continue
    await db.deleteFrom('run_task').where('project_id', '=', id).execute()
    await db.deleteFrom('webhook').where('project_id', '=', id).execute()
    const streams = db.selectFrom('stream').select('id').where('project_id', '=', id)
    await db.deleteFrom('stream_bookmark').where('stream_id', 'in', streams).execute()
    await db.deleteFrom('stream').where('project_id', '=', id).execute()
    await db.deleteFrom('email_subscription').where('project_id', '=', id).execute()
    await db.deleteFrom('role_binding').where('resource_id', '=', id).execute()
    await db.deleteFrom('principal').where('project_id', '=', id).execute()
    await db.deleteFrom('project').where('id', '=', id).execute()
    return true
  },
  findProject: (id) => projects.find(db, { id }),
  listOrganizations: () => organizations.list(db, {}),
  listProjects: (organizationId) => projects.list(db, { organization_id: organizationId }),
})

const ONLY_ID = 1

export const serverKeyStore = (db: Kysely<Schema>): ServerKeyStore => ({
  async find() {
    const row = await db.selectFrom('server_key').select('key').executeTakeFirst()
    // Drivers return buffers of their own kinds.
    return row && new Uint8Array(row.key)
  },
  async insert(key) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('server_key')
      .values({ id: ONLY_ID, key })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },
})
