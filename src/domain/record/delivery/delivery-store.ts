import type { Instant } from '../../clock.ts'
import type { PageRequest, StreamedPage } from '../../page.ts'
import type { Webhook } from '../webhook/webhook.ts'
import type { Delivery } from './delivery.ts'

/** A list is ordered by what all that is in it has. */
export type DeliveryOrderField = 'createdAt' | 'position' | 'againAt' | 'endedAt'

/** Of a webhook all, or those in a state that few are in. */
export interface DeliveriesOf {
  readonly webhookId: string
  readonly state: 'waiting' | 'set-aside' | 'given-up' | null
}

/** Without what went to and fro. */
export type DeliveryInShort = Pick<Delivery, 'id' | 'webhookId' | 'eventId' | 'about'>

/** What is known of one to say whether it may go. */
export interface OldDelivery extends Pick<Delivery, 'id' | 'webhookId' | 'state' | 'createdAt'> {
  /** False where it is gone as well. */
  readonly isWebhookEnabled: boolean
}

/** How it goes with a webhook. */
export interface Standing {
  readonly webhookId: string
  readonly waiting: number
  readonly setAside: number
  readonly givenUp: number
  /** When something is sent or tried again; null when nothing is to be. */
  readonly nextAt: Instant | null
}

/** An enabled webhook, and the registry of its project: null when there is none. */
export interface ListeningWebhook extends Pick<Webhook, 'id' | 'projectId' | 'subscriptions'> {
  /** Of the ledger of its project: it is told of what comes after it. */
  readonly position: number
  readonly registryId: string | null
}

/** A webhook that a worker has for itself until then, unless it is told another time. */
export interface ClaimedWebhook {
  readonly webhook: Webhook
  readonly until: Instant
}

export interface DeliveryStore {
  /** Those of these projects, in the order of their ids. */
  listListening(projectIds: readonly string[]): Promise<readonly ListeningWebhook[]>
  /** Writes new deliveries; each of their webhooks is due at `now`, if it is not due before, or paused. */
  enqueue(deliveries: readonly Delivery[], now: Instant): Promise<void>
  /**
   * Of the enabled webhooks that are due and that nobody holds, the one that is due longest, claimed until `until`. A claim beyond
   * `latest` holds nothing. No two transactions get the same one. Those of the projects `except` are left out.
   */
  claim(now: Instant, until: Instant, latest: Instant, except: readonly string[]): Promise<ClaimedWebhook | undefined>
  /** Those that would be due after `latest` are due at `now`: nobody is left alone for so long, but by a clock that was ahead and was set right since. */
  bringForward(now: Instant, latest: Instant): Promise<void>
  /** When the next enabled webhook that nobody holds becomes due, but for those of these projects; undefined when there is none. */
  nextAt(except: readonly string[]): Promise<Instant | undefined>
  /**
   * Holds a claimed webhook until the transaction ends, so that nothing is enqueued for it meanwhile, claims it until `until`, and keeps
   * which delivery was tried last. Answers it as it is now; undefined when it is gone, or claimed by somebody else.
   */
  keep(claimed: ClaimedWebhook, until: Instant, triedId: string | null): Promise<Webhook | undefined>
  /** Writes since when its receiver has failed; null for not at all. */
  markFailing(webhookId: string, since: Instant | null): Promise<void>
  /**
   * Gives the claim up; the webhook is due at that time, null for when something is enqueued. One that is `paused` is not due before,
   * whatever is enqueued.
   */
  release(webhookId: string, nextAt: Instant | null, paused: boolean): Promise<void>
  /** Has it start afresh at that time: it is due then, and has not failed; what is set aside is tried again then. */
  wake(webhookId: string, now: Instant): Promise<void>
  /** The first of those that are waiting, in their order, `limit` at most. */
  listWaiting(webhookId: string, limit: number): Promise<readonly Delivery[]>
  /** Of those that are set aside, and were made at `madeBy` or before (null for all), the one that is to be tried first. */
  findSetAside(webhookId: string, madeBy: Instant | null): Promise<Delivery | undefined>
  /** Which of these events some delivery is about, whatever became of that. */
  findTold(eventIds: readonly string[]): Promise<ReadonlySet<string>>
  find(webhookId: string, id: string): Promise<Delivery | undefined>
  /** Writes what became of it. */
  update(delivery: Delivery): Promise<void>
  list(of: DeliveriesOf, page: PageRequest<DeliveryOrderField>): Promise<StreamedPage<Delivery>>
  /** Of each of these that there are; of no kind more than `most` are counted. */
  listStandings(webhookIds: readonly string[], most: number): Promise<readonly Standing[]>
  /** Of each of these the one that was tried last. */
  listLast(webhookIds: readonly string[]): Promise<readonly Delivery[]>
  /** Those that were given up at that time or later, the first first, `limit` at most. */
  listGivenUp(webhookId: string, since: Instant, limit: number): Promise<readonly DeliveryInShort[]>
  /** Of these that were given up. */
  markSentAgain(ids: readonly string[]): Promise<void>
  /** The id of the next webhook after one (empty: the first), there or gone, of which there is any delivery. */
  nextWebhook(after: string): Promise<string | undefined>
  /** Of a webhook, there or gone, what was made before the instant, after one of it (null: from the oldest): oldest first, `limit` at most. */
  listOld(webhookId: string, before: Instant, after: OldDelivery | null, limit: number): Promise<readonly OldDelivery[]>
  delete(ids: readonly string[]): Promise<void>
}
