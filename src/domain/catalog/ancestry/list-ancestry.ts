import { isAllowed } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { unknownFingerprint } from '../../errors.ts'
import type { BucketRef } from '../../location.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Channel } from '../channel/channel.ts'
import { viewChannel } from '../channel/get-channel.ts'
import type { VersionOutline } from '../version/version.ts'
import type { RelationOrderField, RelationQuery } from './ancestry-store.ts'
import { type StandingRelation, statusOfRelation } from './ancestry.ts'

export interface AncestryQuery extends BucketRef {
  readonly direction: 'parents' | 'children' | 'both'
  /** The version whose parents are listed; empty: the bucket's newest complete version. */
  readonly fingerprint: string
  /**
   * Lists the parents of the version that this channel points at, unless a fingerprint is given, and only those children whose parent was
   * found through this channel. Empty: neither.
   */
  readonly channelName: string
  readonly page: PageRequest<RelationOrderField>
}

/** Lists what a version of the bucket was built from, and the newest complete versions that were built from the bucket. */
export async function listAncestry(
  context: Context,
  query: AncestryQuery,
): Promise<Page<StandingRelation> & { readonly count: number }> {
  const bucket = await viewBucket(context, 'version.get', query)
  const found = await context.store.ancestry.list(await relationQuery(context, bucket.id, query), query.page)
  const seesRestricted = isAllowed(context, 'channel.get-restricted', query)
  const items = found.items.map((relation) => ({
    ...relation,
    status: statusOfRelation(relation),
    channel: relation.channel?.restricted && !seesRestricted ? null : relation.channel,
  }))
  return { ...found, items }
}

async function relationQuery(context: Context, bucketId: string, query: AncestryQuery): Promise<RelationQuery> {
  const { direction, fingerprint, channelName } = query
  const version = fingerprint === '' ? null : await context.store.versions.findOutline(bucketId, fingerprint)
  if (version === undefined) throw unknownFingerprint(fingerprint)
  const channel = channelName === '' ? null : await viewChannel(context, { ...query, name: channelName })
  return {
    ...(direction === 'children' ? {} : childOf(bucketId, version, channel)),
    ...(direction === 'parents' ? {} : { parentBucketId: bucketId }),
    ...(channel ? { channelId: channel.id } : {}),
  }
}

/** A channel without a version has no parents. */
function childOf(bucketId: string, version: VersionOutline | null, channel: Channel | null) {
  if (version !== null) return { childVersionId: version.id }
  if (channel === null) return { childBucketId: bucketId }
  return channel.version === null ? {} : { childVersionId: channel.version.id }
}
