import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type LedgerHead, ledgerOf, type NewlySealedEvent, sealHash, START, type WaitingEvent } from './ledger.ts'
import type { Room } from './ledger-store.ts'
import type { OnSealed } from './on-sealed.ts'

/** Of one transaction: some milliseconds, in which others may wait to write. */
const BATCH: Room = { events: 200, bytes: 256 * 1024 }

export interface Sealing {
  readonly count: number
  /** Ids of events that were deleted past the registry before they had a place. */
  readonly gone: readonly string[]
  /** Whether others waited, for which the batch had no room. */
  readonly more: boolean
  /** When the first of them was written, by the clock of the server that wrote it; null when none got a place. */
  readonly writtenAt: Instant | null
}

/**
 * Gives places to some of the events that wait, in one transaction, with all that the followers write. However many do so at
 * the same time, each event gets one place and no position is left out; they go by when they were written:
 * what was written under a lock comes after what was written under it before, whatever the clocks of servers say. Answers how many
 * got theirs: 0 when none waits, or when the database is of a later version, whose servers do it.
 */
export function sealEvents({ store, clock }: Context, followers: readonly OnSealed[]): Promise<Sealing> {
  return store.transaction(async (tx) => {
    const { ledgers } = tx
    await ledgers.hold()
    const waiting = await ledgers.listWaiting(BATCH)
    const { gone, more } = waiting
    if (waiting.events.length + gone.length === 0 || !(await ledgers.isOurs()))
      return { count: 0, gone: [], more: false, writtenAt: null }
    const concerned = [...new Set(waiting.events.map(({ home }) => ledgerOf(home)))]
    const { places, heads } = placesAfter(await ledgers.findHeads(concerned), waiting.events, clock.now())
    await ledgers.seal(places, heads, gone)
    if (places.length > 0) for (const follow of followers) await follow(tx, byLedger(places), clock.now())
    return { count: places.length, gone, more, writtenAt: waiting.events[0]?.stored['at'] ?? null }
  })
}

type Placed = NewlySealedEvent & { readonly eventId: string }

/** Where these come to after the heads there are. */
function placesAfter(known: readonly LedgerHead[], waiting: readonly WaitingEvent[], sealedAt: Instant) {
  const heads = new Map(known.map((head) => [head.ledger, head]))
  const places = waiting.map((each): Placed => {
    const { id: eventId, home, stored } = each
    const ledger = ledgerOf(home)
    const head = heads.get(ledger) ?? { ledger, organizationId: home.organizationId, sealedAt, ...START }
    const position = head.position + 1
    const hash = sealHash({ previous: head.hash, ledger, position, stored })
    heads.set(ledger, { ...head, position, hash, sealedAt })
    return {
      ledger,
      position,
      hash,
      eventId,
      subject: stored['subject'] ?? '',
      get event() {
        return each.event
      },
    }
  })
  return { places, heads: [...heads.values()] }
}

const byLedger = (places: readonly Placed[]): readonly Placed[] =>
  [...Map.groupBy(places, ({ ledger }) => ledger).values()].flat()
