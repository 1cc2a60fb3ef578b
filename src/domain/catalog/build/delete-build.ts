import { changeBucket } from '../../change.ts'
import type { Context } from '../../context.ts'
import { failedPrecondition } from '../../errors.ts'
import { versionSnapshot, wholeBuild } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { completeIfReady } from '../version/complete-version.ts'
import { isComplete, nameOf } from '../version/version.ts'
import type { BuildRef } from './get-build.ts'
import { findToChange } from './update-build.ts'

/**
 * Deletes a build of an incomplete version, for example one that `packer build -only` left out. The version completes if it
 * was waiting for this build alone. A complete version keeps its builds.
 */
export async function deleteBuild(context: Context, ref: BuildRef): Promise<void> {
  return changeBucket(context, 'build.delete', 'alone', ref, async (change, bucket) => {
    const { tx } = change
    const { version, build } = await findToChange(tx, bucket.id, ref)
    if (isComplete(version))
      throw failedPrecondition(`version ${nameOf(version)} is complete: delete the whole version instead of one build`)
    await tx.builds.delete(build.id)
    if (build.parentVersionId !== '') await tx.ancestry.record(version.id)
    const payload = { version: versionSnapshot(version, change.now), build: wholeBuild(build) }
    recordEvent(change, { kind: 'build.deleted', bucket, payload })
    const builds = version.builds.filter((other) => other.id !== build.id)
    await completeIfReady(change, { bucket, before: version, after: { ...version, builds }, build: null })
  })
}
