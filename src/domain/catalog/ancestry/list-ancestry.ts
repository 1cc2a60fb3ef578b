import { authorize, isAllowed } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { fail, notFound, unknownFingerprint } from '../../errors.ts'
import { bucketIn, type Location } from '../../location.ts'
import type { Page, PageRequest } from '../../page.ts'
import { findVisibleChannel } from '../channel/get-channel.ts'
import type { RelationOrderField, RelationQuery } from './ancestry-store.ts'
import { type StandingRelation, statusOfRelation } from './ancestry.ts'

export interface AncestryQuery {
  readonly location: Location
  readonly bucketName: string
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
  authorize(context, 'version.get', bucketIn(query))
  const { ancestry } = context.store
  const relations = await relationQuery(context, query)
  const found = await ancestry.list(relations, query.page)
  const seesRestricted = isAllowed(context, 'channel.get-restricted', bucketIn(query))
  const items = found.items.map((relation) => ({
    ...relation,
    status: statusOfRelation(relation),
    channel: relation.channel?.restricted && !seesRestricted ? null : relation.channel,
  }))
  return { ...found, items, count: await ancestry.count(relations) }
}

async function relationQuery(context: Context, query: AncestryQuery): Promise<RelationQuery> {
  const { location, bucketName, direction, fingerprint, channelName } = query
  const { buckets, versions } = context.store
  const bucket = (await buckets.find(location.projectId, bucketName)) ?? fail(notFound('bucket', bucketName))
  const child =
    fingerprint === ''
      ? { childBucketId: bucket.id }
      : {
          childVersionId: (
            (await versions.findOutline(bucket.id, fingerprint)) ?? fail(unknownFingerprint(fingerprint))
          ).id,
        }
  const channel =
    channelName === '' ? null : await findVisibleChannel(context, { location, bucketName, name: channelName })
  return {
    ...(direction !== 'children' ? child : {}),
    ...(direction !== 'parents' ? { parentBucketId: bucket.id } : {}),
    ...(channel ? { channelId: channel.id } : {}),
  }
}
