import type { Instant } from '../../clock.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import type { Webhook } from '../webhook/webhook.ts'
import type { Delivery } from './delivery.ts'

/** A list may be ordered only by a field that all of its deliveries have. */
export type DeliveryOrderField = 'createdAt' | 'position' | 'againAt' | 'endedAt'

/** All deliveries of a webhook (`state` null), or those in one state. Only states that few deliveries are in can be listed. */
export interface DeliveriesOf {
  readonly webhookId: string
  readonly state: 'waiting' | 'set-aside' | 'given-up' | null
}

/** A delivery without its request and response. */
export type DeliveryInShort = Pick<Delivery, 'id' | 'webhookId' | 'eventId' | 'about'>

/** The parts of an old delivery that decide whether it may be pruned. */
export interface OldDelivery extends Pick<Delivery, 'id' | 'webhookId' | 'state' | 'createdAt'> {
  /** Also false when the webhook was deleted. */
  readonly isWebhookEnabled: boolean
}

/** A summary of the deliveries of a webhook. */
export interface Standing {
  readonly webhookId: string
  readonly waiting: number
  readonly setAside: number
  readonly givenUp: number
  /** When the next delivery is sent or retried; null when none is pending. */
  readonly nextAt: Instant | null
}

/** An enabled webhook with the registry of its project (null when the project has none). */
export interface ListeningWebhook extends Pick<Webhook, 'id' | 'projectId' | 'subscriptions'> {
  /** A position in the ledger of its project: the webhook receives the events after it. */
  readonly position: number
  readonly registryId: string | null
}

/** A webhook that one worker has claimed until the given time, unless it extends the claim. */
export interface ClaimedWebhook {
  readonly webhook: Webhook
  readonly until: Instant
}

export interface DeliveryStore {
  /** The enabled webhooks of these projects, in the order of their ids. */
  listListening(projectIds: readonly string[]): Promise<readonly ListeningWebhook[]>
  /** Inserts new deliveries. Each of their webhooks becomes due at `now`, unless it is due earlier or paused. */
  enqueue(deliveries: readonly Delivery[], now: Instant): Promise<void>
  /**
   * Claims, until `until`, the enabled and unclaimed webhook that has been due longest, except webhooks of the projects `except`. An
   * existing claim that ends after `latest` does not count. No two transactions claim the same webhook.
   */
  claim(now: Instant, until: Instant, latest: Instant, except: readonly string[]): Promise<ClaimedWebhook | undefined>
  /**
   * Makes webhooks that are due after `latest` due at `now`: only a clock that ran ahead, and was corrected since, schedules them so late.
   */
  bringForward(now: Instant, latest: Instant): Promise<void>
  /** When the next enabled and unclaimed webhook becomes due, except webhooks of these projects; undefined when there is none. */
  nextAt(except: readonly string[]): Promise<Instant | undefined>
  /**
   * Locks a claimed webhook until the transaction ends, so that nothing can be enqueued for it meanwhile, extends its claim to `until`, and
   * records which delivery was tried last. Returns the current webhook; undefined when it was deleted or another worker has claimed it.
   */
  keep(claimed: ClaimedWebhook, until: Instant, triedId: string | null): Promise<Webhook | undefined>
  /** Records since when the receiver has been failing; null when it is not. */
  markFailing(webhookId: string, since: Instant | null): Promise<void>
  /**
   * Releases the claim. The webhook becomes due at `nextAt` or, if that is null, when a delivery is enqueued. While it is `paused`, new
   * deliveries do not make it due earlier.
   */
  release(webhookId: string, nextAt: Instant | null, paused: boolean): Promise<void>
  /**
   * Restarts a webhook at `now`: it becomes due, its failures are forgotten, and its deliveries that are set aside become due for a retry.
   */
  wake(webhookId: string, now: Instant): Promise<void>
  /** The first waiting deliveries in their order, at most `limit`. */
  listWaiting(webhookId: string, limit: number): Promise<readonly Delivery[]>
  /** Of the deliveries that are set aside and were created at `madeBy` or before (null for any time), the one to retry first. */
  findSetAside(webhookId: string, madeBy: Instant | null): Promise<Delivery | undefined>
  /** Which of these events have a delivery, whatever its state. */
  findTold(eventIds: readonly string[]): Promise<ReadonlySet<string>>
  find(webhookId: string, id: string): Promise<Delivery | undefined>
  /** Writes the outcome of a try. */
  update(delivery: Delivery): Promise<void>
  list(of: DeliveriesOf, page: PageRequest<DeliveryOrderField>): Promise<StreamedPage<Delivery>>
  /** One for each of these webhooks that exists. The count of each state stops at `most`. */
  listStandings(webhookIds: readonly string[], most: number): Promise<readonly Standing[]>
  /** For each of these webhooks, the delivery that was tried last. */
  listLast(webhookIds: readonly string[]): Promise<readonly Delivery[]>
  /** The deliveries that were given up at `since` or later, the earliest first, at most `limit`. */
  listGivenUp(webhookId: string, since: Instant, limit: number): Promise<readonly DeliveryInShort[]>
  /** Marks as sent again those of these deliveries that were given up. */
  markSentAgain(ids: readonly string[]): Promise<void>
  /** The id of the next webhook after this one (empty: the first) that has any delivery, even if the webhook itself was deleted. */
  nextWebhook(after: string): Promise<string | undefined>
  /**
   * The deliveries of a webhook, deleted or not, that were created before this time and come after this delivery (null: from the oldest):
   * the oldest first, at most `limit`.
   */
  listOld(webhookId: string, before: Instant, after: OldDelivery | null, limit: number): Promise<readonly OldDelivery[]>
  delete(ids: readonly string[]): Promise<void>
}
