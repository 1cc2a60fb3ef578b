import { authorizeBuckets } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Store } from '../../store.ts'
import type { Bucket } from '../bucket/bucket.ts'
import type { VersionOutline } from '../version/version.ts'
import type { ArtifactQuery } from './build-store.ts'
import type { Build } from './build.ts'

export interface FoundArtifact {
  readonly bucket: Bucket
  readonly version: VersionOutline
  readonly build: Build
}

// An image id names one image, or one copy per region; a query with a thousand matches is broken.
const MATCHES = 1000

/** How many builds are read at a time, each with its bucket and version. */
const BATCH = 50

/** Finds the builds that made an image by the platform's id of it, newest first. They are read as the caller iterates. */
export async function searchArtifacts(
  context: Context,
  { location, query }: { readonly location: Location; readonly query: ArtifactQuery },
): Promise<AsyncIterable<FoundArtifact>> {
  const names = authorizeBuckets(context, 'build.get', location)
  if (query.externalIdentifier === '')
    throw invalidArgument('external_identifier', 'is required: the id of the image on its platform, such as "ami-0123"')
  const matches = await context.store.builds.searchArtifacts(location.projectId, query, MATCHES)
  // Each build once, however many of its artifacts match.
  return read(context.store, [...new Map(matches.map(({ buildId, versionId }) => [buildId, versionId]))], names)
}

/** Leaves out what was deleted between the reads, and builds of buckets whose names are not among `names`. */
async function* read(
  { buckets, versions, builds }: Store,
  matches: readonly (readonly [buildId: string, versionId: string])[],
  names: readonly string[] | null,
): AsyncGenerator<FoundArtifact> {
  for (let start = 0; start < matches.length; start += BATCH) {
    const batch = matches.slice(start, start + BATCH)
    const outlines = await versions.findOutlines([...new Set(batch.map(([, versionId]) => versionId))])
    const versionById = new Map(outlines.map((version) => [version.id, version]))
    const found = await buckets.findMany([...new Set(outlines.map(({ bucketId }) => bucketId))])
    const bucketById = new Map(found.map((bucket) => [bucket.id, bucket]))
    for await (const build of builds.read(batch.map(([buildId]) => buildId))) {
      const version = versionById.get(build.versionId)
      const bucket = version && bucketById.get(version.bucketId)
      if (version && bucket && (names === null || names.includes(bucket.name))) yield { bucket, version, build }
    }
  }
}
