import type { Kysely } from 'kysely'
import type { RegistryStore } from '../domain/registry/registry-store.ts'
import { registryFrom, registryRow } from './columns.ts'
import { preparedQuery } from './prepared-query.ts'
import type { Schema } from './schema.ts'

const columns = ['id', 'project_id', 'feature_tier', 'activated', 'created_at', 'updated_at'] as const

export function registryStore(): (db: Kysely<Schema>) => RegistryStore {
  const find = preparedQuery((db, value: Record<'projectId', string>) =>
    db.selectFrom('registry').select(columns).where('project_id', '=', value.projectId),
  )

  return (db) => ({
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
      const project = db.selectFrom('registry').select('project_id').where('id', '=', id)
      await db.deleteFrom('bucket').where('project_id', '=', project).execute()
      await db.deleteFrom('registry').where('id', '=', id).execute()
    },
  })
}
