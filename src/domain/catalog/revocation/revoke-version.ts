import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import type { Change } from '../../context.ts'
import { type Instant, later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, unknownFingerprint } from '../../errors.ts'
import { promiseJob } from '../../record/job/promise-job.ts'
import type { Operation } from '../../record/operation/operation.ts'
import { recordOperation } from '../../record/operation/record-operation.ts'
import { requireLength } from '../../require-length.ts'
import type { Ports } from '../../store.ts'
import { settleLatest } from '../channel/point-channel.ts'
import type { VersionRef } from '../version/get-version.ts'
import { isComplete, nameOf, summaryOf, type Version, type VersionOutline } from '../version/version.ts'
import { announceFreedom, announceRevocation } from './announce-revocation.ts'
import { applyRevocation } from './apply-revocation.ts'
import type { Heir } from './revocation-store.ts'
import { isInEffect, type ManualRevocation } from './revocation.ts'

/** Limited because the event of every heir repeats the message. */
export const MESSAGE_BYTES = 2048

export interface RevokeRequest extends VersionRef {
  /** When it takes effect: a date (one in the past means now), or a time from now. */
  readonly at: Instant | { readonly inMs: number }
  readonly message: string
  readonly includeDescendants: boolean
  readonly rollbackChannels: boolean
}

/**
 * Takes a complete version out of use, now or at a date, and everything built from it if `includeDescendants` is set. A
 * scheduled revocation is replaced; a version with its own revocation in effect is refused (`failed_precondition`).
 */
export async function revokeVersion(
  context: Context,
  request: RevokeRequest,
): Promise<{ readonly version: Version; readonly operation: Operation }> {
  const { fingerprint } = request
  authorize(context, 'version.revoke', request)
  requireLength('revocation_message', request.message, MESSAGE_BYTES)
  return changeBucket(context, 'version.revoke', 'alone', request, async (change, bucket) => {
    const { tx, now } = change
    const version = (await tx.versions.find(bucket.id, fingerprint)) ?? fail(unknownFingerprint(fingerprint))
    const replaced = await replaceSchedule(change, await requireRevocable(tx, version, now))
    const revocation = newRevocation(change, request, version)
    await tx.revocations.insert(revocation)
    if (request.includeDescendants) {
      const heirs = await tx.versions.listDescendants(version.id)
      await tx.revocations.inherit(
        revocation.id,
        heirs.map(({ id }) => id),
      )
    }
    // Heirs of the replaced schedule need not inherit the new revocation.
    await announceFreedom(change, summaryOf(version), { wasInEffect: false, heirs: replaced })
    if (revocation.at <= now) await applyRevocation(change, revocation)
    else await schedule(change, revocation)
    const revoked = (await tx.versions.findById(version.id)) ?? fail(unknownFingerprint(fingerprint))
    return { version: revoked, operation: await recordOperation(change) }
  })
}

function newRevocation(change: Change, request: RevokeRequest, version: Version): ManualRevocation {
  const { now } = change
  const { location, message, includeDescendants, rollbackChannels } = request
  const asked = typeof request.at === 'string' ? request.at : later(now, request.at.inMs)
  return {
    id: change.newId(),
    projectId: location.projectId,
    version: summaryOf(version),
    at: asked < now ? now : asked,
    message,
    author: change.actor.name,
    includeDescendants,
    rollbackChannels,
    appliedAt: null,
    createdAt: now,
  }
}

/** Refuses an incomplete version, and one with its own revocation in effect. Returns the schedule to be replaced, if any. */
export async function requireRevocable(
  { revocations }: Ports,
  version: VersionOutline,
  now: Instant,
): Promise<ManualRevocation | undefined> {
  if (!isComplete(version))
    throw failedPrecondition(
      `version with fingerprint "${version.fingerprint}" is incomplete (v0) and nobody is told to use it: finish or delete it instead of revoking it`,
    )
  const own = await revocations.findByVersion(version.id)
  if (own && isInEffect(own, now))
    throw failedPrecondition(
      `version ${nameOf(version)} has been revoked since ${own.at}: restore it before you revoke it again`,
    )
  return own
}

/** Deletes the schedule, if any, and returns the versions that had inherited it. */
async function replaceSchedule({ tx }: Change, own: ManualRevocation | undefined): Promise<readonly Heir[]> {
  if (!own) return []
  const heirs = await tx.revocations.listHeirs(own.id)
  await tx.jobs.withdraw('apply-revocation', own.id)
  await tx.revocations.delete(own.id)
  return heirs
}

async function schedule(change: Change, revocation: ManualRevocation): Promise<void> {
  await promiseJob(change, { kind: 'apply-revocation', subject: revocation.id, runAt: revocation.at })
  const heirs = await change.tx.revocations.listHeirs(revocation.id)
  await announceRevocation(change, { revocation, heirs })
  // What the version inherited no longer counts, so until the date it is valid again.
  await settleLatest(change, [revocation.version.bucketId])
}
