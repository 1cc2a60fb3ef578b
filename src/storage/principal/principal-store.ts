// Principals of every kind, with their keys and tokens, whose secrets are stored only as hashes.
import type { Kysely } from 'kysely'
import type { PrincipalHome, PrincipalStore } from '../../domain/principal/principal-store.ts'
import type { AccessToken, LoginToken, Principal, ServicePrincipalKey } from '../../domain/principal/principal.ts'
import { inLongBatches, LONG_BATCH } from '../query/batches.ts'
import { clear, clearExpired, SMALL_ROWS } from '../query/clear-rows.ts'
import { keysetOf } from '../query/keyset.ts'
import { ALL, fetchSiftedPage, weightless } from '../query/sifted-page.ts'
import { codecOf, table, through } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const principals = table(
  'principal',
  codecOf<Principal>()([
    'id',
    'kind',
    'organizationId',
    'projectId',
    'name',
    'displayName',
    'description',
    'createdAt',
    'disabledAt',
  ]),
)
const keyset = keysetOf<'createdAt'>('principal', { createdAt: 'string' })
const keys = table(
  'service_principal_key',
  codecOf<ServicePrincipalKey>()(['clientId', 'principalId', 'secretHash', 'createdAt']),
)
const tokens = table('access_token', codecOf<AccessToken>()(['hash', 'clientId', 'expiresAt']))

interface FlatToken extends Omit<LoginToken, 'grant'> {
  readonly grantKind: LoginToken['grant']['kind']
  readonly grantId: string
}
const loginTokens = table(
  'login_token',
  through(
    codecOf<FlatToken>()(['hash', 'principalId', 'grantKind', 'grantId', 'expiresAt']),
    ({ grant, ...token }: LoginToken) => ({ ...token, grantKind: grant.kind, grantId: grant.id }),
    ({ grantKind: kind, grantId: id, ...token }) => ({ ...token, grant: { kind, id } }),
  ),
)

const LOGIN_TOKENS = 'login_token'

export const principalStore = (db: Kysely<Schema>): PrincipalStore => ({
  insert: (principal) => principals.insert(db, principal),
  find: (id) => principals.find(db, { id }),
  async findMany(ids) {
    const rows = await inLongBatches(ids, (batch) =>
      db.selectFrom('principal').select(principals.columns).where('id', 'in', batch).execute(),
    )
    return rows.map(principals.itemOf)
  },
  async findByName(kind, home, name) {
    const row = await at(db, home).where('kind', '=', kind).where('name', '=', name).executeTakeFirst()
    return row && principals.itemOf(row)
  },
  async list(kind, home) {
    const rows = await at(db, home).where('kind', '=', kind).orderBy('created_at').orderBy('id').execute()
    return rows.map(principals.itemOf)
  },
  async search(organizationId, request, fits) {
    const query = db.selectFrom('principal').select(principals.columns).where('organization_id', '=', organizationId)
    const page = await fetchSiftedPage(
      { query, keyset, request },
      { fits: (row) => fits(principals.itemOf(row)), bytesOf: weightless, piece: LONG_BATCH, most: ALL },
    )
    return { ...page, items: page.items.map(principals.itemOf) }
  },
  update: (principal) => principals.update(db, principal, 'display_name', 'description', 'disabled_at'),
  async delete(id) {
    for (const { clientId } of await keys.list(db, { principal_id: id })) await deleteKey(db, clientId)
    while (!(await clear(db, LOGIN_TOKENS, 'principal_id', [id], SMALL_ROWS))) continue
    await db.deleteFrom('principal').where('id', '=', id).execute()
  },
  insertKey: (key) => keys.insert(db, key),
  findKey: (clientId) => keys.find(db, { client_id: clientId }),
  listKeys: (principalId) => keys.list(db, { principal_id: principalId }),
  deleteKey: (clientId) => deleteKey(db, clientId),
  insertToken: (token) => tokens.insert(db, token),
  findToken: (hash) => tokens.find(db, { hash }),
  insertLoginToken: (token) => loginTokens.insert(db, token),
  findLoginToken: (hash) => loginTokens.find(db, { hash }),
  async deleteExpiredTokens(instant, limit) {
    return (
      (await clearExpired(db, 'access_token', instant, limit)) + (await clearExpired(db, LOGIN_TOKENS, instant, limit))
    )
  },
})

/** The principals of a project, or those of the organization that are in no project. */
const at = (db: Kysely<Schema>, { organizationId, projectId }: PrincipalHome) => {
  const all = db.selectFrom('principal').select(principals.columns)
  return projectId === null
    ? all.where('organization_id', '=', organizationId).where('project_id', 'is', null)
    : all.where('project_id', '=', projectId)
}

async function deleteKey(db: Kysely<Schema>, clientId: string): Promise<boolean> {
  while (!(await clear(db, 'access_token', 'client_id', [clientId], SMALL_ROWS))) continue
  const { numDeletedRows } = await db
    .deleteFrom('service_principal_key')
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
