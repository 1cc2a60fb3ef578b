// incomplete (v0) --last build done, or on request--> complete (vN). Never back, and never twice: the bucket's lock is
// held, so the transaction that finishes the last build sees every other build finished.
//
// A version that waits for a build completes as soon as that is done, because Packer assigns channels with its next request.
// A version whose builds are created for existing images, one by one, waits for none, and no request says which build is the
// last: it completes a moment after. HCP always takes a moment (terraform-provider-hcp, testclient/version.go sleeps).
import { changeBucket, tendBucket } from '../../change.ts'
import type { Change } from '../../context.ts'
import { type Instant, later, nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, notFound, unknownFingerprint } from '../../errors.ts'
import { finishedBuild, versionSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { promiseJob } from '../../record/job/promise-job.ts'
import type { Bucket } from '../bucket/bucket.ts'
import type { Build } from '../build/build.ts'
import { settleLatestOn } from '../channel/point-channel.ts'
import type { VersionRef } from './get-version.ts'
import { type BuildOutline, isComplete, isReadyToComplete, type Version, type VersionOutline } from './version.ts'

/** Long enough for a script to register its next region. */
const PAUSE_MS = 5000

interface Completion {
  readonly bucket: Bucket
  readonly before: VersionOutline
  readonly after: VersionOutline
  /** The build that was created or changed; null when one was deleted. */
  readonly build: Build | null
}

/** Completes the version if its builds allow it, now or in a moment. The caller holds the bucket's lock. */
export async function completeIfReady(change: Change, { bucket, before, after, build }: Completion): Promise<void> {
  if (!isReadyToComplete(after)) return
  if (before.builds.some(({ status }) => status !== 'done')) await completeWhole(change, bucket, after, build)
  else {
    const runAt = momentAfter(after.builds, change.now)
    await promiseJob(change, { kind: 'complete-version', subject: after.id, runAt })
  }
}

/** PAUSE_MS after the last change of the builds, or after `now` if that is later. */
const momentAfter = (builds: readonly BuildOutline[], now: Instant): Instant =>
  later(
    builds.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), now),
    PAUSE_MS,
  )

/**
 * Completes a version whose pause has passed. Returns when to try again if a build was created or changed meanwhile, and
 * undefined when nothing is left to do: the version was completed or deleted, or now waits for a build.
 */
export async function completeInItsMoment(context: Context, versionId: string): Promise<Instant | undefined> {
  const { store } = context
  const [found] = await store.versions.findOutlines([versionId])
  const [place] = await store.buckets.findMany(found ? [found.bucketId] : [])
  if (!place) return undefined
  return tendBucket(context, { projectId: place.projectId, bucketName: place.name }, async (change, bucket) => {
    const [version] = await change.tx.versions.findOutlines([versionId])
    if (!version || version.bucketId !== bucket.id || !isReadyToComplete(version)) return undefined
    const due = momentAfter(version.builds, version.createdAt)
    if (due > change.now) return due
    await completeWhole(change, bucket, version, null)
    return undefined
  })
}

/**
 * Completes a version on request, even if some of its builds never ran. Refused (`failed_precondition`) when no build is
 * done. A complete version is returned as it is.
 */
export async function completeVersion(context: Context, ref: VersionRef): Promise<Version> {
  const { fingerprint } = ref
  return changeBucket(context, 'version.complete', 'shared', ref, async (change, bucket) => {
    const version = (await change.tx.versions.find(bucket.id, fingerprint)) ?? fail(unknownFingerprint(fingerprint))
    if (isComplete(version)) return version
    if (!version.builds.some((build) => build.status === 'done'))
      throw failedPrecondition(`version "${fingerprint}" has no build that is done: finish one before you complete it`)
    return complete(change, bucket, version)
  })
}

/** Completes the version, and reads its builds in full, which only the event of the completion needs. */
async function completeWhole(
  change: Change,
  bucket: Bucket,
  version: VersionOutline,
  build: Build | null,
): Promise<void> {
  // A version that was built from another may have inherited a revocation in this very transaction.
  const isAtHand = build !== null && build.parentVersionId === '' && version.builds.length === 1
  const whole = isAtHand ? { ...version, builds: [build] } : await change.tx.versions.findById(version.id)
  await complete(change, bucket, whole ?? fail(notFound('version', version.fingerprint)))
}

async function complete(change: Change, bucket: Bucket, version: Version): Promise<Version> {
  const { tx } = change
  const updatedAt = nowAfter(change.now, version.updatedAt, bucket.updatedAt)
  const completed = { ...version, sequence: bucket.lastSequence + 1, updatedAt }
  await tx.versions.update(completed)
  await tx.buckets.update({
    ...bucket,
    lastSequence: completed.sequence,
    versionCount: bucket.versionCount + 1,
    updatedAt,
  })
  const payload = { version: versionSnapshot(completed, updatedAt), builds: completed.builds.map(finishedBuild) }
  recordEvent(change, { kind: 'version.completed', bucket, payload })
  await settleLatestOn(change, completed)
  return completed
}
