import type { Kysely } from 'kysely'
import type { RunTaskStore } from '../domain/run-task/run-task-store.ts'
import { runTaskFrom, runTaskRow } from './lifecycle-columns.ts'
import type { Schema } from './schema.ts'

const columns = ['project_id', 'api_id', 'hmac_key', 'on_untracked_image', 'updated_at'] as const

export const runTaskStore = (db: Kysely<Schema>): RunTaskStore => ({
  async insert(runTask) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('run_task')
      .values(runTaskRow(runTask))
      .onConflict((conflict) => conflict.column('project_id').doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },
  async find(projectId) {
    const row = await db.selectFrom('run_task').select(columns).where('project_id', '=', projectId).executeTakeFirst()
    return row && runTaskFrom(row)
  },
  async findByApiId(apiId) {
    const row = await db.selectFrom('run_task').select(columns).where('api_id', '=', apiId).executeTakeFirst()
    return row && runTaskFrom(row)
  },
  async update(runTask) {
    const { hmac_key, on_untracked_image, updated_at } = runTaskRow(runTask)
    await db
      .updateTable('run_task')
      .set({ hmac_key, on_untracked_image, updated_at })
      .where('project_id', '=', runTask.projectId)
      .execute()
  },
})
