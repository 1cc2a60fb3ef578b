import type { Instant } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type LedgerHead, ledgerOf, type NewlySealedEvent, sealHash, START, type WaitingEvent } from './ledger.ts'
import type { Room } from './ledger-store.ts'
import type { OnSealed } from './on-sealed.ts'

/** The most that one transaction seals: a few milliseconds, during which other writers may wait. */
const BATCH: Room = { events: 200, bytes: 256 * 1024 }

export interface Sealing {
  readonly count: number
  /** Ids of events that were deleted directly in the database before they were sealed. */
  readonly gone: readonly string[]
  /** Whether more events waited than the batch could take. */
  readonly more: boolean
  /** When the first of these events was written, by the clock of the server that wrote it; null when none was sealed. */
  readonly writtenAt: Instant | null
}

/**
 * Seals some of the events that wait, in one transaction with everything that the followers write. However many servers do so at the same
 * time, each event gets one position and no position is left out. Events are sealed in the order in which they were written: an event that
 * was written under a lock comes after those that were written under it before, whatever the clocks of servers say. Seals none (`count` is
 * 0) when none waits, or when the database has the schema of a later version, whose servers do it.
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

/** The positions of these events after the current heads, and the new heads. */
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
