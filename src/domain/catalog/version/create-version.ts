import { authorize } from '../../authorize.ts'
import { changeBucket } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { alreadyExists } from '../../errors.ts'
import type { BucketRef } from '../../location.ts'
import { versionSnapshot } from '../../record/event/version-snapshot.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { requireFingerprint, type TemplateType, type Version } from './version.ts'

export interface NewVersion extends BucketRef {
  readonly fingerprint: string
  readonly templateType: TemplateType
}

/** Creates a version without builds; it stays incomplete (`v0`) until all its builds are done. */
export async function createVersion(context: Context, input: NewVersion): Promise<Version> {
  const { bucketName, fingerprint, templateType } = input
  authorize(context, 'version.create', input)
  requireFingerprint(fingerprint)
  return changeBucket(context, 'version.create', 'shared', input, async (change, bucket) => {
    const { tx } = change
    // Later than every other version, even one that a server whose clock is ahead has created: the last is the newest.
    const createdAt = nowAfter(change.now, (await tx.versions.newestCreatedAt(bucket.id)) ?? '')
    const version: Version = {
      id: change.newId(),
      bucketId: bucket.id,
      bucketName,
      fingerprint,
      templateType,
      sequence: null,
      authorId: change.actor.name,
      createdAt,
      updatedAt: createdAt,
      builds: [],
      revocation: null,
      parents: [],
      hasDescendants: false,
    }
    if (!(await tx.versions.insert(version))) throw alreadyExists('version', fingerprint)
    const payload = { version: versionSnapshot(version, change.now) }
    recordEvent(change, { kind: 'version.created', bucket, payload })
    return version
  })
}
