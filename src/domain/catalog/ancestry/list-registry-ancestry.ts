import { authorizeBuckets, isAllowed } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { VersionOutline } from '../version/version.ts'
import type { PairOrderField } from './ancestry-store.ts'
import { type AncestryStatus, statusOfRelation } from './ancestry.ts'

/** A relation with the outlines of both versions. */
export interface RegistryRelation {
  readonly parent: VersionOutline
  readonly child: VersionOutline
  /** Empty when no channel is known, or the actor may not see it. */
  readonly channelName: string
  readonly status: AncestryStatus
}

/** Lists the newest relation of each pair of buckets that the actor may see. */
export async function listRegistryAncestry(
  context: Context,
  { location, page }: { readonly location: Location; readonly page: PageRequest<PairOrderField> },
): Promise<Page<RegistryRelation>> {
  const names = authorizeBuckets(context, 'bucket.get', location)
  const { ancestry, versions } = context.store
  const found = await ancestry.listNewest({ projectId: location.projectId, names }, page)
  const ids = [...new Set(found.items.flatMap(({ parent, child }) => [parent.id, child.id]))]
  const outlines = new Map((await versions.findOutlines(ids)).map((version) => [version.id, version]))
  const items = found.items.flatMap((relation): readonly RegistryRelation[] => {
    const parent = outlines.get(relation.parent.id)
    const child = outlines.get(relation.child.id)
    // One of them was deleted meanwhile.
    if (!parent || !child) return []
    const { channel } = relation
    const isSeen =
      channel !== null &&
      (!channel.restricted || isAllowed(context, 'channel.get-restricted', { location, bucketName: parent.bucketName }))
    return [{ parent, child, channelName: isSeen ? channel.name : '', status: statusOfRelation(relation) }]
  })
  return { ...found, items }
}
