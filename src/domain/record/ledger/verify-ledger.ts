import { type Seal, sealHash, START } from './ledger.ts'
import type { LedgerStore, Room, TracedSeal } from './ledger-store.ts'

/** Read at once, whatever there is to verify. */
const ROOM: Room = { events: 500, bytes: 1024 * 1024 }
const EVENTS_AT_ONCE = 500

/** Where a ledger does not hold: the first such place. */
export interface Break {
  readonly ledger: string
  /** Null of an event that has none. */
  readonly position: number | null
  /** Empty where it cannot be told. */
  readonly eventId: string
  readonly what: BreakKind
  /** Where the event is that belongs there, of a pair that was swapped; null otherwise. */
  readonly swappedWith: number | null
}

type BreakKind =
  /** The event is not what it was when it was sealed, or the seal is not. */
  | 'changed'
  /** The event has another's place. */
  | 'swapped'
  /** There is a place without its event. */
  | 'event-missing'
  /** The place itself is missing. */
  | 'place-missing'
  /** The ledger does not end where it says that it does. */
  | 'head-changed'
  /** The event neither has a place nor waits for one. */
  | 'lost'
  /** The event has a place and waits for another. */
  | 'twice'

export interface Verified {
  readonly head: Seal
  /** Null where all holds. */
  readonly broken: Break | null
}

/** Each ledger, in the order of their ids, up to where it ended when its turn came; in as much memory as a few hundred events take. */
export async function* verifyLedgers(ledgers: LedgerStore): AsyncGenerator<Verified, void, void> {
  for (let id = await ledgers.nextLedger(''); id !== undefined; id = await ledgers.nextLedger(id)) {
    const head = (await ledgers.head(id)) ?? { ledger: id, ...START }
    yield { head, broken: await verifyLedger(ledgers, head) }
  }
}

async function verifyLedger(ledgers: LedgerStore, head: Seal): Promise<Break | null> {
  const { ledger } = head
  const broken = (what: Break['what'], position: number, eventId = '', swappedWith: number | null = null): Break => ({
    ledger,
    position,
    eventId,
    what,
    swappedWith,
  })
  let previous: Pick<Seal, 'position' | 'hash'> = START
  for await (const place of placesOf(ledgers, ledger, START.position)) {
    const { position, eventId, stored, hash } = place
    if (position > head.position) {
      // It was sealed meanwhile, or the head was moved back.
      const now = await ledgers.head(ledger)
      if (now !== undefined && now.position >= position) break
      return broken('head-changed', position, eventId)
    }
    if (position !== previous.position + 1) return broken('place-missing', previous.position + 1)
    if (stored === null) return broken('event-missing', position, eventId)
    if (sealHash({ previous: previous.hash, ledger, position, stored }) !== hash) {
      const other = await swappedWith(ledgers, place, previous.hash)
      return broken(other === null ? 'changed' : 'swapped', position, eventId, other)
    }
    previous = place
  }
  if (previous.position < head.position) return broken('place-missing', previous.position + 1)
  return previous.hash === head.hash ? null : broken('head-changed', head.position)
}

/** The position of a later event that belongs into this place, whether the places were swapped with their hashes or without. */
async function swappedWith(
  ledgers: LedgerStore,
  { ledger, position, hash }: TracedSeal,
  previous: string,
): Promise<number | null> {
  for await (const later of placesOf(ledgers, ledger, position)) {
    if (later.stored === null) continue
    const seal = sealHash({ previous, ledger, position, stored: later.stored })
    if (seal === hash || seal === later.hash) return later.position
  }
  return null
}

async function* placesOf(ledgers: LedgerStore, ledger: string, after: number) {
  for (let from = after; ;) {
    const places = await ledgers.trace(ledger, from, ROOM)
    yield* places
    const last = places.at(-1)
    if (last === undefined) return
    from = last.position
  }
}

/** The first event, by its id, that is in no ledger and does not wait to be, or is and does. */
export async function findMisplaced(ledgers: LedgerStore): Promise<Break | null> {
  for (let after = '' as string | null; after !== null;) {
    const { misplaced, next } = await ledgers.findMisplaced(after, EVENTS_AT_ONCE)
    const [first] = misplaced
    if (first !== undefined) return { ...first, position: null, swappedWith: null }
    after = next
  }
  return null
}

/** Whether the ledger has this hash at this position, as somebody has seen it before. Says as much of all before it, once that is verified. */
export async function hasStill(ledgers: LedgerStore, { ledger, position, hash }: Seal): Promise<boolean> {
  const [found] = await ledgers.trace(ledger, position - 1, { events: 1, bytes: 0 })
  return found?.position === position && found.hash === hash
}
