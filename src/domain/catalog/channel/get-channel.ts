import { authorize, isAllowed, rolesFor } from '../../authorize.ts'
import { findBucket, requireActivated } from '../../change.ts'
import type { Context } from '../../context.ts'
import { notFound, permissionDenied } from '../../errors.ts'
import { type BucketRef, deniedOf } from '../../location.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import type { Ports } from '../../store.ts'
import type { AssignmentOrderField } from './channel-store.ts'
import type { AssignmentOutline, Channel, ChannelAssignment } from './channel.ts'

export interface ChannelRef extends BucketRef {
  readonly name: string
}

/** The channel. A `not_found` names the bucket or the channel, whichever does not exist. */
export async function findChannel(ports: Ports, ref: ChannelRef): Promise<Channel> {
  const channel = await ports.channels.find(ref.location.projectId, ref.bucketName, ref.name)
  if (channel) return channel
  await findBucket(ports, ref)
  throw notFound('channel', ref.name)
}

/** The channel; `permission_denied` when it is restricted and the actor may not see restricted channels. */
export async function viewChannel(context: Context, ref: ChannelRef): Promise<Channel> {
  authorize(context, 'channel.get', ref)
  return requireVisible(context, ref, await findChannel(context.store, ref))
}

function requireVisible(context: Context, ref: ChannelRef, channel: Channel): Channel {
  if (channel.restricted && !isAllowed(context, 'channel.get-restricted', ref))
    throw permissionDenied(
      `channel "${channel.name}" of bucket "${channel.bucketName}" is restricted: principal "${context.actor.name}" needs the ${rolesFor('channel.get-restricted')} role to see it`,
      deniedOf('channel.get-restricted', ref),
    )
  return channel
}

/** One channel with its version, builds and artifacts: what a deployment requests. */
export async function getChannel(context: Context, ref: ChannelRef): Promise<Channel> {
  authorize(context, 'channel.get', ref)
  const served = await context.store.channels.findServed(ref.location.projectId, ref.bucketName, ref.name)
  if (served) return requireVisible(context, ref, served)
  // Nothing was found: find out which of registry, bucket and channel is missing.
  await requireActivated(context.store, ref.location)
  return viewChannel(context, ref)
}

export interface HistoryRequest extends ChannelRef {
  readonly page: PageRequest<AssignmentOrderField>
}

export type History<Assignment> = StreamedPage<Assignment> & { readonly count: number }

/** A page of a channel's assignments, and the number of all of them. */
export async function listChannelHistory(
  context: Context,
  { page, ...ref }: HistoryRequest,
): Promise<History<ChannelAssignment>> {
  const channel = await viewChannel(context, ref)
  const { channels } = context.store
  const history = await channels.listAssignments(channel.id, page)
  return { ...history, count: await channels.countAssignments(channel.id) }
}

/** The same with outlines of the versions. */
export async function outlineChannelHistory(
  context: Context,
  { page, ...ref }: HistoryRequest,
): Promise<History<AssignmentOutline>> {
  const channel = await viewChannel(context, ref)
  const { channels } = context.store
  const history = await channels.listAssignmentOutlines(channel.id, page)
  return { ...history, count: await channels.countAssignments(channel.id) }
}
