import { randomUUID } from 'node:crypto'
import { authorize } from '../authorize.ts'
import { changeRegistry } from '../change.ts'
import type { Change, Context } from '../context.ts'
import { fail, invalidArgument, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import { recordEvent } from '../record/event/record-event.ts'
import type { Ports } from '../store.ts'
import { newHmacKey, type RunTask, type UntrackedImage } from './run-task.ts'

/**
 * The project's run task, created by the first request for it. It contains a secret, so that viewers may not see it. Throws
 * `invalid_argument` for any type but `validation`.
 */
export async function getRunTask(context: Context, location: Location, type: string): Promise<RunTask> {
  authorize(context, 'run-task.get', location)
  if (type !== 'validation') throw invalidArgument('task_type', 'must be "validation"')
  const known = await context.store.runTasks.find(location.projectId)
  return known ?? changeRegistry(context, 'run-task.get', 'shared', location, claimRunTask)
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The run task at a URL that was given to Terraform. Knowing the URL proves nothing, so the calling code must verify that the
 * request is signed with the run task's key. Throws `not_found` when there is none.
 */
export async function findRunTask({ runTasks }: Pick<Ports, 'runTasks'>, apiId: string): Promise<RunTask> {
  return (UUID.test(apiId) ? await runTasks.findByApiId(apiId) : undefined) ?? fail(notFound('registry', apiId))
}

/** Finds or creates the run task within a change of an active registry. */
export async function claimRunTask(change: Change): Promise<RunTask> {
  const { tx, now, location } = change
  const { projectId } = location
  const runTask: RunTask = {
    projectId,
    apiId: randomUUID(),
    hmacKey: newHmacKey(),
    onUntrackedImage: 'unset',
    updatedAt: now,
  }
  if (!(await tx.runTasks.insert(runTask)))
    return (await tx.runTasks.find(projectId)) ?? fail(notFound('registry', projectId))
  recordEvent(change, { kind: 'run-task.created', payload: runTaskFacts(runTask) })
  return runTask
}

/** The run task as events record it, without the key. */
export const runTaskFacts = ({ apiId, onUntrackedImage }: RunTask) => ({ runTask: { apiId, onUntrackedImage } })

/** What the run task reports for images unknown to the registry. Viewers may see it, because it is no secret. */
export async function getUntrackedImage(context: Context, location: Location): Promise<UntrackedImage> {
  authorize(context, 'registry.get', location)
  return (await context.store.runTasks.find(location.projectId))?.onUntrackedImage ?? 'unset'
}
