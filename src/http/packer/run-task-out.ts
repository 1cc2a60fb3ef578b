import { invalidArgument } from '../../domain/errors.ts'
import type { RunTask } from '../../domain/registry/run-task.ts'
import { validationUrl } from '../run-task/index.ts'

/** Both APIs answer the same, for the one type of run task that there is. */
export const runTaskOut = (runTask: RunTask, origin: string) => ({
  api_url: validationUrl(origin, runTask),
  hmac_key: runTask.hmacKey,
})

export function requireValidation(taskType: string): void {
  if (taskType !== 'validation') throw invalidArgument('task_type', 'must be "validation"')
}
