import { getRunTask } from '../../../domain/registry/get-run-task.ts'
import { regenerateRunTaskKey } from '../../../domain/registry/update-run-task.ts'
import { locationOf } from '../../binding/handler.ts'
import { requireValidation, runTaskOut } from '../run-task-out.ts'
import type { HandlersOf } from './messages.ts'

export const runTaskHandlers = {
  async PackerService_GetRegistryTFCRunTaskAPI({ params, origin }, context) {
    requireValidation(params.task_type)
    return runTaskOut(await getRunTask(context, locationOf(params)), origin)
  },
  async PackerService_RegenerateTFCRunTaskHmacKey({ params }, context) {
    return { hmac_key: (await regenerateRunTaskKey(context, locationOf(params))).hmacKey }
  },
} satisfies HandlersOf<'GetRegistryTFCRunTaskAPI' | 'RegenerateTFCRunTaskHmacKey'>
