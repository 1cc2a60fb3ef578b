import type { Kysely } from 'kysely'
import type { RegistryStore } from '../domain/registry/registry-store.ts'
import { registryFrom, registryRow } from './columns.ts'
import type { Capabilities } from './dialect.ts'
import { preparedQuery } from './prepared-query.ts'
import type { Schema } from './schema.ts'

const columns = ['id', 'project_id', 'feature_tier', 'activated', 'created_at', 'updated_at'] as const

type Project = Readonly<Record<'projectId', string>>

export function registryStore({ locksRows }: Capabilities): (db: Kysely<Schema>) => RegistryStore {
  const ofProject = (db: Kysely<Schema>, value: Project) =>
    db.selectFrom('registry').select(columns).where('project_id', '=', value.projectId)
  const find = preparedQuery(ofProject)
  const lockAlone = locksRows ? preparedQuery((db, value: Project) => ofProject(db, value).forUpdate()) : find
  const lockShared = locksRows ? preparedQuery((db, value: Project) => ofProject(db, value).forShare()) : find

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
    async lock(projectId, hold) {
      const [row] = await (hold === 'alone' ? lockAlone : lockShared)(db, { projectId })
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
