// A registry is where a project keeps its buckets; a project has one at most. It can be deactivated, which is
// asked of most people before they delete it.
import type { Instant } from '../clock.ts'
import type { Operation } from '../record/operation/operation.ts'

export type FeatureTier = 'unset' | 'standard' | 'plus'

/** The one registry of a project. Deactivated, it keeps its data but serves and takes no images. */
export interface Registry {
  readonly id: string
  readonly projectId: string
  readonly featureTier: FeatureTier
  readonly activated: boolean
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** A registry after a change, with the receipt of that. */
export interface ChangedRegistry {
  readonly registry: Registry
  readonly operation: Operation
}
