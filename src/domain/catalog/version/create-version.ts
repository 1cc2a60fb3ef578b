import { authorize } from '../../authorize.ts'
import { makeChange } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { alreadyExists } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { recordEvent, versionSnapshot } from '../../record/event/record-event.ts'
import { lockActivated } from '../../registry/require-activated.ts'
import { lockBucket } from '../bucket/lock-bucket.ts'
import { requireFingerprint, type TemplateType, type Version } from './version.ts'

export interface NewVersion {
  readonly location: Location
  readonly bucketName: string
  readonly fingerprint: string
  readonly templateType: TemplateType
}

/** Creates a version without builds; it stays incomplete (`v0`) until all its builds are done. */
export async function createVersion(context: Context, input: NewVersion): Promise<Version> {
  const { location, bucketName, fingerprint, templateType } = input
  authorize(context, 'contribute', location)
  requireFingerprint(fingerprint)
  return makeChange(context, async (tx, change) => {
    await lockActivated(tx, location, 'shared')
    const bucket = await lockBucket(tx, location, bucketName)
    // The newest version is the one that was created last, on whichever server.
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
    await recordEvent(change, tx, {
      location,
      subject: 'version',
      action: 'create',
      description: 'Created version',
      bucket,
      payload,
    })
    return version
  })
}
