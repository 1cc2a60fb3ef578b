import type { Context } from '../../domain/context.ts'
import { getRunTask } from '../../domain/registry/get-run-task.ts'
import { regenerateRunTaskKey } from '../../domain/registry/update-run-task.ts'
import { validationUrl } from '../run-task/index.ts'
import { locationOf, type LocationParams } from '../wire/view.ts'

interface Task {
  readonly params: LocationParams & { readonly task_type: string }
  readonly origin: string
}

/** Handlers for both APIs, which answer alike. */
export const runTaskHandlers = {
  async PackerService_GetRegistryTFCRunTaskAPI({ params, origin }: Task, context: Context) {
    const runTask = await getRunTask(context, locationOf(params), params.task_type)
    return { api_url: validationUrl(origin, runTask), hmac_key: runTask.hmacKey }
  },
  async PackerService_RegenerateTFCRunTaskHmacKey({ params }: { readonly params: LocationParams }, context: Context) {
    return { hmac_key: (await regenerateRunTaskKey(context, locationOf(params))).hmacKey }
  },
}
