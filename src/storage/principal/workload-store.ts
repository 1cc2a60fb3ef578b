import { type Kysely, sql } from 'kysely'
import type { WorkloadStore } from '../../domain/principal/workload/workload-store.ts'
import type { Trust, WorkloadIdentityProvider } from '../../domain/principal/workload/workload.ts'
import { clear, SMALL_ROWS } from '../query/clear-rows.ts'
import { codecOf, json, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const providers = table(
  'workload_identity_provider',
  codecOf<WorkloadIdentityProvider>()(
    ['id', 'principalId', 'name', 'description', 'trust', 'conditionalAccess', 'createdAt', 'updatedAt'],
    { trust: json<Trust>() },
  ),
)

export const workloadStore = (db: Kysely<Schema>): WorkloadStore => ({
  insert: (provider) => providers.insert(db, provider),
  find: (principalId, name) => providers.find(db, { principal_id: principalId, name }),
  list: (principalId) => providers.list(db, { principal_id: principalId }),
  update: (provider) => providers.update(db, provider, 'description', 'trust', 'conditional_access', 'updated_at'),
  async hold(id) {
    // An update that changes nothing: on every database it locks the row until the transaction ends.
    await db
      .updateTable('workload_identity_provider')
      .set({ name: sql.ref('name') })
      .where('id', '=', id)
      .execute()
    return providers.find(db, { id })
  },
  async delete(id) {
    // The row is deleted first: that waits for any transaction that is issuing a token for it.
    await db.deleteFrom('workload_identity_provider').where('id', '=', id).execute()
    while (!(await clear(db, 'login_token', 'grant_id', [id], SMALL_ROWS))) continue
  },
})
