import type { AssignmentOrderField } from '../../../domain/catalog/channel/channel-store.ts'
import type { Channel, ChannelAssignment } from '../../../domain/catalog/channel/channel.ts'
import { copyAssignment } from '../../../domain/catalog/channel/copy-assignment.ts'
import { createChannel } from '../../../domain/catalog/channel/create-channel.ts'
import { deleteChannel } from '../../../domain/catalog/channel/delete-channel.ts'
import { getChannel, listChannelHistory } from '../../../domain/catalog/channel/get-channel.ts'
import { listChannels } from '../../../domain/catalog/channel/list-channels.ts'
import { type ChannelChanges, updateChannel } from '../../../domain/catalog/channel/update-channel.ts'
import type { Version } from '../../../domain/catalog/version/version.ts'
import { streamOut, writtenOnce } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { changesByMask } from '../../wire/update-mask.ts'
import { type LocationParams, type View, viewOf } from '../../wire/view.ts'
import { bucketRef } from './builds.ts'
import type { HandlersOf, In, Out } from './messages.ts'
import { versionOut } from './versions.ts'

/** The version includes its builds and artifacts, because Terraform reads them from the channel. */
export const channelOut = (channel: Channel, view: View): Out<'Channel'> =>
  channelWith(channel, (version) => versionOut(version, view))

function channelWith(channel: Channel, versionOf: (version: Version) => Out<'Version'>): Out<'Channel'> {
  return {
    id: channel.id,
    name: channel.name,
    bucket_name: channel.bucketName,
    author_id: channel.authorId,
    managed: channel.managed,
    restricted: channel.restricted,
    version: channel.version && versionOf(channel.version),
    created_at: channel.createdAt,
    updated_at: channel.updatedAt,
  }
}

const assignmentOut = (assignment: ChannelAssignment, view: View): Out<'ChannelAssignment'> => ({
  assigned_at: assignment.assignedAt,
  author_id: assignment.authorId,
  version: assignment.version && versionOut(assignment.version, view),
})

const changes = (body: In<'UpdateChannelBody'>): ChannelChanges =>
  changesByMask<ChannelChanges>(body.update_mask, {
    versionFingerprint: { fingerprint: body.version_fingerprint ?? '' },
    restricted: { restricted: body.restricted ?? false },
  })

const newestFirst: Paging<AssignmentOrderField> = {
  fields: { assigned_at: 'assignedAt' },
  order: [{ field: 'assignedAt', descending: true }],
}

const channelRef = (params: LocationParams & { readonly bucket_name: string; readonly channel_name: string }) => ({
  ...bucketRef(params),
  name: params.channel_name,
})

export const channelHandlers = {
  async PackerService_CreateChannel({ params, body }, context) {
    const { name = '', restricted = false, version_fingerprint: fingerprint = '' } = body
    const channel = { ...bucketRef(params), name, restricted, fingerprint }
    return { channel: channelOut(await createChannel(context, channel), viewOf(params, context)) }
  },
  async PackerService_GetChannel({ params }, context) {
    return { channel: channelOut(await getChannel(context, channelRef(params)), viewOf(params, context)) }
  },
  async PackerService_ListChannels({ params }, context) {
    const view = viewOf(params, context)
    const channels = await listChannels(context, bucketRef(params))
    const versionOf = writtenOnce((version: Version) => versionOut(version, view))
    return { channels: streamOut(channels, (channel) => channelWith(channel, versionOf)) }
  },
  async PackerService_UpdateChannel({ params, body }, context) {
    const update = { ...channelRef(params), changes: changes(body) }
    return { channel: channelOut(await updateChannel(context, update), viewOf(params, context)) }
  },
  async PackerService_DeleteChannel({ params }, context) {
    await deleteChannel(context, channelRef(params))
    return {}
  },
  async PackerService_AssignChannelVersion({ params, body }, context) {
    const { source_channel: source = '', target_channel: target = '' } = body
    const view = viewOf(params, context)
    const copied = await copyAssignment(context, { ...bucketRef(params), source, target })
    return {
      fingerprint: copied.version.fingerprint,
      source_channel: channelOut(copied.source, view),
      target_channel: channelOut(copied.target, view),
      version: versionOut(copied.version, view),
    }
  },
  async PackerService_ListChannelAssignmentHistory({ params, query }, context) {
    const page = pageRequest(query, newestFirst)
    const view = viewOf(params, context)
    const history = await listChannelHistory(context, { ...channelRef(params), page })
    return {
      history: streamOut(history.items, (assignment) => assignmentOut(assignment, view)),
      count: history.count,
      pagination: paginationOut(page, history),
    }
  },
} satisfies HandlersOf<
  | 'CreateChannel'
  | 'GetChannel'
  | 'ListChannels'
  | 'UpdateChannel'
  | 'DeleteChannel'
  | 'AssignChannelVersion'
  | 'ListChannelAssignmentHistory'
>
