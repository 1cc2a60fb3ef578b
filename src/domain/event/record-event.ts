import type { Bucket } from '../bucket/bucket.ts'
import type { Build } from '../build/build.ts'
import type { Channel } from '../channel/channel.ts'
import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import { nameOf, statusOf, type Version } from '../version/version.ts'
import type { EventAction, EventSubject } from './event.ts'

export interface EventRecord {
  readonly location: Location
  readonly subject: EventSubject
  readonly action: EventAction
  readonly description: string
  readonly bucket: Pick<Bucket, 'id' | 'name'> | null
  readonly payload: Readonly<Record<string, unknown>>
}

/** Writes what happened into the transaction of what happened. */
export async function recordEvent(context: Context, tx: Ports, record: EventRecord): Promise<void> {
  const { location, subject, action, description, bucket, payload } = record
  const { type, id, name } = context.actor
  await tx.events.append({
    id: context.newId(),
    projectId: location.projectId,
    at: context.clock.now(),
    subject,
    action,
    description,
    actor: { type, id, name },
    bucketId: bucket?.id ?? '',
    payload: { ...(bucket ? { bucket: { id: bucket.id, name: bucket.name } } : {}), ...payload },
  })
}

export const versionSnapshot = (version: Version) => ({
  id: version.id,
  fingerprint: version.fingerprint,
  name: nameOf(version),
  status: statusOf(version),
})

export const buildSnapshot = (build: Build) => ({
  id: build.id,
  status: build.status,
  platform: build.platform,
  componentType: build.componentType,
  labels: build.labels,
  artifacts: build.artifacts.map(({ externalIdentifier, region }) => ({ externalIdentifier, region })),
  parentVersionId: build.parentVersionId,
  parentChannelId: build.parentChannelId,
  metadata: build.metadata,
})

export const channelSnapshot = ({ id, name, authorId, managed, restricted }: Channel) => ({
  id,
  name,
  authorId,
  managed,
  restricted,
})
