import { randomUUID } from 'node:crypto'
import { authorize } from '../authorize.ts'
import { type Change, makeChange } from '../change.ts'
import type { Context } from '../context.ts'
import { fail, notFound } from '../errors.ts'
import type { Location } from '../location.ts'
import { lockActivated } from '../registry/require-activated.ts'
import type { Ports } from '../store.ts'
import { newHmacKey, type RunTask, type UntrackedImage } from './run-task.ts'

/** The project's run task, made when it is asked for the first time. It shows a secret: viewers may not see it. */
export async function getRunTask(context: Context, location: Location): Promise<RunTask> {
  authorize(context, 'contribute', location)
  const known = await context.store.runTasks.find(location.projectId)
  return known ?? makeChange(context, (tx, change) => claimRunTask(change, tx, location))
}

/** The same within a change. */
export async function claimRunTask({ now }: Change, tx: Ports, location: Location): Promise<RunTask> {
  await lockActivated(tx, location, 'shared')
  const { projectId } = location
  await tx.runTasks.insert({
    projectId,
    apiId: randomUUID(),
    hmacKey: newHmacKey(),
    onUntrackedImage: 'unset',
    updatedAt: now,
  })
  return (await tx.runTasks.find(projectId)) ?? fail(notFound('registry', projectId))
}

/** What it says of images that the registry has never heard of, which is no secret. */
export async function getUntrackedImage(context: Context, location: Location): Promise<UntrackedImage> {
  authorize(context, 'view', location)
  return (await context.store.runTasks.find(location.projectId))?.onUntrackedImage ?? 'unset'
}
