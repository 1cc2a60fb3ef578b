import { changeBucket } from '../../change.ts'
import type { Change } from '../../context.ts'
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, unknownFingerprint } from '../../errors.ts'
import type { Operation } from '../../record/operation/operation.ts'
import { recordOperation } from '../../record/operation/record-operation.ts'
import { settleChannels } from '../channel/point-channel.ts'
import type { VersionRef } from '../version/get-version.ts'
import { nameOf, summaryOf, type Version } from '../version/version.ts'
import { announceRestoration, type Withdrawn } from './announce-revocation.ts'
import { isInEffect } from './revocation.ts'

/**
 * Withdraws a version's own revocation, in effect or scheduled, and what its descendants inherited from it. Channels stay
 * where they were rolled back to; `latest` moves. A version that is revoked only by inheritance is refused: its ancestor has
 * to be restored, unless the ancestor was deleted.
 */
export async function restoreVersion(
  context: Context,
  ref: VersionRef,
): Promise<{ readonly version: Version; readonly operation: Operation }> {
  const { fingerprint } = ref
  return changeBucket(context, 'version.restore', 'alone', ref, async (change, bucket) => {
    const { tx } = change
    const version = (await tx.versions.find(bucket.id, fingerprint)) ?? fail(unknownFingerprint(fingerprint))
    const withdrawn = await takeBack(change, version)
    const restored = (await tx.versions.findById(version.id)) ?? fail(unknownFingerprint(fingerprint))
    await announceRestoration(change, restored, withdrawn)
    // The version's own schedule may have hidden a revocation that it inherited, which counts from now on.
    await settleChannels(change, [summaryOf(version), ...withdrawn.heirs])
    return { version: restored, operation: await recordOperation(change) }
  })
}

async function takeBack({ tx, location, now }: Change, version: Version): Promise<Withdrawn> {
  const own = await tx.revocations.findByVersion(version.id)
  if (own) {
    const heirs = await tx.revocations.listHeirs(own.id)
    await tx.jobs.withdraw('apply-revocation', own.id)
    await tx.revocations.delete(own.id)
    return { wasInEffect: isInEffect(own, now), heirs }
  }
  const { revocation } = version
  if (revocation === null)
    throw failedPrecondition(`version ${nameOf(version)} (fingerprint "${version.fingerprint}") is not revoked`)
  const ancestor = revocation.inheritedFrom ?? summaryOf(version)
  if (await tx.versions.locate(location.projectId, ancestor.id))
    throw failedPrecondition(
      `version ${nameOf(version)} inherited its revocation: restore ${nameOf(ancestor)} (fingerprint "${ancestor.fingerprint}") of bucket "${ancestor.bucketName}", which it was built from`,
    )
  await tx.revocations.releaseOrphaned(version.id)
  return { wasInEffect: isInEffect(revocation, now), heirs: [] }
}
