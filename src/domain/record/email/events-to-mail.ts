import { type Instant, later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { PermissionDenied } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Actor } from '../../principal/principal.ts'
import { findUser } from '../../principal/user/person.ts'
import { eventsSeen, type IsSeen } from '../event/events-seen.ts'
import type { Event } from '../event/event.ts'
import { restrictionOf } from '../event/event-summary.ts'
import type { SealedEvent } from '../ledger/ledger.ts'
import type { Room } from '../ledger/ledger-store.ts'
import type { Rest } from '../ledger/verify-ledger.ts'
import { ANY_ACTION } from '../webhook/webhook.ts'
import { type EmailSubscription, gatheredMs, isAddress } from './email.ts'

export interface ToMail {
  /** The first events, in their order, that the person may see now and is subscribed to. */
  readonly events: readonly Event[]
  /** How many more such events there are. */
  readonly more: number
  /** The position of the subscription once these events were mailed. */
  readonly position: number
  /** Empty for a person who cannot be sent mail. */
  readonly address: string
}

export interface ToMailParts {
  readonly now: Instant
  /** Awaited between two reads. */
  readonly rest: Rest
  /** Called for an event that cannot be read: nobody is mailed it. */
  readonly onUnreadable: (place: Pick<SealedEvent, 'ledger' | 'position'>, error: unknown) => void
}

/** The limits of one read: a few milliseconds. */
const ROOM: Room = { events: 200, bytes: 256 * 1024 }
/** How many reads one mail covers: the next mail continues after them. */
const READINGS = 50
/** How many events a mail lists in full; the rest are counted. */
const TOLD = 50
/** How long a mail is retried. Events that are older than this and the time in which they were collected are no longer mailed. */
export const TRIED_MS = 24 * 60 * 60 * 1000

/**
 * Returns the next events of a subscription that its person may see at this moment: none for a person who is disabled, deleted or without
 * roles. A subscription to a bucket takes precedence over one to all buckets, so that nobody is mailed the same event twice.
 */
export async function eventsToMail(
  context: Context,
  subscription: EmailSubscription,
  { now, rest, onUnreadable }: ToMailParts,
): Promise<ToMail> {
  const { store } = context
  const { projectId } = subscription
  const project = await store.organizations.findProject(projectId)
  const person = await findUser(store, subscription.principalId)
  const location = { organizationId: project?.organizationId ?? '', projectId }
  const canBeMailed = person?.principal.disabledAt === null && isAddress(person.account.email)
  const isSeen = project && canBeMailed ? await seenBy(context, location, subscription.principalId) : null
  const own = await store.emailSubscriptions.listOwn(subscription.principalId, projectId)
  const isWanted = wantedBy(subscription, own, now)
  /** An event that somebody has edited directly in the database must not hold up all later events. */
  const selectToMail = (sealed: readonly SealedEvent[]) =>
    sealed.filter((each) => {
      try {
        return isWanted(each.event) && isSeen?.(headOf(each.event)) === true
      } catch (error) {
        onUnreadable(each, error)
        return false
      }
    })
  const events: Event[] = []
  let more = 0
  let { position } = subscription
  const head = (await store.ledgers.head(projectId))?.position ?? 0
  for (let reading = 0; reading < READINGS; reading++) {
    const sealed = await store.ledgers.after(projectId, position, ROOM)
    // The last positions may have no events any more: they were pruned, and a stub stands for them.
    position = sealed.at(-1)?.position ?? Math.max(position, head)
    if (sealed.length === 0) break
    if (isSeen === null) continue
    for (const { event } of selectToMail(sealed)) {
      if (events.length < TOLD) events.push(event)
      else more += 1
    }
    await rest()
  }
  return { events, more, position, address: canBeMailed ? person.account.email : '' }
}

const headOf = (event: Event) => ({
  kind: event.kind,
  bucketId: event.bucketId,
  channelRestricted: restrictionOf(event),
})

function wantedBy(
  { bucketId, actions, bundling }: EmailSubscription,
  own: readonly EmailSubscription[],
  now: Instant,
): (event: Event) => boolean {
  const oldest = later(now, -TRIED_MS - gatheredMs[bundling])
  const named = new Set(own.map((each) => each.bucketId).filter((id) => id !== ''))
  return (event) =>
    event.subject === 'version' &&
    (bucketId === '' ? !named.has(event.bucketId) : event.bucketId === bucketId) &&
    (actions.includes(ANY_ACTION) || actions.includes(event.action)) &&
    event.at >= oldest
}

async function seenBy(context: Context, location: Location, principalId: string): Promise<IsSeen | null> {
  const roles = await context.store.roles.listHeld(principalId)
  const actor: Actor = { type: 'user', id: principalId, name: '', roles }
  try {
    return await eventsSeen({ ...context, actor }, location)
  } catch (error) {
    if (error instanceof PermissionDenied) return null
    throw error
  }
}
