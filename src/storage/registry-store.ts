// The registry of a project and what belongs to it as a whole: its locks, its run task, its receipts.
import type { Kysely } from 'kysely'
import type { OperationOrderField, OperationStore } from '../domain/record/operation/operation-store.ts'
import type { Operation } from '../domain/record/operation/operation.ts'
import type { Hold, RegistryStore } from '../domain/registry/registry-store.ts'
import type { Registry } from '../domain/registry/registry.ts'
import type { RunTaskStore } from '../domain/registry/run-task-store.ts'
import type { RunTask } from '../domain/registry/run-task.ts'
import type { Capabilities } from './engine/dialect.ts'
import { codecOf, flag, table } from './query/table.ts'
import { fetchPage, keysetOf } from './query/keyset.ts'
import { lockKey, numberLock } from './query/number-lock.ts'
import type { Schema } from './schema.ts'

const registries = table(
  'registry',
  codecOf<Registry>()(['id', 'projectId', 'featureTier', 'activated', 'createdAt', 'updatedAt'], { activated: flag }),
)

/**
 * The lock of a row would do but for one thing: requests to share it overtake those that wait to have it alone, so that a
 * revocation behind enough builds would never have its turn.
 */
function locks(holds: Capabilities['holds']): (db: Kysely<Schema>) => RegistryStore['lock'] {
  if (holds === null) return () => async () => undefined
  const lock = { shared: numberLock(holds.shared), alone: numberLock(holds.alone) }
  return (db) => {
    // The locks that this transaction has already: use cases that are made of others request them again.
    const held = new Map<string, Hold>()
    return async (projectId, hold) => {
      if (held.get(projectId) === 'alone' || held.get(projectId) === hold) return
      await lock[hold](db, { key: lockKey('registry', projectId) })
      held.set(projectId, hold)
    }
  }
}

export function registryStore({ holds }: Capabilities): (db: Kysely<Schema>) => RegistryStore {
  const lockOn = locks(holds)
  return (db) => ({
    lock: lockOn(db),
    insert: (registry) => registries.insertNew(db, registry, 'project_id'),
    find: (projectId) => registries.find(db, { project_id: projectId }),
    update: (registry) => registries.update(db, registry, 'feature_tier', 'activated', 'updated_at'),
    async delete(id) {
      await db.deleteFrom('registry').where('id', '=', id).execute()
    },
  })
}

const runTasks = table(
  'run_task',
  codecOf<RunTask>()(['projectId', 'apiId', 'hmacKey', 'onUntrackedImage', 'updatedAt']),
)

export const runTaskStore = (db: Kysely<Schema>): RunTaskStore => ({
  insert: (runTask) => runTasks.insertNew(db, runTask, 'project_id'),
  find: (projectId) => runTasks.find(db, { project_id: projectId }),
  findByApiId: (apiId) => runTasks.find(db, { api_id: apiId }),
  update: (runTask) => runTasks.update(db, runTask, 'hmac_key', 'on_untracked_image', 'updated_at'),
})

const operations = table('operation', codecOf<Operation>()(['id', 'projectId', 'createdAt']))
const keyset = keysetOf<OperationOrderField>('operation', { createdAt: 'string' })

export const operationStore = (db: Kysely<Schema>): OperationStore => ({
  insert: (operation) => operations.insert(db, operation),
  find: (projectId, id) => operations.find(db, { id, project_id: projectId }),
  list(projectId, request) {
    const query = db.selectFrom('operation').select(operations.columns).where('project_id', '=', projectId)
    return fetchPage({ query, keyset, request }, operations.itemOf)
  },
})
