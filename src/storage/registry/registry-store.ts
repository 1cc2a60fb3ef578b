// The registry of a project and what belongs to it as a whole: its locks, its run task, its receipts.
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Hold, RegistryStore } from '../../domain/registry/registry-store.ts'
import type { Registry } from '../../domain/registry/registry.ts'
import type { Capabilities } from '../engine/dialect.ts'
import { flag } from '../query/column-values.ts'
import { preparedQuery } from '../query/prepared-query.ts'
import type { RegistryRow, Schema } from '../schema.ts'

const registryRow = (registry: Registry): RegistryRow => ({
  id: registry.id,
  project_id: registry.projectId,
  feature_tier: registry.featureTier,
  activated: flag(registry.activated),
  created_at: registry.createdAt,
  updated_at: registry.updatedAt,
})
const registryFrom = (row: RegistryRow): Registry => ({
  id: row.id,
  projectId: row.project_id,
  featureTier: row.feature_tier,
  activated: row.activated === 1,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

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

/**
 * The number under which a database keeps a lock on something that need not be a row. Two things that share a number by
 * accident, one pair in 2^64, wait for each other without need.
 */
const lockKey = (noun: string, id: string): string =>
  createHash('sha256').update(`assay ${noun} ${id}`).digest().readBigInt64BE().toString()
