// A job is work that the registry does later: a row, written in the transaction that makes the work necessary. jobs/worker.ts runs jobs and
// handles their failures; this folder only defines what a job is.
import type { Instant } from '../../clock.ts'

/** The work that the registry does in the background. Each kind has the name of a file of jobs/. */
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

/** Work that is recorded in a transaction and done after it, at least once. */
export interface Job {
  readonly id: string
  readonly kind: JobKind
  /** The id of the revocation, version, bucket or registry concerned; empty where the kind is enough. Kind and subject are unique. */
  readonly subject: string
  readonly runAt: Instant
  /** How many tries have failed in a row. */
  readonly failures: number
  /** What went wrong the last time; empty when nothing did. */
  readonly lastError: string
  /** Until when a worker has claimed the job; null when none has. */
  readonly claimedUntil: Instant | null
  readonly createdAt: Instant
}
