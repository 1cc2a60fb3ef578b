import type { Page, PageRequest } from '../page.ts'
import type { Channel, ChannelAssignment } from './channel.ts'

export type AssignmentOrderField = 'assignedAt'

/** Every channel comes with its version, the version with its builds. */
export interface ChannelStore {
  /** False, and nothing written, when the bucket has a channel of that name. */
  insert(channel: Channel): Promise<boolean>
  find(projectId: string, bucketName: string, name: string): Promise<Channel | undefined>
  /** All channels of the bucket, managed first, then by name. */
  list(bucketId: string): Promise<readonly Channel[]>
  /** The channels that point at the version, by name. */
  listByVersion(versionId: string): Promise<readonly Channel[]>
  /** Writes restriction, version and `updatedAt`. */
  update(channel: Channel): Promise<void>
  /** Deletes the channel with its history. */
  delete(id: string): Promise<void>
  insertAssignment(assignment: ChannelAssignment): Promise<void>
  listAssignments(channelId: string, page: PageRequest<AssignmentOrderField>): Promise<Page<ChannelAssignment>>
  countAssignments(channelId: string): Promise<number>
}
