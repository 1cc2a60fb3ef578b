// A build is one Packer source's part of a version: for which platform, how far it got, which artifacts it made.
//
//   unset, running, failed, cancelled: from any to any, because runs are repeated and reports come late
//   done: for good (merge-build.ts)
import type { Instant } from '../../clock.ts'
import type { Labels } from '../bucket/bucket.ts'

export type BuildStatus = 'unset' | 'running' | 'done' | 'cancelled' | 'failed'

/** Whether a client says again and again, while it builds, that it still does. */
export type Heartbeats = 'sent' | 'never sent' | 'unknown'

/** Where the bytes are, in the platform's own words. Either may be empty. */
export interface ArtifactLocation {
  readonly externalIdentifier: string
  readonly region: string
}

export interface Artifact extends ArtifactLocation {
  readonly id: string
  readonly createdAt: Instant
}

/** What Packer tells of its surroundings; opaque to the registry and returned as it came. */
export interface BuildMetadata {
  readonly packer: unknown
  readonly cicd: unknown
  readonly vcs: unknown
}

export interface Build {
  readonly id: string
  readonly versionId: string
  /** `type.name` of the Packer source; unique in the version. */
  readonly componentType: string
  readonly status: BuildStatus
  /** As the builder's plugin names it (`aws`, `packer.file` …); empty until the build is done. */
  readonly platform: string
  readonly packerRunUuid: string
  readonly labels: Labels
  readonly artifacts: readonly Artifact[]
  readonly sourceExternalIdentifier: string
  /** Ids of the version and channel of another bucket that this was built from; empty when unknown. */
  readonly parentVersionId: string
  readonly parentChannelId: string
  readonly metadata: BuildMetadata | null
  /** The last sign of life of a run that sends heartbeats; null when it is not known to, or the build is not running. */
  readonly heartbeatAt: Instant | null
  /** The same of any other run, which will hardly give another one before it ends. */
  readonly startedAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}
