import type { NewAssignment } from '../channel/channel-store.ts'

/** What has an id that clients see. */
export type Identified = 'bucket' | 'version' | 'build' | 'artifact' | 'channel' | 'sbom'

/** What imports alone ask for. */
export interface ImportStore {
  /** Those of the ids that something of this kind has, in any project, deleted buckets included. */
  listTaken(kind: Identified, ids: readonly string[]): Promise<readonly string[]>
  /**
   * Writes lines of the channel's history beside those that it has, and points it nowhere. Where it has a line of the same moment,
   * that stays. Answers how many were written.
   */
  addHistory(channelId: string, lines: readonly NewAssignment[]): Promise<number>
}
