import { isDeepStrictEqual } from 'node:util'
import { changeRegistry } from '../change.ts'
import type { Change } from '../context.ts'
import { nowAfter } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import { claimRunTask, recordRunTask, type RunTaskKind } from './get-run-task.ts'
import { newHmacKey, type RunTask, type UntrackedImage } from './run-task.ts'

/** Replaces the key with which Terraform signs; the old one is worth nothing at once. */
export async function regenerateRunTaskKey(context: Context, location: Location): Promise<RunTask> {
  return changeRegistry(context, 'run-task.update', 'alone', location, (change) =>
    rewrite(change, 'run-task.key-regenerated', { hmacKey: newHmacKey() }),
  )
}

/** Decides what is said of images that the registry has never heard of. */
export async function configureRunTask(
  context: Context,
  { location, onUntrackedImage }: { readonly location: Location; readonly onUntrackedImage: UntrackedImage },
): Promise<RunTask> {
  return changeRegistry(context, 'run-task.update', 'alone', location, (change) =>
    rewrite(change, 'run-task.updated', { onUntrackedImage }),
  )
}

async function rewrite(change: Change, kind: RunTaskKind, changes: Partial<RunTask>): Promise<RunTask> {
  const before = await claimRunTask(change)
  const changed = { ...before, ...changes }
  if (isDeepStrictEqual(before, changed)) return before
  const runTask = { ...changed, updatedAt: nowAfter(change.now, before.updatedAt) }
  await change.tx.runTasks.update(runTask)
  recordRunTask(change, kind, runTask)
  return runTask
}
