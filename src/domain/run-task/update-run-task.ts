import { authorize } from '../authorize.ts'
import { makeChange } from '../change.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import { claimRunTask } from './get-run-task.ts'
import { newHmacKey, type RunTask, type UntrackedImage } from './run-task.ts'

/** Replaces the key with which Terraform signs; the old one is worth nothing at once. */
export async function regenerateRunTaskKey(context: Context, location: Location): Promise<RunTask> {
  authorize(context, 'contribute', location)
  return change(context, location, { hmacKey: newHmacKey() })
}

/** Decides what is said of images that the registry has never heard of. */
export async function configureRunTask(
  context: Context,
  { location, onUntrackedImage }: { readonly location: Location; readonly onUntrackedImage: UntrackedImage },
): Promise<RunTask> {
  authorize(context, 'contribute', location)
  return change(context, location, { onUntrackedImage })
}

function change(context: Context, location: Location, changes: Partial<RunTask>): Promise<RunTask> {
  return makeChange(context, async (tx, change) => {
    const runTask = { ...(await claimRunTask(change, tx, location)), ...changes, updatedAt: change.now }
    await tx.runTasks.update(runTask)
    return runTask
  })
}
