import { authorize } from '../authorize.ts'
import { makeChange } from '../change.ts'
import { nowAfter } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import { claimRunTask } from './get-run-task.ts'
import { newHmacKey, type RunTask, type UntrackedImage } from './run-task.ts'

/** Replaces the key with which Terraform signs; the old one is worth nothing at once. */
export async function regenerateRunTaskKey(context: Context, location: Location): Promise<RunTask> {
  authorize(context, 'contribute', location)
  return rewrite(context, location, { hmacKey: newHmacKey() })
}

/** Decides what is said of images that the registry has never heard of. */
export async function configureRunTask(
  context: Context,
  { location, onUntrackedImage }: { readonly location: Location; readonly onUntrackedImage: UntrackedImage },
): Promise<RunTask> {
  authorize(context, 'contribute', location)
  return rewrite(context, location, { onUntrackedImage })
}

function rewrite(context: Context, location: Location, changes: Partial<RunTask>): Promise<RunTask> {
  return makeChange(context, async (tx, change) => {
    const known = await claimRunTask(change, tx, location)
    const runTask = { ...known, ...changes, updatedAt: nowAfter(change.now, known.updatedAt) }
    await tx.runTasks.update(runTask)
    return runTask
  })
}
