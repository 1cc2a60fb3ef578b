import type { Kysely } from 'kysely'
import type { RunTaskStore } from '../../domain/registry/run-task-store.ts'
import type { RunTask } from '../../domain/registry/run-task.ts'
import { codecOf } from '../query/codec.ts'
import { table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

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
