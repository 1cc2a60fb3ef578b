import type { Instant } from '../../clock.ts'
import type { Job, JobKind } from './job.ts'

export interface JobStore {
  /** False, and nothing written, when there is one of that kind and subject. */
  insert(job: Job): Promise<boolean>
  /**
   * Of the jobs of these kinds the one that is due longest at `now` and that nobody holds, claimed until `until`. A claim
   * beyond `latest` holds nothing. No two transactions get the same one. Undefined when none is due.
   */
  claim(kinds: readonly JobKind[], now: Instant, until: Instant, latest: Instant): Promise<Job | undefined>
  /** Makes the job of that kind and subject due at `now` if it is put off beyond `latest`. */
  bringForward(kind: JobKind, subject: string, now: Instant, latest: Instant): Promise<void>
  /** When the next job of these kinds that nobody holds becomes due; undefined when there is none. */
  nextRunAt(kinds: readonly JobKind[]): Promise<Instant | undefined>
  /** Puts a job off: writes `runAt`, `failures` and `lastError`, and gives up the claim. */
  putOff(job: Pick<Job, 'id' | 'runAt' | 'failures' | 'lastError'>): Promise<void>
  delete(id: string): Promise<void>
  /** Takes a promise back: deletes the job of that kind and subject, if there is one. */
  withdraw(kind: JobKind, subject: string): Promise<void>
  /** The soonest first, `limit` at most. */
  list(limit: number): Promise<readonly Job[]>
}
