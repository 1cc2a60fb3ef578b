import { getUntrackedImage } from '../../../domain/registry/get-run-task.ts'
import type { UntrackedImage } from '../../../domain/registry/run-task.ts'
import { configureRunTask } from '../../../domain/registry/update-run-task.ts'
import { locationOf } from '../../wire/view.ts'
import type { HandlersOf, Out } from './messages.ts'

const behaviourIn = { UNSET: 'unset', FAIL: 'fail', WARN: 'warn' } as const satisfies Record<
  Out<'RunTaskBehaviour'>,
  UntrackedImage
>
const behaviourOut = { unset: 'UNSET', fail: 'FAIL', warn: 'WARN' } as const satisfies Record<
  UntrackedImage,
  Out<'RunTaskBehaviour'>
>

export const runTaskConfigHandlers = {
  async PackerService_GetRunTaskConfig({ params }, context) {
    return { on_untracked_image: behaviourOut[await getUntrackedImage(context, locationOf(params))] }
  },
  async PackerService_UpdateRunTaskConfig({ params, body }, context) {
    const onUntrackedImage = behaviourIn[body.on_untracked_image ?? 'UNSET']
    await configureRunTask(context, { location: locationOf(params), onUntrackedImage })
    return { on_untracked_image: behaviourOut[onUntrackedImage] }
  },
} satisfies HandlersOf<'GetRunTaskConfig' | 'UpdateRunTaskConfig'>
