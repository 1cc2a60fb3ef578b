import { isAllowed } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { unknownFingerprint } from '../../errors.ts'
import type { BucketRef } from '../../location.ts'
import type { Page, PageRequest } from '../../page.ts'
import { viewChannel } from '../channel/get-channel.ts'
import type { RelationOrderField, RelationQuery } from './ancestry-store.ts'
import { type StandingRelation, statusOfRelation } from './ancestry.ts'

export interface AncestryQuery extends BucketRef {
  readonly direction: 'parents' | 'children' | 'both'
  /** Whose parents are asked for; empty: those of the bucket's newest complete version. */
  readonly fingerprint: string
  /** Only children that were built from what this channel pointed at then; empty: from any version. */
  readonly channelName: string
  readonly page: PageRequest<RelationOrderField>
}

/** What a bucket's version was built from, and which buckets build on this one with their newest complete version. */
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
    ...(direction === 'children' ? {} : version ? { childVersionId: version.id } : { childBucketId: bucketId }),
    ...(direction === 'parents' ? {} : { parentBucketId: bucketId }),
    ...(channel ? { channelId: channel.id } : {}),
  }
}
