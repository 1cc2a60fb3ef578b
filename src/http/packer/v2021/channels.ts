import { worstStatus } from '../../../domain/catalog/ancestry/ancestry.ts'
import type { AssignmentOrderField } from '../../../domain/catalog/channel/channel-store.ts'
import type { AssignmentOutline, Channel } from '../../../domain/catalog/channel/channel.ts'
import { createChannel } from '../../../domain/catalog/channel/create-channel.ts'
import { deleteChannel } from '../../../domain/catalog/channel/delete-channel.ts'
import { getChannel, outlineChannelHistory } from '../../../domain/catalog/channel/get-channel.ts'
import { listChannels } from '../../../domain/catalog/channel/list-channels.ts'
import { type ChannelChanges, updateChannel } from '../../../domain/catalog/channel/update-channel.ts'
import { statusOf, type Version, type VersionStatus } from '../../../domain/catalog/version/version.ts'
import type { Context } from '../../../domain/context.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import type { BucketRef } from '../../../domain/location.ts'
import { streamOut, writtenOnce } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { maskPaths } from '../../wire/update-mask.ts'
import { type LocationParams, type View, viewOf } from '../../wire/view.ts'
import { ancestryStatusOut } from '../ancestry.ts'
import { iterationParentsHref } from './addresses.ts'
import { bucketRef, iterationByKey, type IterationKey } from './iteration-ref.ts'
import { incrementalVersion, iterationOut } from './iterations.ts'
import type { Body, HandlersOf, Out } from './messages.ts'

const statusOut = {
  running: 'ITERATION_RUNNING',
  cancelled: 'ITERATION_CANCELLED',
  failed: 'ITERATION_FAILED',
  incomplete: 'ITERATION_UNSET',
  active: 'ITERATION_ACTIVE',
  'revocation-scheduled': 'ITERATION_REVOCATION_SCHEDULED',
  revoked: 'ITERATION_REVOKED',
} as const satisfies Record<VersionStatus, Out<'IterationExternalStatus'>>

/** Packer 1.7.7 and 1.7.8 read the iteration from `pointer`, later ones from `iteration`. */
export const channelOut = (channel: Channel, view: View): Out<'Channel'> =>
  channelWith(channel, (version) => iterationOut(version, view))

function channelWith(channel: Channel, iterationOf: (version: Version) => Out<'Iteration'>): Out<'Channel'> {
  const iteration = channel.version && iterationOf(channel.version)
  return {
    id: channel.id,
    slug: channel.name,
    bucket_slug: channel.bucketName,
    author_id: channel.authorId,
    managed: channel.managed,
    restricted: channel.restricted,
    iteration,
    pointer: iteration && { author_id: channel.authorId, created_at: channel.updatedAt, iteration },
    created_at: channel.createdAt,
    updated_at: channel.updatedAt,
  }
}

function assignmentOut({ version, authorId, assignedAt }: AssignmentOutline, view: View): Out<'ChannelAssignment'> {
  const parents = version && worstStatus(version.parents)
  return {
    author_id: authorId,
    promoted_at: assignedAt,
    iteration: version && {
      id: version.id,
      fingerprint: version.fingerprint,
      incremental_version: incrementalVersion(version),
      parents: parents && {
        href: iterationParentsHref(view, version.bucketName, version.fingerprint),
        status: ancestryStatusOut[parents],
      },
      status: statusOut[statusOf(version, view.now)],
    },
  }
}

const keyPaths = ['iterationId', 'fingerprint', 'incrementalVersion'] as const

/** With a mask, only the fields that it names change. A version key that is named but empty unassigns the channel. */
async function channelChanges(
  context: Context,
  place: BucketRef,
  body: Body<'UpdateChannel'>,
): Promise<ChannelChanges> {
  if (!body.mask) return unmaskedChanges(context, place, body)
  const paths = maskPaths('mask', body.mask, ['restriction', ...keyPaths])
  const keys: readonly IterationKey[] = [
    ...(paths.has('iterationId') && body.iteration_id ? [{ iteration_id: body.iteration_id }] : []),
    ...(paths.has('fingerprint') && body.fingerprint ? [{ fingerprint: body.fingerprint }] : []),
    ...(paths.has('incrementalVersion') && body.incremental_version
      ? [{ incremental_version: body.incremental_version }]
      : []),
  ]
  const fingerprints = new Set<string>()
  for (const key of keys) fingerprints.add(await fingerprintOf(context, place, key))
  if (fingerprints.size > 1)
    throw invalidArgument('mask', 'names iteration_id, fingerprint or incremental_version of different iterations')
  const [fingerprint = ''] = fingerprints
  return {
    ...(keyPaths.some((path) => paths.has(path)) ? { fingerprint } : {}),
    ...(paths.has('restriction') ? { restricted: body.restriction === 'RESTRICTED' } : {}),
  }
}

/**
 * Without a mask, the fields that have a value change; of several version keys the first counts. The provider up to 0.67
 * unassigns a channel with an empty body (v0.63.0 internal/clients/packer.go UpdateBucketChannel).
 */
async function unmaskedChanges(
  context: Context,
  place: BucketRef,
  body: Body<'UpdateChannel'>,
): Promise<ChannelChanges> {
  const { iteration_id: id, incremental_version: number, restriction = 'RESTRICTION_UNSET' } = body
  const hasKey = id !== undefined || body.fingerprint !== undefined || number !== undefined
  const isRestrictionAlone = !hasKey && restriction !== 'RESTRICTION_UNSET'
  return {
    ...(isRestrictionAlone ? {} : { fingerprint: await fingerprintOf(context, place, body) }),
    ...(restriction === 'RESTRICTION_UNSET' ? {} : { restricted: restriction === 'RESTRICTED' }),
  }
}

const newestFirst: Paging<AssignmentOrderField> = {
  fields: {},
  order: [{ field: 'assignedAt', descending: true }],
}

const channelRef = (params: LocationParams & { readonly bucket_slug: string; readonly slug: string }) => ({
  ...bucketRef(params),
  name: params.slug,
})

/** Empty when the key has no value. */
const fingerprintOf = async (context: Context, place: BucketRef, key: IterationKey): Promise<string> =>
  (await iterationByKey(context, place, key))?.fingerprint ?? ''

export const channelHandlers = {
  async PackerService_CreateChannel({ params, body }, context) {
    const place = bucketRef(params)
    const channel = await createChannel(context, {
      ...place,
      name: body.slug ?? '',
      restricted: body.restriction === 'RESTRICTED',
      fingerprint: await fingerprintOf(context, place, body),
    })
    return { channel: channelOut(channel, viewOf(params, context)) }
  },
  async PackerService_GetChannel({ params }, context) {
    return { channel: channelOut(await getChannel(context, channelRef(params)), viewOf(params, context)) }
  },
  async PackerService_ListChannels({ params }, context) {
    const view = viewOf(params, context)
    const channels = await listChannels(context, bucketRef(params))
    const iterationOf = writtenOnce((version: Version) => iterationOut(version, view))
    return { channels: streamOut(channels, (channel) => channelWith(channel, iterationOf)) }
  },
  async PackerService_UpdateChannel({ params, body }, context) {
    const ref = channelRef(params)
    const changes = await channelChanges(context, ref, body)
    return { channel: channelOut(await updateChannel(context, { ...ref, changes }), viewOf(params, context)) }
  },
  async PackerService_DeleteChannel({ params }, context) {
    await deleteChannel(context, channelRef(params))
    return {}
  },
  async PackerService_ListChannelHistory({ params, query }, context) {
    const page = pageRequest(query, newestFirst)
    const history = await outlineChannelHistory(context, { ...channelRef(params), page })
    const view = viewOf(params, context)
    return {
      history: streamOut(history.items, (assignment) => assignmentOut(assignment, view)),
      count: history.count,
      pagination: paginationOut(page, history),
    }
  },
} satisfies HandlersOf<
  'CreateChannel' | 'GetChannel' | 'ListChannels' | 'UpdateChannel' | 'DeleteChannel' | 'ListChannelHistory'
>
