// incomplete (v0) --last build done, or asked for--> complete (vN). Never back, and never twice: the bucket's lock is
// held, so whoever finishes the last build has seen every other build finished.
import { authorize } from '../authorize.ts'
import type { Bucket } from '../bucket/bucket.ts'
import { lockBucket } from '../bucket/lock-bucket.ts'
import { settleLatest } from '../channel/settle-channels.ts'
import { type Change, makeChange } from '../change.ts'
import { nowAfter } from '../clock.ts'
import type { Context } from '../context.ts'
import { failedPrecondition, fail, unknownFingerprint } from '../errors.ts'
import { finishedBuild } from '../event/build-snapshot.ts'
import { recordEvent, versionSnapshot } from '../event/record-event.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { VersionRef } from './get-version.ts'
import { isComplete, isReadyToComplete, type Version } from './version.ts'

/** Completes the version if its builds allow it; otherwise answers it as it is. The caller holds the bucket's lock. */
export async function completeIfReady(
  change: Change,
  tx: Ports,
  place: { readonly location: Location; readonly bucket: Bucket },
  version: Version,
): Promise<Version> {
  return isReadyToComplete(version) ? complete(change, tx, place, version) : version
}

/**
 * Completes a version on request, builds that never ran notwithstanding. Refused (`failed_precondition`) without a done
 * build; a complete version is answered as it is.
 */
export async function completeVersion(
  context: Context,
  { location, bucketName, fingerprint }: VersionRef,
): Promise<Version> {
  authorize(context, 'contribute', location)
  return makeChange(context, async (tx, change) => {
    const bucket = await lockBucket(tx, location, bucketName)
    const version = (await tx.versions.find(bucket.id, fingerprint)) ?? fail(unknownFingerprint(fingerprint))
    if (isComplete(version)) return version
    if (!version.builds.some((build) => build.status === 'done'))
      throw failedPrecondition(`version "${fingerprint}" has no build that is done: finish one before you complete it`)
    return complete(change, tx, { location, bucket }, version)
  })
}

async function complete(
  change: Change,
  tx: Ports,
  { location, bucket }: { readonly location: Location; readonly bucket: Bucket },
  version: Version,
): Promise<Version> {
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
  await recordEvent(change, tx, {
    location,
    subject: 'version',
    action: 'complete',
    description: 'Completed version',
    bucket,
    payload,
  })
  await settleLatest(change, tx, location, [bucket.id])
  return completed
}
