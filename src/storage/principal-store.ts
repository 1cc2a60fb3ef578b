// Who there is: the organization and its projects, principals, keys and tokens, whose secrets are here as hashes alone, and
// the key of the server that makes them.
import type { Kysely } from 'kysely'
import type { OrganizationStore } from '../domain/organization/organization-store.ts'
import type { Organization, Project } from '../domain/organization/organization.ts'
import type { ServerKeyStore } from '../domain/organization/server-key-store.ts'
import type { PrincipalStore } from '../domain/principal/principal-store.ts'
import type { AccessToken, Principal, ServicePrincipalKey } from '../domain/principal/principal.ts'
import { clear, SMALL_ROWS } from './query/clear-rows.ts'
import { codecOf, table } from './query/table.ts'
import type { Schema } from './schema.ts'

const organizations = table('organization', codecOf<Organization>()(['id', 'name', 'createdAt']))
const projects = table('project', codecOf<Project>()(['id', 'organizationId', 'name', 'description', 'createdAt']))

const principals = table(
  'principal',
  codecOf<Principal>()(['id', 'kind', 'organizationId', 'projectId', 'name', 'createdAt']),
)
const keys = table(
  'service_principal_key',
  codecOf<ServicePrincipalKey>()(['clientId', 'principalId', 'secretHash', 'createdAt']),
)
const tokens = table('access_token', codecOf<AccessToken>()(['hash', 'clientId', 'expiresAt']))

export const principalStore = (db: Kysely<Schema>): PrincipalStore => ({
  insert: (principal) => principals.insert(db, principal),
  find: (id) => principals.find(db, { id }),
  list: (kind, projectId) => principals.list(db, { kind, project_id: projectId }),
  async putRole(principalId, projectId, role) {
    await db
      .insertInto('principal_role')
      .values({ principal_id: principalId, project_id: projectId, role })
      .onConflict((conflict) => conflict.columns(['principal_id', 'project_id']).doUpdateSet({ role }))
      .execute()
  },
  async listRoles(principalId) {
    return db
      .selectFrom('principal_role')
      .innerJoin('project', 'project.id', 'principal_role.project_id')
      .select(['project.organization_id as organizationId', 'project.id as projectId', 'principal_role.role'])
      .where('principal_role.principal_id', '=', principalId)
      .orderBy('project.created_at')
      .orderBy('project.id')
      .execute()
  },
  insertKey: (key) => keys.insert(db, key),
  findKey: (clientId) => keys.find(db, { client_id: clientId }),
  listKeys: (principalId) => keys.list(db, { principal_id: principalId }),
  async deleteKey(clientId) {
    while (!(await clear(db, 'access_token', 'client_id', [clientId], SMALL_ROWS))) continue
    const { numDeletedRows } = await db
      .deleteFrom('service_principal_key')
      .where('client_id', '=', clientId)
      .executeTakeFirst()
    return numDeletedRows === 1n
  },
  insertToken: (token) => tokens.insert(db, token),
  findToken: (hash) => tokens.find(db, { hash }),
  async deleteExpiredTokens(instant, limit) {
    const { numDeletedRows } = await db
      .deleteFrom('access_token')
      .where('hash', 'in', (eb) =>
        eb
          .selectFrom('access_token')
          .select('hash')
          .where('expires_at', '<', instant)
          .orderBy('expires_at')
          .limit(limit),
      )
      .executeTakeFirst()
    return Number(numDeletedRows)
  },
})

export const organizationStore = (db: Kysely<Schema>): OrganizationStore => ({
  insertOrganization: (organization) => organizations.insert(db, organization),
  insertProject: (project) => projects.insert(db, project),
  findProject: (id) => projects.find(db, { id }),
  listOrganizations: () => organizations.list(db, {}),
  listProjects: (organizationId) => projects.list(db, { organization_id: organizationId }),
})

const ONLY_ID = 1

export const serverKeyStore = (db: Kysely<Schema>): ServerKeyStore => ({
  async find() {
    const row = await db.selectFrom('server_key').select('key').executeTakeFirst()
    // Drivers answer with buffers of their own.
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
