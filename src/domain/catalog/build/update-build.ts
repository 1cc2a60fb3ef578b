import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { fail, failedPrecondition, notFound } from '../../errors.ts'
import { changedBuild, previousFacts, versionSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Ports } from '../../store.ts'
import { completeIfReady } from '../version/complete-version.ts'
import type { VersionAroundBuild } from '../version/version-store.ts'
import { isComplete, nameOf } from '../version/version.ts'
import { requireRoom } from './build-weight.ts'
import type { Build, Heartbeats } from './build.ts'
import type { BuildRef } from './get-build.ts'
import { type BuildChanges, mergeBuild, requireLengths, signsOfLife } from './merge-build.ts'
import { recordParent } from './record-parent.ts'

/**
 * Stores what Packer reports about a build: heartbeats, its end, its artifacts. The update that makes the last build of a
 * version done completes the version in the same transaction, because Packer assigns channels right after it. On a
 * complete version only a repeat of what is stored is accepted (from a client that missed the first response).
 */
export async function updateBuild(
  context: Context,
  { changes, heartbeats, ...ref }: BuildRef & { readonly changes: BuildChanges; readonly heartbeats: Heartbeats },
): Promise<Build> {
  authorize(context, 'build.update', ref)
  requireLengths(changes)
  const hold = changes.parentVersionId || changes.parentChannelId ? 'alone' : 'shared'
  return changeBucket(context, 'build.update', hold, ref, async (change, bucket) => {
    const { tx, now, newId } = change
    const { version, build: before } = await findToChange(tx, bucket.id, ref)
    const merged = mergeBuild(before, changes, { newId, createdAt: now })
    if (isComplete(version)) {
      if (merged === before) return before
      throw failedPrecondition(
        `version ${nameOf(version)} (fingerprint "${ref.fingerprint}") is complete: its builds cannot change any more`,
      )
    }
    const updatedAt = nowAfter(now, before.updatedAt)
    const build = { ...merged, ...signsOfLife({ before, changes, heartbeats, now }), updatedAt }
    if (merged !== before) requireRoom(version, before, build)
    await tx.builds.update(build, before)
    // A heartbeat that changes nothing is not an event: heartbeats would drown all other events.
    if (merged !== before) {
      const changed = { build: changedBuild(before, build), previous: previousFacts(before, build) }
      const payload = { version: versionSnapshot(version, now), ...changed }
      recordEvent(change, { kind: 'build.updated', bucket, payload })
    }
    const builds = version.builds.map((other) => (other.id === build.id ? build : other))
    await recordParent(change, version, before, build)
    await completeIfReady(change, { bucket, before: version, after: { ...version, builds }, build })
    return build
  })
}

/** The version, and the build that is to be changed in full; `not_found` when there is no such version or build. */
export async function findToChange(
  tx: Ports,
  bucketId: string,
  { fingerprint, buildId }: BuildRef,
): Promise<VersionAroundBuild & { readonly build: Build }> {
  const { version, build } =
    (await tx.versions.findAroundBuild(bucketId, fingerprint, buildId)) ?? fail(notFound('version', fingerprint))
  return { version, build: build ?? fail(notFound('build', buildId)) }
}
