import { type Kysely, sql } from 'kysely'
import type { Hold, RegistryStore } from '../domain/registry/registry-store.ts'
import { registryFrom, registryRow } from './columns.ts'
import type { Capabilities } from './dialect.ts'
import { lockKey } from './lock-key.ts'
import { preparedQuery } from './prepared-query.ts'
import type { Schema } from './schema.ts'

const columns = ['id', 'project_id', 'feature_tier', 'activated', 'created_at', 'updated_at'] as const

type Project = Readonly<Record<'projectId', string>>

/**
 * A row's lock would do, but for one thing: there, whoever wants it shared passes those that wait to have it alone, and a
 * revocation behind enough builds never has its turn.
 */
function locks(holds: Capabilities['holds']): (db: Kysely<Schema>) => RegistryStore['lock'] {
  if (holds === null) return () => async () => undefined
  const lockOf = (name: string) =>
    preparedQuery((db, { key }: Record<'key', string>) =>
      db.selectNoFrom(({ fn }) => fn<string>(name, [sql`${key}`]).as('lock')),
    )
  const lock = { shared: lockOf(holds.shared), alone: lockOf(holds.alone) }
  return (db) => {
    // What this transaction holds already: use cases that are made of others ask again.
    const held = new Map<string, Hold>()
    return async (projectId, hold) => {
      if (held.get(projectId) === 'alone' || held.get(projectId) === hold) return
      await lock[hold](db, { key: lockKey('registry', projectId) })
      held.set(projectId, hold)
    }
  }
}

export function registryStore({ holds }: Capabilities): (db: Kysely<Schema>) => RegistryStore {
  const find = preparedQuery((db, value: Project) =>
    db.selectFrom('registry').select(columns).where('project_id', '=', value.projectId),
  )
  const lockOn = locks(holds)

  return (db) => ({
    lock: lockOn(db),
    async insert(registry) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('registry')
        .values(registryRow(registry))
        .onConflict((conflict) => conflict.column('project_id').doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async find(projectId) {
      const [row] = await find(db, { projectId })
      return row && registryFrom(row)
    },
    async update(registry) {
      const { feature_tier, activated, updated_at } = registryRow(registry)
      await db
        .updateTable('registry')
        .set({ feature_tier, activated, updated_at })
        .where('id', '=', registry.id)
        .execute()
    },
    async delete(id) {
      await db.deleteFrom('registry').where('id', '=', id).execute()
    },
  })
}
