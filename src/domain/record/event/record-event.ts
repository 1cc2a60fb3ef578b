import { isDeepStrictEqual } from 'node:util'
import type { Bucket } from '../../catalog/bucket/bucket.ts'
import type { Build } from '../../catalog/build/build.ts'
import type { ChannelOutline } from '../../catalog/channel/channel.ts'
import type { Revocation } from '../../catalog/revocation/revocation.ts'
import { nameOf, statusOf, type VersionOutline } from '../../catalog/version/version.ts'
import type { Change } from '../../change.ts'
import type { Instant } from '../../clock.ts'
import { type AboutOf, type EventKind, eventKinds, type PayloadOf } from './event-kinds.ts'

type Named = Pick<Bucket, 'id' | 'name'>

/** What happened: of which kind, and what its kind wants told. */
export type EventRecord<Name extends EventKind = EventKind> = {
  readonly [Kind in Name]: {
    readonly kind: Kind
    readonly payload: PayloadOf<Kind>
  } & (AboutOf<Kind> extends 'bucket' ? { readonly bucket: Named } : { readonly bucket?: undefined })
}[Name]

/** Of the payloads. */
const FORM = 1

/** Has what happened written into the transaction of what happened, with all else that happens in it. */
export function recordEvent(change: Change, { kind, bucket, payload }: EventRecord): void {
  const { type, id, name } = change.actor
  const { subject, action, description } = eventKinds[kind]
  change.events.push({
    id: change.newId(),
    kind,
    form: FORM,
    organizationId: change.location.organizationId,
    projectId: change.location.projectId,
    at: change.now,
    subject,
    action,
    description,
    actor: { type, id, name },
    bucketId: bucket?.id ?? '',
    versionId: ('version' in payload && payload.version?.id) || '',
    payload: { ...(bucket ? { bucket: { id: bucket.id, name: bucket.name } } : {}), ...payload },
  })
}

// To have the events of thousands in hand at once would hold up whoever waits.
const AT_ONCE = 500

/** The same for many things that happened at once; each record is asked for only when its turn comes. */
export async function recordEvents(change: Change, records: Iterable<EventRecord>): Promise<void> {
  for (const record of records) {
    recordEvent(change, record)
    if (change.events.length >= AT_ONCE) await writeEvents(change)
  }
}

/** Writes what has been recorded so far, in one statement. */
export async function writeEvents({ events, tx }: Change): Promise<void> {
  if (events.length > 0) await tx.events.append(events.splice(0))
}

// --- What events tell of a version, a channel and a build; event.ts says which of it when ------------------------------

type Known = Pick<VersionOutline, 'id' | 'fingerprint' | 'sequence' | 'builds'> & {
  readonly revocation: Pick<Revocation, 'at' | 'appliedAt' | 'message' | 'author'> | null
}

export const versionSnapshot = (version: Known, now: Instant) => ({
  id: version.id,
  fingerprint: version.fingerprint,
  name: nameOf(version),
  status: statusOf(version, now),
  revokeAt: version.revocation?.at ?? null,
  revocationMessage: version.revocation?.message ?? '',
  revocationAuthor: version.revocation?.author ?? '',
})

export const channelSnapshot = ({ id, name, authorId, managed, restricted }: ChannelOutline) => ({
  id,
  name,
  authorId,
  managed,
  restricted,
})

/** Which build it is, how far it got and where it comes from: a few hundred bytes, whatever hangs on the build. */
export const buildFacts = (build: Build) => ({
  id: build.id,
  status: build.status,
  platform: build.platform,
  componentType: build.componentType,
  sourceExternalIdentifier: build.sourceExternalIdentifier,
  parentVersionId: build.parentVersionId,
  parentChannelId: build.parentChannelId,
})

const artifactsOf = ({ artifacts }: Build) =>
  artifacts.map(({ externalIdentifier, region }) => ({ externalIdentifier, region }))

/** The build with all that hangs on it. */
export const wholeBuild = (build: Build) => ({ ...finishedBuild(build), metadata: build.metadata })

/** The build as readers of webhooks want it once its version is complete. */
export const finishedBuild = (build: Build) => ({
  ...buildFacts(build),
  labels: build.labels,
  artifacts: artifactsOf(build),
})

/** The build with what an update has given it: labels that are new or have another value, artifacts, metadata. */
export function changedBuild(before: Build, after: Build) {
  const labels = Object.entries(after.labels).filter(
    ([name, value]) => !Object.hasOwn(before.labels, name) || before.labels[name] !== value,
  )
  return {
    ...buildFacts(after),
    ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
    ...(isDeepStrictEqual(after.artifacts, before.artifacts) ? {} : { artifacts: artifactsOf(after) }),
    ...(isDeepStrictEqual(after.metadata, before.metadata) ? {} : { metadata: after.metadata }),
  }
}

export type VersionSnapshot = ReturnType<typeof versionSnapshot>
export type ChannelSnapshot = ReturnType<typeof channelSnapshot>
