// What payloads record about a version, a channel and a build. event.ts explains which events record what.
import { isDeepStrictEqual } from 'node:util'
import type { Build } from '../../catalog/build/build.ts'
import type { ChannelOutline } from '../../catalog/channel/channel.ts'
import type { Revocation } from '../../catalog/revocation/revocation.ts'
import { nameOf, statusOf, type VersionOutline } from '../../catalog/version/version.ts'
import type { Instant } from '../../clock.ts'

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

/** The identity of a build, its status and its source: a few hundred bytes, whatever labels, artifacts and metadata the build has. */
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

/** The build with its labels, artifacts and metadata. */
export const wholeBuild = (build: Build) => ({ ...finishedBuild(build), metadata: build.metadata })

/** The build as the receivers of webhooks need it once its version is complete. */
export const finishedBuild = (build: Build) => ({
  ...buildFacts(build),
  labels: build.labels,
  artifacts: artifactsOf(build),
})

/** The build with what an update has added or changed: labels that are new or have another value, artifacts, metadata. */
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

/** The previous values of those facts that an update has changed. */
export function previousFacts(before: Build, after: Build): Partial<ReturnType<typeof buildFacts>> {
  const now: Readonly<Record<string, unknown>> = buildFacts(after)
  return Object.fromEntries(Object.entries(buildFacts(before)).filter(([name, value]) => now[name] !== value))
}

export type VersionSnapshot = ReturnType<typeof versionSnapshot>
export type ChannelSnapshot = ReturnType<typeof channelSnapshot>
