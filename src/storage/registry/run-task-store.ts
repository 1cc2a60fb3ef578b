import type { Kysely } from 'kysely'
import type { RunTaskStore } from '../../domain/registry/run-task-store.ts'
import type { RunTask } from '../../domain/registry/run-task.ts'
import type { RunTaskRow, Schema } from '../schema.ts'

const runTaskRow = (runTask: RunTask): RunTaskRow => ({
  project_id: runTask.projectId,
  api_id: runTask.apiId,
  hmac_key: runTask.hmacKey,
  on_untracked_image: runTask.onUntrackedImage,
  updated_at: runTask.updatedAt,
})
const runTaskFrom = (row: RunTaskRow): RunTask => ({
  projectId: row.project_id,
  apiId: row.api_id,
  hmacKey: row.hmac_key,
  onUntrackedImage: row.on_untracked_image,
  updatedAt: row.updated_at,
})

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
