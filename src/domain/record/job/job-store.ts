import type { Instant } from '../../clock.ts'
import type { Job, JobKind } from './job.ts'

export interface JobStore {
  /** Returns false, and writes nothing, when a job of that kind and subject exists. */
  insert(job: Job): Promise<boolean>
  /**
   * Claims, until `until`, the unclaimed job of these kinds that has been due longest at `now`; undefined when none is due. An existing
   * claim that ends after `latest` does not count. No two transactions claim the same job.
   */
  claim(kinds: readonly JobKind[], now: Instant, until: Instant, latest: Instant): Promise<Job | undefined>
  /** Makes the job of that kind and subject due at `now` if it is put off beyond `latest`. */
  bringForward(kind: JobKind, subject: string, now: Instant, latest: Instant): Promise<void>
  /** When the next unclaimed job of these kinds becomes due; undefined when there is none. */
  nextRunAt(kinds: readonly JobKind[]): Promise<Instant | undefined>
  /** Postpones a job: writes `runAt`, `failures` and `lastError`, and releases the claim. */
  putOff(job: Pick<Job, 'id' | 'runAt' | 'failures' | 'lastError'>): Promise<void>
  delete(id: string): Promise<void>
  /** Deletes the job of that kind and subject, if there is one. */
  withdraw(kind: JobKind, subject: string): Promise<void>
  /** The soonest first, at most `limit`. */
  list(limit: number): Promise<readonly Job[]>
}
