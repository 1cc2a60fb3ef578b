import { authorize, isAllowed } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { notFound, permissionDenied } from '../../errors.ts'
import { bucketIn, type Location } from '../../location.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import { requireActivated } from '../../registry/require-activated.ts'
import type { Ports } from '../../store.ts'
import type { AssignmentOrderField } from './channel-store.ts'
import type { AssignmentOutline, Channel, ChannelAssignment } from './channel.ts'

export interface ChannelRef {
  readonly location: Location
  readonly bucketName: string
  readonly name: string
}

/** The channel, or which of bucket and channel it is that does not exist. */
export async function findChannel(ports: Ports, { location, bucketName, name }: ChannelRef): Promise<Channel> {
  const channel = await ports.channels.find(location.projectId, bucketName, name)
  if (channel) return channel
  const bucket = await ports.buckets.find(location.projectId, bucketName)
  throw bucket ? notFound('channel', name) : notFound('bucket', bucketName)
}

/** The channel, unless it is restricted and the actor may not see those. */
export async function findVisibleChannel(context: Context, ref: ChannelRef): Promise<Channel> {
  authorize(context, 'channel.get', bucketIn(ref))
  return requireVisible(context, ref, await findChannel(context.store, ref))
}

function requireVisible(context: Context, ref: ChannelRef, channel: Channel): Channel {
  if (channel.restricted && !isAllowed(context, 'channel.get-restricted', bucketIn(ref)))
    throw permissionDenied(
      `channel "${channel.name}" of bucket "${channel.bucketName}" is restricted: principal "${context.actor.name}" needs the contributor role to see it`,
    )
  return channel
}

/** One channel with its version, builds and artifacts: what a deployment asks for. */
export async function getChannel(context: Context, ref: ChannelRef): Promise<Channel> {
  authorize(context, 'channel.get', bucketIn(ref))
  const served = await context.store.channels.findServed(ref.location.projectId, ref.bucketName, ref.name)
  if (served) return requireVisible(context, ref, served)
  // Which of them it is that is not there.
  await requireActivated(context.store, ref.location)
  return findVisibleChannel(context, ref)
}

export interface HistoryRequest extends ChannelRef {
  readonly page: PageRequest<AssignmentOrderField>
}

export type History<Assignment> = StreamedPage<Assignment> & { readonly count: number }

/** Every assignment of a channel and how many there are. */
export async function listChannelHistory(
  context: Context,
  { page, ...ref }: HistoryRequest,
): Promise<History<ChannelAssignment>> {
  authorize(context, 'channel.get', bucketIn(ref))
  const { channels } = context.store
  const channel = await findVisibleChannel(context, ref)
  const history = await channels.listAssignments(channel.id, page)
  return { ...history, count: await channels.countAssignments(channel.id) }
}

/** The same without what hangs on the builds of its versions. */
export async function outlineChannelHistory(
  context: Context,
  { page, ...ref }: HistoryRequest,
): Promise<History<AssignmentOutline>> {
  authorize(context, 'channel.get', bucketIn(ref))
  const { channels } = context.store
  const channel = await findVisibleChannel(context, ref)
  const history = await channels.listAssignmentOutlines(channel.id, page)
  return { ...history, count: await channels.countAssignments(channel.id) }
}
