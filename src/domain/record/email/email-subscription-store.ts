import type { Instant } from '../../clock.ts'
import type { Bundling, EmailSubscription } from './email.ts'

/** One that a worker has for itself until then. */
export interface ClaimedEmailSubscription {
  readonly subscription: EmailSubscription
  readonly until: Instant
}

/** What becomes of one by a mail, or by a try. */
export type EmailProgress = Pick<EmailSubscription, 'position' | 'sentAt' | 'failure' | 'failingSince' | 'notBefore'>

export interface EmailSubscriptionStore {
  /** False, and nothing written, when the person has one of that bucket, or of all, in the project. */
  insert(subscription: EmailSubscription): Promise<boolean>
  find(id: string): Promise<EmailSubscription | undefined>
  /** Those of a person in a project, oldest first. */
  listOwn(principalId: string, projectId: string): Promise<readonly EmailSubscription[]>
  delete(id: string): Promise<void>
  /** Has those of these projects looked after then, or when they may be sent something; those that are due already stay so. */
  wake(projectIds: readonly string[], at: Readonly<Record<Bundling, Instant>>): Promise<void>
  /** The one that is due longest and that nobody holds, claimed until `until`. A claim beyond `latest` holds nothing. */
  claim(now: Instant, until: Instant, latest: Instant): Promise<ClaimedEmailSubscription | undefined>
  /** Those that would be due after `latest` are due at `now`: nobody is left alone for so long, but by a clock that was ahead and was set right since. */
  bringForward(now: Instant, latest: Readonly<Record<Bundling, Instant>>): Promise<void>
  /** When the next one that nobody holds becomes due; undefined when there is none. */
  nextAt(): Promise<Instant | undefined>
  /** Holds a claimed one until the transaction ends, claimed until `until`; undefined when it is gone, or claimed by somebody else. */
  keep(claimed: ClaimedEmailSubscription, until: Instant): Promise<EmailSubscription | undefined>
  /** Gives the claim up, and writes what became of it; it is due at that time, null for when something happens. */
  release(id: string, nextAt: Instant | null, progress: EmailProgress): Promise<void>
}
