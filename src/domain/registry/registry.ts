// A registry holds the buckets of a project; a project has at most one. It can be deactivated. Only an administrator may delete
// it while it is active.
import type { Instant } from '../clock.ts'
import type { Operation } from '../record/operation/operation.ts'

export type FeatureTier = 'unset' | 'standard' | 'plus'

/** The one registry of a project. While deactivated it keeps its data but neither serves nor accepts images. */
export interface Registry {
  readonly id: string
  readonly projectId: string
  readonly featureTier: FeatureTier
  readonly activated: boolean
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** A registry after a change, with the receipt of the change. */
export interface ChangedRegistry {
  readonly registry: Registry
  readonly operation: Operation
}
