import { isAllowed } from '../../authorize.ts'
import { viewBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import type { BucketRef } from '../../location.ts'
import type { PageEdges, PageRequest } from '../../page.ts'
import type { VersionOrderField, VersionSearch } from './version-store.ts'
import type { VersionOutline } from './version.ts'

/** A version with the channels that use it. */
export interface StandingVersion {
  readonly version: VersionOutline
  /** Names of the channels that point at it and that the actor may see. */
  readonly channels: readonly string[]
  /** The ancestor whose revocation it inherited; null without one, or when it was deleted or its bucket is hidden from the actor. */
  readonly revokedAncestor: VersionOutline | null
}

export interface WantedVersions extends BucketRef, Pick<VersionSearch, 'statuses'> {
  readonly page: PageRequest<VersionOrderField>
}

/** How many versions are read at a time. */
const AT_ONCE = 50

/** The versions of a bucket that have one of the statuses (empty: any), and their number. */
export async function listStandingVersions(
  context: Context,
  { page, statuses, ...ref }: WantedVersions,
): Promise<PageEdges & { readonly count: number; readonly items: AsyncIterable<StandingVersion> }> {
  const bucket = await viewBucket(context, 'version.get', ref)
  const { versions } = context.store
  const search = { bucketId: bucket.id, statuses, now: context.clock.now() }
  const found = await versions.search(search, page)
  const items = standingInTurn(context, ref, bucket.id, found.items)
  return { ...found, items, count: await versions.countSearched(search) }
}

async function* standingInTurn(
  context: Context,
  ref: BucketRef,
  bucketId: string,
  ids: readonly string[],
): AsyncGenerator<StandingVersion> {
  const seesRestricted = isAllowed(context, 'channel.get-restricted', ref)
  const channels = (await context.store.channels.list(bucketId)).filter(
    ({ restricted }) => seesRestricted || !restricted,
  )
  const pointing = Map.groupBy(channels, ({ version }) => version?.id ?? null)
  for (let done = 0; done < ids.length; done += AT_ONCE) {
    const some = ids.slice(done, done + AT_ONCE)
    const versions = byId(await context.store.versions.findOutlines(some))
    const ancestors = await revokedAncestors(context, ref, [...versions.values()])
    for (const id of some) {
      const version = versions.get(id)
      if (version === undefined) continue
      const revokedAncestor = ancestors.get(version.revocation?.inheritedFrom?.id ?? '') ?? null
      yield { version, channels: (pointing.get(id) ?? []).map(({ name }) => name), revokedAncestor }
    }
  }
}

const byId = (versions: readonly VersionOutline[]) => new Map(versions.map((version) => [version.id, version]))

async function revokedAncestors(context: Context, { location }: BucketRef, versions: readonly VersionOutline[]) {
  const inherited = versions.flatMap(({ revocation }) => revocation?.inheritedFrom ?? [])
  const seen = inherited.filter(({ bucketName }) => isAllowed(context, 'version.get', { location, bucketName }))
  return byId(await context.store.versions.findOutlines([...new Set(seen.map(({ id }) => id))]))
}
