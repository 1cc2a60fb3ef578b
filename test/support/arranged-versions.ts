// Versions with running builds, inserted directly into a store: tests of races need many of them, and only look at the final state.
import assert from 'node:assert/strict'
import { newId } from '../../src/machine/new-id.ts'
import type { Bucket } from '../../src/domain/catalog/bucket/bucket.ts'
import type { Build } from '../../src/domain/catalog/build/build.ts'
import type { Version } from '../../src/domain/catalog/version/version.ts'
import type { Clock } from '../../src/domain/clock.ts'
import type { Store } from '../../src/domain/store.ts'

export interface Arrangement {
  readonly store: Store
  readonly clock: Clock
  readonly projectId: string
}

export async function bucketOf({ store, projectId }: Arrangement, name: string): Promise<Bucket> {
  return (await store.buckets.find(projectId, name)) ?? assert.fail(`there is no bucket ${name}`)
}

/** Creates this many incomplete versions of the bucket, each with this many running builds. */
export async function arrangeVersions(
  arrangement: Arrangement,
  bucketName: string,
  { versions, builds }: { readonly versions: number; readonly builds: number },
): Promise<readonly Version[]> {
  const bucket = await bucketOf(arrangement, bucketName)
  const createdAt = arrangement.clock.now()
  const arranged = Array.from({ length: versions }, () => versionWith(bucket, builds, createdAt))
  await arrangement.store.transaction(async (tx) => {
    for (const version of arranged) {
      await tx.versions.insert(version)
      for (const build of version.builds) await tx.builds.insert(build)
    }
  })
  return arranged
}

function versionWith(bucket: Bucket, builds: number, createdAt: string): Version {
  const id = newId()
  const stamps = { createdAt, updatedAt: createdAt }
  return {
    id,
    bucketId: bucket.id,
    bucketName: bucket.name,
    fingerprint: id,
    templateType: 'hcl2',
    sequence: null,
    authorId: 'somebody',
    ...stamps,
    builds: Array.from({ length: builds }, (_, index): Build => ({
      id: newId(),
      versionId: id,
      componentType: `file.source-${index}`,
      status: 'running',
      platform: '',
      packerRunUuid: '',
      labels: {},
      artifacts: [],
      sourceExternalIdentifier: '',
      parentVersionId: '',
      parentChannelId: '',
      metadata: null,
      heartbeatAt: null,
      startedAt: null,
      ...stamps,
    })),
    revocation: null,
    parents: [],
    hasDescendants: false,
  }
}
