import { type Instant, later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { PermissionDenied } from '../../errors.ts'
import type { Location } from '../../location.ts'
import type { Actor } from '../../principal/principal.ts'
import { findUser } from '../../principal/user/person.ts'
import { eventsSeen, type IsSeen } from '../event/events-seen.ts'
import type { Event } from '../event/event.ts'
import { restrictionOf } from '../event/told-of-event.ts'
import type { SealedEvent } from '../ledger/ledger.ts'
import type { Room } from '../ledger/ledger-store.ts'
import type { Rest } from '../ledger/verify-ledger.ts'
import { ANY_ACTION } from '../webhook/webhook.ts'
import { type EmailSubscription, gatheredMs, isAddress } from './email.ts'

export interface ToMail {
  /** In their order, the first of what the person may see now, and wants to hear. */
  readonly events: readonly Event[]
  /** How much more there is of that. */
  readonly more: number
  /** Where the subscription is when they are told. */
  readonly position: number
  /** Empty for who can be sent nothing. */
  readonly address: string
}

export interface ToMailParts {
  readonly now: Instant
  /** Between two readings. */
  readonly rest: Rest
  /** Is told of an event that cannot be read: nobody is mailed it. */
  readonly onUnreadable: (place: Pick<SealedEvent, 'ledger' | 'position'>, error: unknown) => void
}

/** Some milliseconds to read. */
const ROOM: Room = { events: 200, bytes: 256 * 1024 }
/** Of one mail: what is beyond is told by the next. */
const READINGS = 50
/** In full; the rest is counted. */
const TOLD = 50
/** For so long a mail is tried. What is older, beside the time in which it was gathered, is not told any more. */
export const TRIED_MS = 24 * 60 * 60 * 1000

/**
 * What comes next for a subscription, by what its person may see at this moment: nothing for who is disabled, gone, or has lost all
 * roles. A bucket that a subscription names goes before one of all buckets: nobody is told the same twice.
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
  const isTold = person?.principal.disabledAt === null && isAddress(person.account.email)
  const isSeen = project && isTold ? await seenBy(context, location, subscription.principalId) : null
  const own = await store.emailSubscriptions.listOwn(subscription.principalId, projectId)
  const isWanted = wantedBy(subscription, own, now)
  /** What somebody has written into the database past the registry must not keep all that comes later. */
  const toldOf = (sealed: readonly SealedEvent[]) =>
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
    // Of the last places there may be no events any more: they were pruned, and a stub stands for them.
    position = sealed.at(-1)?.position ?? Math.max(position, head)
    if (sealed.length === 0) break
    if (isSeen === null) continue
    for (const { event } of toldOf(sealed)) {
      if (events.length < TOLD) events.push(event)
      else more += 1
    }
    await rest()
  }
  return { events, more, position, address: isTold ? person.account.email : '' }
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
