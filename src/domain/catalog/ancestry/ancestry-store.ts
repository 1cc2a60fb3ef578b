import type { Page, PageRequest } from '../../page.ts'
import type { ParentEdge, Relation } from './ancestry.ts'

export type RelationOrderField = 'createdAt'

/** Of the bucket that was built from the other. */
export type PairOrderField = 'childName'

/** Where buckets are looked for. */
export interface PairScope {
  readonly projectId: string
  /** Null: all. */
  readonly names: readonly string[] | null
}

/** A bucket stands for its complete version of the highest number, valid or not. An edge answers any part that is there. */
export interface RelationQuery {
  /** Edges up from this version. */
  readonly childVersionId?: string
  /** Edges up from this bucket. */
  readonly childBucketId?: string
  /** Edges down from any version of this bucket. */
  readonly parentBucketId?: string
  /** Of the edges down only those found through the channel of this id. */
  readonly channelId?: string
}

/** Edges between two versions of one project that both exist. */
export interface AncestryStore {
  /**
   * Makes the edges up from the version those that its builds name, and no others: to other versions of its project.
   * Builds that name the same parent and channel are one edge; a channel that the project does not know is none. The
   * caller holds the registry alone, so that no parent goes meanwhile.
   */
  record(childVersionId: string): Promise<void>
  /** A page of the edges, and how many there are. */
  list(
    query: RelationQuery,
    page: PageRequest<RelationOrderField>,
  ): Promise<Page<Relation> & { readonly count: number }>
  /**
   * Of each two buckets of which one has a version that was built from the other, both in scope, a relation of the version that was
   * created last of those that were. In the order of its bucket's name, then of the id of the other one.
   */
  listNewest(scope: PairScope, page: PageRequest<PairOrderField>): Promise<Page<Relation>>
  /** What `childBucketId` would list, for each of the buckets; edges that stand alike are one. */
  listParentEdges(bucketIds: readonly string[]): Promise<readonly BucketEdge[]>
  /** What `parentBucketId` would list, for each of the buckets; edges that stand alike are one. */
  listChildEdges(bucketIds: readonly string[]): Promise<readonly BucketEdge[]>
  /** How many other buckets have a version that was built from one of this; buckets without any are left out. */
  countChildren(bucketIds: readonly string[]): Promise<readonly ChildCount[]>
}

export interface ChildCount {
  readonly bucketId: string
  readonly children: number
}

/** An edge with the bucket that it was asked for. */
export interface BucketEdge extends ParentEdge {
  readonly bucketId: string
}
