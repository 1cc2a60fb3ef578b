// What happens to images after they were recorded, to store; see arrange.ts.
import type { Bucket } from '../../src/domain/catalog/bucket/bucket.ts'
import type { Channel } from '../../src/domain/catalog/channel/channel.ts'
import type { ManualRevocation, VersionSummary } from '../../src/domain/catalog/revocation/revocation.ts'
import type { Version } from '../../src/domain/catalog/version/version.ts'
import type { Project } from '../../src/domain/organization/organization.ts'
import type { Job } from '../../src/domain/record/job/job.ts'
import type { Registry } from '../../src/domain/registry/registry.ts'
import type { Store } from '../../src/domain/store.ts'
import { aBucket, aBuild, at, aVersion, newId, storedProject, storeVersion } from './arrange.ts'

let last = 0
/** A higher sequence number than any before. */
const nextSequence = (): number => {
  last += 1
  return last
}

export const aRegistry = (project: Project, given: Partial<Registry> = {}): Registry => ({
  id: newId(),
  projectId: project.id,
  featureTier: 'standard',
  activated: true,
  createdAt: at(0),
  updatedAt: at(0),
  ...given,
})

export const summaryOf = ({ id, bucketId, bucketName, fingerprint, sequence }: Version): VersionSummary => ({
  id,
  bucketId,
  bucketName,
  fingerprint,
  sequence,
})

export const aRevocation = (
  project: Project,
  version: Version,
  given: Partial<ManualRevocation> = {},
): ManualRevocation => ({
  id: newId(),
  projectId: project.id,
  version: summaryOf(version),
  at: at(0),
  message: 'openssl',
  author: 'security',
  includeDescendants: true,
  rollbackChannels: true,
  appliedAt: null,
  createdAt: at(0),
  ...given,
})

export const aJob = (given: Partial<Job> = {}): Job => ({
  id: newId(),
  kind: 'apply-revocation',
  subject: newId(),
  runAt: at(0),
  failures: 0,
  lastError: '',
  claimedUntil: null,
  createdAt: at(0),
  ...given,
})

export async function storedBucketIn(store: Store, project: Project): Promise<Bucket> {
  const bucket = aBucket(project)
  await store.transaction(({ buckets }) => buckets.insert(bucket))
  return bucket
}

/** Stores a version, newer than any before, with a build for each parent id. It is complete unless `given` says otherwise. */
export async function storedChild(
  store: Store,
  bucket: Bucket,
  parentIds: readonly string[],
  given: Partial<Version> = {},
): Promise<Version> {
  const version = aVersion(bucket, { sequence: nextSequence(), ...given })
  const builds = parentIds.map((parentVersionId) => aBuild(version, { parentVersionId, parentChannelId: '' }))
  await storeVersion(store, { ...version, builds })
  return { ...version, builds }
}

export interface Family {
  readonly project: Project
  readonly bucket: Bucket
  /** Stores a complete version that was built from these, in the family's one bucket. */
  readonly born: (...parents: readonly Version[]) => Promise<Version>
}

/** A project of its own, for versions that are built from one another. */
export async function storedFamily(store: Store): Promise<Family> {
  const { project } = await storedProject(store)
  const bucket = await storedBucketIn(store, project)
  const born = (...parents: readonly Version[]) =>
    storedChild(
      store,
      bucket,
      parents.map(({ id }) => id),
    )
  return { project, bucket, born }
}

/** Stores the revocation and, if it includes descendants, what they inherit of it. */
export async function revoke(store: Store, revocation: ManualRevocation): Promise<void> {
  await store.transaction(async ({ revocations, versions }) => {
    await revocations.insert(revocation)
    if (!revocation.includeDescendants) return
    const heirs = await versions.listDescendants(revocation.version.id)
    await revocations.inherit(
      revocation.id,
      heirs.map(({ id }) => id),
    )
  })
}

export async function storeChannel(store: Store, channel: Channel): Promise<void> {
  await store.transaction(({ channels }) => channels.insert(channel))
}
