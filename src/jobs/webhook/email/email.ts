// E-mail to subscribers: what a mail says, and when one is sent. The domain decides who gets mails about which events.
import { type Instant, later, sinceBy } from '../../../domain/clock.ts'
import type { Context } from '../../../domain/context.ts'
import { BETWEEN_MS, type EmailSubscription, gatheredMs } from '../../../domain/record/email/email.ts'
import type { ClaimedEmailSubscription, EmailProgress } from '../../../domain/record/email/email-subscription-store.ts'
import { eventsToMail, type ToMail, type ToMailParts, TRIED_MS } from '../../../domain/record/email/events-to-mail.ts'
import type { Event } from '../../../domain/record/event/event.ts'
import { pauseAfterFailure } from '../../../domain/record/stream/stream.ts'
import type { MailOutcome, SendMail } from '../../../machine/mail/mail.ts'
import { restBetween } from '../../../machine/rest-after.ts'
import { composeMail } from './compose-mail.ts'

export interface EmailingParts extends Pick<ToMailParts, 'onUnreadable'> {
  readonly sendMail: SendMail
  /** `https://host[:port]` of the pages. */
  readonly publicUrl: string
  /** The signed path of the link that ends a subscription. */
  readonly unsubscribe: (subscription: EmailSubscription) => string
  /** Called for a mail that is given up. */
  readonly onGivenUp: (subscription: EmailSubscription, failure: string) => void
  /** Called when mails of a subscription begin to fail. */
  readonly onFailing: (subscription: EmailSubscription, failure: string) => void
}

/**
 * Sends the next mail of a subscription, about all that has happened since the last one. The outcome is written afterwards: if the
 * process dies in between, the mail is sent again, with the same Message-ID unless more has happened.
 */
export async function sendEmail(
  context: Context,
  claimed: ClaimedEmailSubscription,
  parts: EmailingParts,
): Promise<void> {
  const { store, clock } = context
  const { subscription } = claimed
  const { onUnreadable } = parts
  const next = await eventsToMail(context, subscription, { now: clock.now(), rest: restBetween(), onUnreadable })
  const outcome = next.events.length === 0 ? null : await sent(context, subscription, next, parts)
  const now = clock.now()
  const { progress, againAt } = progressOf(subscription, next.position, outcome, now)
  await store.transaction(async ({ emailSubscriptions, ledgers }) => {
    const kept = await emailSubscriptions.keep(claimed, claimed.until)
    if (kept === undefined) return
    const head = (await ledgers.head(kept.projectId))?.position ?? 0
    // Events that were sealed meanwhile did not wake the subscription, because it was due already.
    const isBehind = head > progress.position
    const gathered = gatheredMs[kept.bundling]
    const soon = outcome === null ? gathered : Math.max(gathered, BETWEEN_MS)
    await emailSubscriptions.release(kept.id, againAt ?? (isBehind ? later(now, soon) : null), progress)
  })
  if (outcome === null || outcome.kind === 'accepted') return
  if (progress.position > subscription.position) parts.onGivenUp(subscription, outcome.why)
  else if (subscription.failingSince === null) parts.onFailing(subscription, outcome.why)
}

async function sent(
  context: Context,
  subscription: EmailSubscription,
  { events, more, address: to }: ToMail,
  { sendMail, publicUrl, unsubscribe }: EmailingParts,
): Promise<MailOutcome> {
  const told = await withChannels(context, events)
  const { id: subscriptionId, projectId } = subscription
  const link = publicUrl + unsubscribe(subscription)
  return sendMail(composeMail({ told, more, to, projectId, subscriptionId, publicUrl, unsubscribe: link }))
}

/** Leaves out the names of restricted channels: the page shows them to whoever may see them. */
async function withChannels({ store }: Context, events: readonly Event[]) {
  const versionIds = [...new Set(events.map(({ versionId }) => versionId).filter((id) => id !== ''))]
  const pointing = versionIds.length === 0 ? [] : await store.channels.listNames(versionIds)
  const open = pointing.filter(({ restricted }) => !restricted)
  return events.map((event) => ({
    event,
    channels: open.filter(({ versionId }) => versionId === event.versionId).map(({ name }) => name),
  }))
}

interface Progress {
  readonly progress: EmailProgress
  /** When the mail is tried again; null when it was accepted or given up, or when there was none. */
  readonly againAt: Instant | null
}

function progressOf(
  { position, sentAt, notBefore, failingSince }: EmailSubscription,
  reached: number,
  outcome: MailOutcome | null,
  now: Instant,
): Progress {
  if (outcome === null)
    return { progress: { position: reached, sentAt, notBefore, failure: '', failingSince: null }, againAt: null }
  const next = later(now, BETWEEN_MS)
  if (outcome.kind === 'accepted')
    return {
      progress: { position: reached, sentAt: now, notBefore: next, failure: '', failingSince: null },
      againAt: null,
    }
  const since = sinceBy(now, failingSince)
  const failure = `the mail server ${outcome.why}`
  if (outcome.kind === 'refused' || now >= later(since, TRIED_MS)) {
    const givenUp = { sentAt, notBefore: next, failure: `given up: ${failure}`, failingSince: null }
    return { progress: { position: reached, ...givenUp }, againAt: null }
  }
  const againAt = later(now, pauseAfterFailure(since, now))
  return { progress: { position, sentAt, notBefore, failure, failingSince: since }, againAt }
}
