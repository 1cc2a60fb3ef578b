import { ApiError } from '../../../../client/api-error.ts'
import { digestOf, versionShown } from './read-registry/comparable.ts'
import type { KnownVersion, KnownVersions } from './read-registry/read-registry.ts'
import { type Source, versionsOf } from './read-registry/source.ts'

/** The versions that a registry already has of a bucket; none if it does not have the bucket. */
export async function knownVersions(target: Source, bucket: string): Promise<KnownVersions> {
  const known = new Map<string, KnownVersion>()
  try {
    for await (const version of versionsOf(target, bucket))
      known.set(version.fingerprint, { digest: digestOf(versionShown(version)), hasParents: version.parents !== null })
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'not_found')) throw error
  }
  return known
}
