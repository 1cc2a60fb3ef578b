import type { RunTask } from './run-task.ts'

export interface RunTaskStore {
  /** Returns false and writes nothing when the project has one. */
  insert(runTask: RunTask): Promise<boolean>
  find(projectId: string): Promise<RunTask | undefined>
  findByApiId(apiId: string): Promise<RunTask | undefined>
  /** Writes key, behaviour and `updatedAt`. */
  update(runTask: RunTask): Promise<void>
}
