import type { Page, PageRequest } from '../../page.ts'
import type { ParentEdge, Relation } from './ancestry.ts'

export type RelationOrderField = 'createdAt'

/** The name of the bucket that was built from the other one. */
export type PairOrderField = 'childName'

/** The buckets that a pair may consist of. */
export interface PairScope {
  readonly projectId: string
  /** Names of buckets; null: all of them. */
  readonly names: readonly string[] | null
}

/**
 * Selects the edges that match any of the given ids. A child bucket is represented by its complete version with the
 * highest number, valid or not.
 */
export interface RelationQuery {
  /** Edges up from this version. */
  readonly childVersionId?: string
  /** Edges up from this bucket. */
  readonly childBucketId?: string
  /** Edges down from any version of this bucket. */
  readonly parentBucketId?: string
  /** Limits the edges down to those whose parent was found through the channel with this id. */
  readonly channelId?: string
}

/** Edges between two existing versions of one project. */
export interface AncestryStore {
  /**
   * Replaces the edges up from the version by those that its builds name, to other versions of its project. Builds that
   * name the same parent and channel share one edge. A channel that the project does not have is left out of the edge.
   * The caller holds the registry's exclusive lock (`alone`), so that no parent is deleted meanwhile.
   */
  record(childVersionId: string): Promise<void>
  /** A page of the edges, and the number of all edges. */
  list(
    query: RelationQuery,
    page: PageRequest<RelationOrderField>,
  ): Promise<Page<Relation> & { readonly count: number }>
  /**
   * For each pair of buckets in scope of which one has versions that were built from the other, one relation: that of the version
   * created last. Ordered by the name of the child bucket, then by the id of the parent bucket.
   */
  listNewest(scope: PairScope, page: PageRequest<PairOrderField>): Promise<Page<Relation>>
  /** The edges that `childBucketId` selects, for each of the buckets. Edges with the same values are returned once. */
  listParentEdges(bucketIds: readonly string[]): Promise<readonly BucketEdge[]>
  /** The edges that `parentBucketId` selects, for each of the buckets. Edges with the same values are returned once. */
  listChildEdges(bucketIds: readonly string[]): Promise<readonly BucketEdge[]>
  /** For each bucket, how many other buckets have a version that was built from it. Buckets with none are left out. */
  countChildren(bucketIds: readonly string[]): Promise<readonly ChildCount[]>
}

export interface ChildCount {
  readonly bucketId: string
  readonly children: number
}

/** An edge with the bucket for which it was selected. */
export interface BucketEdge extends ParentEdge {
  readonly bucketId: string
}
