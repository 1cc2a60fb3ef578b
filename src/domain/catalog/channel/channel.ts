// A channel is a name, such as `production`, under which deployments request a version. It points at a complete version or
// at none. Every move except an import goes through point-channel.ts, which writes the history and the event.
import type { Instant } from '../../clock.ts'
import type { Version, VersionOutline } from '../version/version.ts'

/** The managed channel of every bucket. */
export const LATEST = 'latest'

export interface ChannelOf<SomeVersion extends VersionOutline> {
  readonly id: string
  readonly bucketId: string
  readonly bucketName: string
  readonly name: string
  /** The display name of the principal that created it; never empty (Terraform insists). */
  readonly authorId: string
  /** Moved only by the registry; callers can neither assign nor delete it. */
  readonly managed: boolean
  readonly restricted: boolean
  readonly version: SomeVersion | null
  readonly createdAt: Instant
  /** Changes only when the channel changes, because Terraform compares it. */
  readonly updatedAt: Instant
}

export type Channel = ChannelOf<Version>

/** A channel with enough of its version for every rule. */
export type ChannelOutline = ChannelOf<VersionOutline>

/** A channel as it is listed: of its version only the id. */
export interface ListedChannel extends Omit<ChannelOutline, 'version'> {
  readonly version: Pick<VersionOutline, 'id'> | null
}

/** The same, with who assigned the version and when; null when the channel points at none. */
export interface StandingChannel extends ListedChannel {
  readonly assignment: Pick<AssignmentOutline, 'authorId' | 'assignedAt'> | null
}

/** One entry of a channel's history; a null version is an un-assignment. */
export interface AssignmentOf<SomeVersion extends VersionOutline> {
  readonly id: string
  readonly channelId: string
  readonly version: SomeVersion | null
  readonly authorId: string
  readonly assignedAt: Instant
}

export type ChannelAssignment = AssignmentOf<Version>

export type AssignmentOutline = AssignmentOf<VersionOutline>
