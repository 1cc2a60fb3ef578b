// Which version was built from which. A build names its parent version and the channel that led to it, if any; that makes
// an edge. The status of an edge follows from where that channel points now.
import type { VersionSummary } from '../revocation/revocation.ts'

export type AncestryStatus = 'undetermined' | 'up-to-date' | 'out-of-date'

/** A version that builds of another version were built from. */
export interface ParentEdge {
  readonly versionId: string
  /** The version that the recorded channel points at now; null when no channel is known, or it points at none. */
  readonly channelVersionId: string | null
}

/** An edge with both its ends, for display. */
export interface Relation {
  /** Identifies the edge. */
  readonly id: string
  readonly parent: VersionSummary
  readonly child: VersionSummary
  /** The channel that led to the parent, and where it points now; null when no channel is known. */
  readonly channel: {
    readonly name: string
    readonly restricted: boolean
    readonly version: VersionSummary | null
  } | null
}

/** An edge with its status. The channel is null for an actor that may not see it. */
export interface StandingRelation extends Relation {
  readonly status: AncestryStatus
}

function statusOfEdge({ versionId, channelVersionId }: ParentEdge): AncestryStatus {
  if (channelVersionId === null) return 'undetermined'
  return channelVersionId === versionId ? 'up-to-date' : 'out-of-date'
}

export const statusOfRelation = ({ parent, channel }: Relation): AncestryStatus =>
  statusOfEdge({ versionId: parent.id, channelVersionId: channel?.version?.id ?? null })

/** Whether the channel that led to the parent now points at another version. */
export const isOutOfDate = (edge: ParentEdge): boolean => statusOfEdge(edge) === 'out-of-date'

/** The common status of several edges: out of date when one is, up to date when all are; null without edges. */
export function worstStatus(edges: readonly ParentEdge[]): AncestryStatus | null {
  const statuses = edges.map(statusOfEdge)
  if (statuses.length === 0) return null
  if (statuses.includes('out-of-date')) return 'out-of-date'
  return statuses.includes('undetermined') ? 'undetermined' : 'up-to-date'
}
