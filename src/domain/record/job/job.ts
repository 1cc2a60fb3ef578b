// A job is work that the registry has promised itself: a row, written in the transaction of what makes it necessary. Who
// does it, and what happens when that fails, is jobs/worker.ts; here is only what a job is.
import type { Instant } from '../../clock.ts'

/** What the registry does later, by itself. A name per file of jobs/. */
export type JobKind =
  | 'apply-revocation'
  | 'cancel-silent-builds'
  | 'complete-version'
  | 'prove-ledgers'
  | 'prune-deliveries'
  | 'prune-ledgers'
  | 'purge-buckets'
  | 'seal-events'
  | 'tell-heads'

/** Work that was promised in a transaction and is done after it, at least once. */
export interface Job {
  readonly id: string
  readonly kind: JobKind
  /** What it is about: the id of a revocation, version, bucket or registry; empty where the kind says it all. Kind and subject are unique. */
  readonly subject: string
  readonly runAt: Instant
  /** How often it was tried and failed. */
  readonly failures: number
  /** What went wrong the last time; empty when nothing did. */
  readonly lastError: string
  /** Until when a worker has it for itself; null when none does. */
  readonly claimedUntil: Instant | null
  readonly createdAt: Instant
}
