// A build is one Packer source's part of a version: for which platform, how far it got, which artifacts it made.
//
//   unset, running, failed, cancelled: from any to any, because runs are repeated and reports come late
//   done: final (merge-build.ts)
import type { Instant } from '../../clock.ts'
import type { Labels } from '../bucket/bucket.ts'

export type BuildStatus = 'unset' | 'running' | 'done' | 'cancelled' | 'failed'

/** Whether a client reports repeatedly, while it builds, that it is still building. */
export type Heartbeats = 'sent' | 'never sent' | 'unknown'

/** Where the bytes are, in the platform's own terms. Either field may be empty. */
export interface ArtifactLocation {
  readonly externalIdentifier: string
  readonly region: string
}

export interface Artifact extends ArtifactLocation {
  readonly id: string
  readonly createdAt: Instant
}

/** What Packer reports about its environment; opaque to the registry and returned unchanged. */
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
  /** The last sign of life of a run that is known to send heartbeats; null for another run, or when the build is not running. */
  readonly heartbeatAt: Instant | null
  /** The same for any other run, which is unlikely to give another sign of life before it ends. */
  readonly startedAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}
