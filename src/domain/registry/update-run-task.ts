import { isDeepStrictEqual } from 'node:util'
import { changeRegistry } from '../change.ts'
import type { Change } from '../context.ts'
import { nowAfter } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { claimRunTask, runTaskFacts } from './get-run-task.ts'
import { newHmacKey, type RunTask, type UntrackedImage } from './run-task.ts'

/** Replaces the key with which Terraform signs. The old key becomes invalid at once. */
export async function regenerateRunTaskKey(context: Context, location: Location): Promise<RunTask> {
  return changeRegistry(context, 'run-task.update', 'alone', location, async (change) => {
    const { after } = await rewrite(change, { hmacKey: newHmacKey() })
    recordEvent(change, { kind: 'run-task.key-regenerated', payload: runTaskFacts(after) })
    return after
  })
}

/** Sets what the run task reports for images unknown to the registry. */
export async function configureRunTask(
  context: Context,
  { location, onUntrackedImage }: { readonly location: Location; readonly onUntrackedImage: UntrackedImage },
): Promise<RunTask> {
  return changeRegistry(context, 'run-task.update', 'alone', location, async (change) => {
    const { before, after } = await rewrite(change, { onUntrackedImage })
    const payload = { ...runTaskFacts(after), previous: { onUntrackedImage: before.onUntrackedImage } }
    if (after !== before) recordEvent(change, { kind: 'run-task.updated', payload })
    return after
  })
}

async function rewrite(change: Change, changes: Partial<RunTask>): Promise<Record<'before' | 'after', RunTask>> {
  const before = await claimRunTask(change)
  const changed = { ...before, ...changes }
  if (isDeepStrictEqual(before, changed)) return { before, after: before }
  const after = { ...changed, updatedAt: nowAfter(change.now, before.updatedAt) }
  await change.tx.runTasks.update(after)
  return { before, after }
}
