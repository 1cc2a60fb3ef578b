import type { NewAssignment } from '../channel/channel-store.ts'

/** The kinds of things whose ids clients see. */
export type Identified = 'bucket' | 'version' | 'build' | 'artifact' | 'channel' | 'sbom'

/** Queries and writes that only imports need. */
export interface ImportStore {
  /** Those of the ids that something of this kind already has, in any project, including deleted buckets. */
  listTaken(kind: Identified, ids: readonly string[]): Promise<readonly string[]>
  /**
   * Adds entries to the channel's history without moving the channel. An entry with the time of an existing one is skipped. Returns
   * how many were written.
   */
  addHistory(channelId: string, lines: readonly NewAssignment[]): Promise<number>
}
