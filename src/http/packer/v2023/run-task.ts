import { getRunTask, getUntrackedImage } from '../../../domain/registry/get-run-task.ts'
import type { UntrackedImage } from '../../../domain/registry/run-task.ts'
import { configureRunTask, regenerateRunTaskKey } from '../../../domain/registry/update-run-task.ts'
import { locationOf } from '../../binding/handler.ts'
import { requireValidation, runTaskOut } from '../run-task-out.ts'
import type { HandlersOf, Out } from './messages.ts'

const behaviourIn = { UNSET: 'unset', FAIL: 'fail', WARN: 'warn' } as const satisfies Record<
  Out<'RunTaskBehaviour'>,
  UntrackedImage
>
const behaviourOut = { unset: 'UNSET', fail: 'FAIL', warn: 'WARN' } as const satisfies Record<
  UntrackedImage,
  Out<'RunTaskBehaviour'>
>

export const runTaskHandlers = {
  async PackerService_GetRegistryTFCRunTaskAPI({ params, origin }, context) {
    requireValidation(params.task_type)
    return runTaskOut(await getRunTask(context, locationOf(params)), origin)
  },
  async PackerService_RegenerateTFCRunTaskHmacKey({ params }, context) {
    return { hmac_key: (await regenerateRunTaskKey(context, locationOf(params))).hmacKey }
  },
  async PackerService_GetRunTaskConfig({ params }, context) {
    return { on_untracked_image: behaviourOut[await getUntrackedImage(context, locationOf(params))] }
  },
  async PackerService_UpdateRunTaskConfig({ params, body }, context) {
    const onUntrackedImage = behaviourIn[body.on_untracked_image ?? 'UNSET']
    await configureRunTask(context, { location: locationOf(params), onUntrackedImage })
    return { on_untracked_image: behaviourOut[onUntrackedImage] }
  },
} satisfies HandlersOf<
  'GetRegistryTFCRunTaskAPI' | 'RegenerateTFCRunTaskHmacKey' | 'GetRunTaskConfig' | 'UpdateRunTaskConfig'
>
