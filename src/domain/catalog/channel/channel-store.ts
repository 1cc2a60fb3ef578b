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

/** An assignment as it is stored: of its version only the id. */
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
  /** The channel with its version, including the labels, metadata and artifacts of its builds. */
  find(projectId: string, bucketName: string, name: string): Promise<Channel | undefined>
  /** The same, but also undefined when the registry of the project is not active. */
  findServed(projectId: string, bucketName: string, name: string): Promise<Channel | undefined>
  /** All channels of the bucket, managed first, then by name. */
  list(bucketId: string): Promise<readonly ListedChannel[]>
  /** One channel, as `list` returns it. */
  findListed(bucketId: string, name: string): Promise<ListedChannel | undefined>
  /** The channels of the buckets: for each bucket the managed one first, then the oldest first. */
  listStanding(bucketIds: readonly string[]): Promise<readonly StandingChannel[]>
  count(bucketId: string): Promise<number>
  /** The unmanaged channels that point at one of the versions, in no particular order; those on one version share the object. */
  listByVersions(versions: readonly VersionPlace[]): Promise<readonly ChannelOutline[]>
  /** The names of channels, managed or not, that point at each of the versions, in order; at most a hundred per version. */
  listNames(versionIds: readonly string[]): Promise<readonly PointingName[]>
  /** The managed channels of the buckets, in no particular order. */
  listManaged(bucketIds: readonly string[]): Promise<readonly ChannelOutline[]>
  /** Writes restriction, version and `updatedAt`. */
  update(channel: ChannelOutline): Promise<void>
  /**
   * Points each channel at the version of its assignment. The assignment becomes the newest entry of the channel's
   * history, and its time the channel's `updatedAt`. Each channel has one assignment at most.
   */
  assign(assignments: readonly NewAssignment[]): Promise<void>
  /**
   * For each channel the version that it pointed at last, among those that are complete and not revoked at `now` (by the
   * rule of revocation.ts), other than its present one and those whose ids are in `except`. A channel without such a
   * version is left out. In no particular order.
   */
  listPrevious(
    channelIds: readonly string[],
    now: Instant,
    except?: ReadonlySet<string>,
  ): Promise<readonly PreviousVersion[]>
  /** Deletes the channel with its history. */
  delete(id: string): Promise<void>
  /** The channel's history with whole versions; a page has fewer entries than requested when these are large (`howManyFit`). */
  listAssignments(channelId: string, page: PageRequest<AssignmentOrderField>): Promise<StreamedPage<ChannelAssignment>>
  /** The same with outlines of the versions. */
  listAssignmentOutlines(
    channelId: string,
    page: PageRequest<AssignmentOrderField>,
  ): Promise<StreamedPage<AssignmentOutline>>
  countAssignments(channelId: string): Promise<number>
}
