import type { Instant } from '../../clock.ts'
import type { Bundling, EmailSubscription } from './email.ts'

/** A subscription that one worker has claimed until the given time. */
export interface ClaimedEmailSubscription {
  readonly subscription: EmailSubscription
  readonly until: Instant
}

/** What a mail that is sent, or a failed try, changes in a subscription. */
export type EmailProgress = Pick<EmailSubscription, 'position' | 'sentAt' | 'failure' | 'failingSince' | 'notBefore'>

export interface EmailSubscriptionStore {
  /** Returns false, and writes nothing, when the person already has a subscription to this bucket (or to all buckets) in the project. */
  insert(subscription: EmailSubscription): Promise<boolean>
  find(id: string): Promise<EmailSubscription | undefined>
  /** The subscriptions of a person in a project, the oldest first. */
  listOwn(principalId: string, projectId: string): Promise<readonly EmailSubscription[]>
  delete(id: string): Promise<void>
  /**
   * Makes the subscriptions of these projects due at the time for their bundling, or at `notBefore` if that is later. Those that have a due
   * time already keep it.
   */
  wake(projectIds: readonly string[], at: Readonly<Record<Bundling, Instant>>): Promise<void>
  /** Claims, until `until`, the unclaimed subscription that has been due longest. An existing claim that ends after `latest` is void. */
  claim(now: Instant, until: Instant, latest: Instant): Promise<ClaimedEmailSubscription | undefined>
  /**
   * Makes subscriptions that are due after `latest` due at `now`: only a clock that ran ahead, and was corrected since, schedules them so
   * late.
   */
  bringForward(now: Instant, latest: Readonly<Record<Bundling, Instant>>): Promise<void>
  /** When the next unclaimed subscription becomes due; undefined when there is none. */
  nextAt(): Promise<Instant | undefined>
  /**
   * Locks a claimed subscription until the transaction ends, and extends its claim to `until`; undefined when it was deleted, or another
   * worker has claimed it.
   */
  keep(claimed: ClaimedEmailSubscription, until: Instant): Promise<EmailSubscription | undefined>
  /** Releases the claim, and writes the progress. The subscription becomes due at `nextAt` or, if that is null, when something happens. */
  release(id: string, nextAt: Instant | null, progress: EmailProgress): Promise<void>
}
