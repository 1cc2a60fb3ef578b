import type { Instant } from '../../clock.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import type { VersionPlace } from '../revocation/revocation.ts'
import type { VersionOutline } from '../version/version.ts'
import type {
  AssignmentOutline,
  Channel,
  ChannelAssignment,
  ChannelOutline,
  ListedChannel,
  StandingChannel,
} from './channel.ts'

export type AssignmentOrderField = 'assignedAt'

/** What is kept of an assignment: which version, and nothing of what it is. */
export interface NewAssignment extends Omit<ChannelAssignment, 'version'> {
  readonly version: Pick<VersionOutline, 'id'> | null
}

export interface PreviousVersion {
  readonly channelId: string
  readonly versionId: string
}

export interface PointingName {
  readonly versionId: string
  readonly name: string
  readonly restricted: boolean
}

export interface ChannelStore {
  /** False, and nothing written, when the bucket has a channel of that name. */
  insert(channel: ChannelOutline): Promise<boolean>
  /** With its version, the version with its builds and all that hangs on them. */
  find(projectId: string, bucketName: string, name: string): Promise<Channel | undefined>
  /** The same, and undefined also when the registry of the project is not active. */
  findServed(projectId: string, bucketName: string, name: string): Promise<Channel | undefined>
  /** All channels of the bucket, managed first, then by name. */
  list(bucketId: string): Promise<readonly ListedChannel[]>
  /** One of them. */
  findListed(bucketId: string, name: string): Promise<ListedChannel | undefined>
  /** The channels of the buckets: of each bucket the managed first, then by age. */
  listStanding(bucketIds: readonly string[]): Promise<readonly StandingChannel[]>
  count(bucketId: string): Promise<number>
  /** The channels of users that point at one of the versions, in no order; channels on one version share it. */
  listByVersions(versions: readonly VersionPlace[]): Promise<readonly ChannelOutline[]>
  /** The names of channels, managed or not, that point at each of the versions, in their order; a hundred of each at most. */
  listNames(versionIds: readonly string[]): Promise<readonly PointingName[]>
  /** The managed channels of the buckets, in no order. */
  listManaged(bucketIds: readonly string[]): Promise<readonly ChannelOutline[]>
  /** Writes restriction, version and `updatedAt`. */
  update(channel: ChannelOutline): Promise<void>
  /**
   * Points every channel at the version of its assignment, which becomes its `updatedAt` and its newest line of history.
   * A channel is among them once at most.
   */
  assign(assignments: readonly NewAssignment[]): Promise<void>
  /**
   * Where each of these channels was last, of the versions that are complete and not revoked at `now` (by the rule of
   * revocation.ts), its present one aside and those whose ids are in `except`. A channel that was on none is left out; in
   * no order.
   */
  listPrevious(
    channelIds: readonly string[],
    now: Instant,
    except?: ReadonlySet<string>,
  ): Promise<readonly PreviousVersion[]>
  /** Deletes the channel with its history. */
  delete(id: string): Promise<void>
  /** With their versions whole; fewer than were asked for where these are large (`howManyFit`). */
  listAssignments(channelId: string, page: PageRequest<AssignmentOrderField>): Promise<StreamedPage<ChannelAssignment>>
  /** The same with no more of their versions than an outline has. */
  listAssignmentOutlines(
    channelId: string,
    page: PageRequest<AssignmentOrderField>,
  ): Promise<StreamedPage<AssignmentOutline>>
  countAssignments(channelId: string): Promise<number>
}
