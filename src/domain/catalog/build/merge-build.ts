// How an update changes a build: absent fields stay, labels are merged, artifacts are replaced, platform and parents are
// written once, and a done build stays done. The same updates are the build's signs of life: a run that sends heartbeats
// counts as silent after minutes, any other run after a day (cancel-silent-builds.ts).
import { isDeepStrictEqual } from 'node:util'
import type { Instant } from '../../clock.ts'
import { failedPrecondition, writtenOnce } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import { limitedTexts, type TextsOfBuild } from './build-lengths.ts'
import { requireArtifactCount } from './build-weight.ts'
import type { ArtifactLocation, Build, Heartbeats } from './build.ts'

export interface BuildChanges extends Partial<
  Pick<
    Build,
    | 'status'
    | 'platform'
    | 'packerRunUuid'
    | 'labels'
    | 'sourceExternalIdentifier'
    | 'parentVersionId'
    | 'parentChannelId'
    | 'metadata'
  >
> {
  readonly artifacts?: readonly ArtifactLocation[]
}

/** Refuses a text that is too long, and more artifacts than a build may have; the error names the field. */
export function requireLengths(changes: TextsOfBuild): void {
  requireArtifactCount(changes.artifacts ?? [])
  for (const { field, text, limit } of limitedTexts(changes)) requireLength(field, text, limit)
}

type Stamps = Pick<Build, 'createdAt'> & { readonly newId: () => string }

const locate = ({ externalIdentifier, region }: ArtifactLocation) => ({ externalIdentifier, region })

const sameArtifacts = (build: Build, artifacts: readonly ArtifactLocation[]) =>
  isDeepStrictEqual(build.artifacts.map(locate), artifacts.map(locate))

const withIds = (artifacts: readonly ArtifactLocation[], { newId, createdAt }: Stamps) =>
  artifacts.map((artifact) => ({ id: newId(), createdAt, ...locate(artifact) }))

/** The build after the update, except for `updatedAt`. Returns `build` itself when the update changes nothing. */
export function mergeBuild(build: Build, changes: BuildChanges, stamps: Stamps): Build {
  const { artifacts, ...rest } = changes
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
  const merged: Build = {
    ...build,
    ...present,
    labels: { ...build.labels, ...changes.labels },
    platform: once('platform', build.platform, changes.platform),
    parentVersionId: once('parent version ID', build.parentVersionId, changes.parentVersionId),
    parentChannelId: once('parent channel ID', build.parentChannelId, changes.parentChannelId),
    artifacts: artifacts && !sameArtifacts(build, artifacts) ? withIds(artifacts, stamps) : build.artifacts,
  }
  requireStaysDone(build, merged)
  const kept = attemptIsOver(merged) ? { ...merged, artifacts: [] } : merged
  return isDeepStrictEqual(build, kept) ? build : kept
}

function once(field: string, stored: string, sent: string | undefined): string {
  if (!sent || sent === stored) return stored
  if (stored === '') return sent
  throw writtenOnce(field, stored)
}

// A late heartbeat, or a second run on the same fingerprint, must not take back an image that exists.
function requireStaysDone(build: Build, merged: Build): void {
  if (build.status === 'done' && merged.status !== 'done')
    throw failedPrecondition(`build "${build.componentType}" is done: its status cannot change to ${merged.status}`)
}

// Packer skips every build that has artifacts, done or not, so a failed attempt that kept them could never be repeated.
const attemptIsOver = (build: Build) => build.status === 'failed' || build.status === 'cancelled'

export interface Report {
  readonly before: Build
  readonly changes: BuildChanges
  /** Whether the client that sent the report sends heartbeats. */
  readonly heartbeats: Heartbeats
  readonly now: Instant
}

/**
 * The signs of life after a report. A report without a status is none. If it is unknown whether the client sends
 * heartbeats, a run that reports its build as running a second time is taken to send them, even if the build was cancelled
 * in between. The first such report of a run is merely its start.
 */
export function signsOfLife({ before, changes, heartbeats, now }: Report): Pick<Build, 'heartbeatAt' | 'startedAt'> {
  if (changes.status === undefined) return { heartbeatAt: before.heartbeatAt, startedAt: before.startedAt }
  if (changes.status !== 'running') return { heartbeatAt: null, startedAt: null }
  const sends = heartbeats === 'unknown' ? isRepeated(before, changes) : heartbeats === 'sent'
  return sends ? { heartbeatAt: now, startedAt: null } : { heartbeatAt: null, startedAt: now }
}

function isRepeated(before: Build, changes: BuildChanges): boolean {
  const isSameRun = (changes.packerRunUuid || before.packerRunUuid) === before.packerRunUuid
  return isSameRun && (before.status === 'running' || before.status === 'cancelled')
}
