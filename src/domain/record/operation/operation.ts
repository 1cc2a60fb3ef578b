// Operations exist for clients that wait on changes which HCP makes in the background. Here such a change is complete when it is answered,
// so an operation is its receipt and has no states.
import type { Instant } from '../../clock.ts'

/** The receipt of a change that HCP makes in the background and the registry makes at once: always done. */
export interface Operation {
  readonly id: string
  readonly projectId: string
  readonly createdAt: Instant
}
