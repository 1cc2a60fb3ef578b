// Who there is: the organization and its projects, principals, keys and tokens. Secrets are here as hashes alone.
import type { Kysely } from 'kysely'
import type { PrincipalStore } from '../../domain/principal/principal-store.ts'
import { clear, SMALL_ROWS } from '../query/clear-rows.ts'
import type { Schema } from '../schema.ts'
import { keyFrom, keyRow, principalFrom, principalRow, tokenFrom, tokenRow } from './identity-columns.ts'

const principalColumns = ['id', 'organization_id', 'project_id', 'name', 'created_at'] as const
const keyColumns = ['client_id', 'principal_id', 'secret_hash', 'created_at'] as const
const tokenColumns = ['hash', 'client_id', 'expires_at'] as const

export const principalStore = (db: Kysely<Schema>): PrincipalStore => ({
  async insertServicePrincipal(principal) {
    await db.insertInto('service_principal').values(principalRow(principal)).execute()
  },
  async findServicePrincipal(id) {
    const row = await db
      .selectFrom('service_principal')
      .select(principalColumns)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && principalFrom(row)
  },
  async listServicePrincipals(projectId) {
    const rows = await db
      .selectFrom('service_principal')
      .select(principalColumns)
      .where('project_id', '=', projectId)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(principalFrom)
  },
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
  async insertKey(key) {
    await db.insertInto('service_principal_key').values(keyRow(key)).execute()
  },
  async findKey(clientId) {
    const row = await db
      .selectFrom('service_principal_key')
      .select(keyColumns)
      .where('client_id', '=', clientId)
      .executeTakeFirst()
    return row && keyFrom(row)
  },
  async listKeys(principalId) {
    const rows = await db
      .selectFrom('service_principal_key')
      .select(keyColumns)
      .where('principal_id', '=', principalId)
      .orderBy('created_at')
      .orderBy('client_id')
      .execute()
    return rows.map(keyFrom)
  },
  async deleteKey(clientId) {
    while (!(await clear(db, 'access_token', 'client_id', [clientId], SMALL_ROWS))) continue
    const { numDeletedRows } = await db
      .deleteFrom('service_principal_key')
      .where('client_id', '=', clientId)
      .executeTakeFirst()
    return numDeletedRows === 1n
  },
  async insertToken(token) {
    await db.insertInto('access_token').values(tokenRow(token)).execute()
  },
  async findToken(hash) {
    const row = await db.selectFrom('access_token').select(tokenColumns).where('hash', '=', hash).executeTakeFirst()
    return row && tokenFrom(row)
  },
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
