import type { Instant } from '../clock.ts'
import type { VersionPlace } from '../version/revocation.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Channel, ChannelAssignment } from './channel.ts'

export type AssignmentOrderField = 'assignedAt'

export interface PreviousVersion {
  readonly channelId: string
  readonly versionId: string
}

/** Every channel comes with its version, the version with its builds. */
export interface ChannelStore {
  /** False, and nothing written, when the bucket has a channel of that name. */
  insert(channel: Channel): Promise<boolean>
  find(projectId: string, bucketName: string, name: string): Promise<Channel | undefined>
  /** All channels of the bucket, managed first, then by name. */
  list(bucketId: string): Promise<readonly Channel[]>
  count(bucketId: string): Promise<number>
  /** The channels of users that point at one of the versions, in no order. */
  listByVersions(versions: readonly VersionPlace[]): Promise<readonly Channel[]>
  /** The managed channels of the buckets, in no order. */
  listManaged(bucketIds: readonly string[]): Promise<readonly Channel[]>
  /** Writes restriction, version and `updatedAt`. */
  update(channel: Channel): Promise<void>
  /**
   * Points every channel at the version of its assignment, which becomes its `updatedAt` and its newest line of history.
   * A channel is among them once at most.
   */
  assign(assignments: readonly ChannelAssignment[]): Promise<void>
  /**
   * Where each of these channels was last, of the versions that are complete and not revoked at `now` (by the rule of
   * revocation.ts), its present one aside. A channel that was on none is left out; in no order.
   */
  listPrevious(channelIds: readonly string[], now: Instant): Promise<readonly PreviousVersion[]>
  /** Deletes the channel with its history. */
  delete(id: string): Promise<void>
  listAssignments(channelId: string, page: PageRequest<AssignmentOrderField>): Promise<Page<ChannelAssignment>>
  countAssignments(channelId: string): Promise<number>
}
