import { authorize } from '../authorize.ts'
import type { Bucket } from '../bucket/bucket.ts'
import type { Context } from '../context.ts'
import { invalidArgument } from '../errors.ts'
import type { Location } from '../location.ts'
import type { Version } from '../version/version.ts'
import type { ArtifactQuery } from './build-store.ts'
import type { Build } from './build.ts'

export interface FoundArtifact {
  readonly bucket: Bucket
  readonly version: Version
  readonly build: Build
}

// An image id names one image, or one per region of a copy; a thousand matches are a broken query.
const MATCHES = 1000

/** The builds that made an image, found by the platform's id of it, newest first. */
export async function searchArtifacts(
  context: Context,
  { location, query }: { readonly location: Location; readonly query: ArtifactQuery },
): Promise<readonly FoundArtifact[]> {
  authorize(context, 'view', location)
  if (query.externalIdentifier === '')
    throw invalidArgument('external_identifier', 'is required: the id of the image on its platform, such as "ami-0123"')
  const { builds, versions, buckets } = context.store
  const matches = await builds.searchArtifacts(location.projectId, query, MATCHES)
  const found = await versions.findMany([...new Set(matches.map(({ versionId }) => versionId))])
  const versionById = new Map(found.map((version) => [version.id, version]))
  const foundBuckets = await buckets.findMany([...new Set(found.map(({ bucketId }) => bucketId))])
  const bucketById = new Map(foundBuckets.map((bucket) => [bucket.id, bucket]))
  // One line a build, however many of its artifacts match; what was deleted between the reads is left out.
  const buildIds = new Map(matches.map(({ buildId, versionId }) => [buildId, versionId]))
  return [...buildIds].flatMap(([buildId, versionId]) => {
    const version = versionById.get(versionId)
    const bucket = version && bucketById.get(version.bucketId)
    const build = version?.builds.find(({ id }) => id === buildId)
    return version && bucket && build ? [{ bucket, version, build }] : []
  })
}
