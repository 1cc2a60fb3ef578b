import type { Ports } from '../../store.ts'
import type { Break, BreakKind } from './break.ts'
import { type Seal, sealHash, START } from './ledger.ts'
import type { LedgerStore, Room, TracedSeal } from './ledger-store.ts'
import type { Misplaced, Proof } from './proof.ts'
import type { Stub, StubWitness } from './stub.ts'

/** The limits of one read, which takes some milliseconds to verify. */
const ROOM: Room = { events: 200, bytes: 256 * 1024 }
const EVENTS_AT_ONCE = 200
/** How many batches after an event that is not as it was sealed are searched for the event that belongs there. */
const SEARCHED = 50

/** A position up to which a ledger is proved. */
export type Point = Pick<Seal, 'position' | 'hash'>

/** The result of a walk: how far it got, and the break that stopped it; null where there is none. */
export interface Walked {
  readonly proved: Point
  readonly broken: Break | null
}

export interface Verified {
  readonly head: Seal
  readonly broken: Break | null
  /** The stub of its first events; null where nothing was pruned. */
  readonly stub: Stub | null
}

/** Awaited between two batches, so that other work has its turn. */
export type Rest = () => Promise<unknown>

/**
 * Verifies each ledger of which anything is left, in the order of their ids, up to its head when its turn came. Takes as much memory as a
 * few hundred events.
 */
export async function* verifyLedgers(
  ports: Pick<Ports, 'ledgers' | 'stubs' | 'proofs'>,
  witness: StubWitness,
  rest: Rest,
): AsyncGenerator<Verified, void, void> {
  const { ledgers, stubs, proofs } = ports
  for (let id = await ledgers.nextLedger(''); id !== undefined; id = await ledgers.nextLedger(id)) {
    // Read before the head, which is therefore never behind it.
    const known = knownBy(await proofs.find(id))
    const head = (await ledgers.head(id)) ?? { ledger: id, ...START }
    const { broken } = await toItsEnd(walkLedger(ports, witness, head, { from: START, known }), rest)
    yield { head, broken, stub: (await stubs.find(id)) ?? null }
  }
}

async function toItsEnd<Result>(walk: AsyncGenerator<unknown, Result, void>, rest: Rest): Promise<Result> {
  for (;;) {
    const step = await walk.next()
    if (step.done === true) return step.value
    await rest()
  }
}

/** The point from which the positions of a ledger continue; null when the stub of the earlier ones is not validly signed. */
export function startOf(stub: Stub | undefined, witness: StubWitness): Point | null {
  if (stub === undefined) return START
  return witness.holds(stub) ? { position: stub.position, hash: stub.hash } : null
}

/** The point up to which the ledger was proved before; null where it never was. */
export const knownBy = (proof: Proof | undefined): Point | null =>
  proof === undefined || proof.at === null ? null : { position: proof.position, hash: proof.hash }

interface Way {
  readonly from: Point
  /** The walk also checks that this position still has this hash. */
  readonly known: Point | null
}

/**
 * Proves a ledger from a point, or from its stub if that is further, to this head. After each batch it yields the point that it has
 * reached, or null where the batch proved nothing because a break was found and is being examined.
 */
export async function* walkLedger(
  { ledgers, stubs }: Pick<Ports, 'ledgers' | 'stubs'>,
  witness: StubWitness,
  head: Seal,
  { from, known }: Way,
): AsyncGenerator<Point | null, Walked, void> {
  const { ledger } = head
  for (;;) {
    const stub = await stubs.find(ledger)
    const start = startOf(stub, witness)
    if (start === null) {
      const position = stub?.position ?? 0
      return { proved: START, broken: { ledger, position, eventId: '', what: 'stub-changed', swappedWith: null } }
    }
    const walked = yield* walkPlaces(ledgers, head, { from: start.position > from.position ? start : from, known })
    // What is missing may have been pruned meanwhile.
    if (walked.broken === null || (await stubs.find(ledger))?.position === stub?.position) return walked
  }
}

async function* walkPlaces(
  ledgers: LedgerStore,
  head: Seal,
  { from, known }: Way,
): AsyncGenerator<Point | null, Walked, void> {
  const { ledger } = head
  let proved = from
  const broken = (what: BreakKind, position: number, eventId = '', swappedWith: number | null = null): Walked => ({
    proved,
    broken: { ledger, position, eventId, what, swappedWith },
  })
  walk: for await (const places of placesAfter(ledgers, ledger, from.position)) {
    for (const place of places) {
      const { position, eventId, stored, hash } = place
      if (position > head.position) {
        // The event was sealed meanwhile, or the head was moved back.
        const now = await ledgers.head(ledger)
        if (now !== undefined && now.position >= position) break walk
        return broken('head-changed', position, eventId)
      }
      if (position !== proved.position + 1) return broken('place-missing', proved.position + 1)
      if (stored === null) return broken('event-missing', position, eventId)
      if (sealHash({ previous: proved.hash, ledger, position, stored }) !== hash) {
        const other = yield* swappedWith(ledgers, place, proved)
        return broken(other === null ? 'changed' : 'swapped', position, eventId, other)
      }
      if (position === known?.position && hash !== known.hash) return broken('made-anew', position, eventId)
      proved = { position, hash }
    }
    yield proved
  }
  if (proved.position < head.position) return broken('place-missing', proved.position + 1)
  if (proved.position !== head.position || proved.hash !== head.hash) return broken('head-changed', head.position)
  // Somebody has cut off the end of the ledger and written another head.
  return known !== null && known.position > proved.position
    ? broken('made-anew', proved.position + 1)
    : { proved, broken: null }
}

/**
 * Finds the position of an event not far behind that belongs at this position, whether the events were swapped with their hashes or
 * without. Null when there is none: a pair that is further apart is reported as an event that was changed.
 */
async function* swappedWith(
  ledgers: LedgerStore,
  { ledger, position, hash }: TracedSeal,
  proved: Point,
): AsyncGenerator<null, number | null, void> {
  let pieces = 0
  for await (const places of placesAfter(ledgers, ledger, position)) {
    for (const later of places) {
      if (later.stored === null) continue
      const seal = sealHash({ previous: proved.hash, ledger, position, stored: later.stored })
      if (seal === hash || seal === later.hash) return later.position
    }
    if (++pieces === SEARCHED) return null
    yield null
  }
  return null
}

async function* placesAfter(ledgers: LedgerStore, ledger: string, after: number) {
  for (let from = after; ;) {
    const places = await ledgers.trace(ledger, from, ROOM)
    const last = places.at(-1)
    if (last === undefined) return
    yield places
    from = last.position
  }
}

/** Finds the first event, by its id, that is neither sealed nor waiting to be sealed, or that is both. */
export const findMisplaced = ({ proofs }: Pick<Ports, 'proofs'>, rest: Rest): Promise<Break | null> =>
  toItsEnd(walkEvents(proofs, ''), rest)

/** Does the same for the events after an id (empty: from the first), and yields the last id of each batch. */
export async function* walkEvents(proofs: Ports['proofs'], from: string): AsyncGenerator<string, Break | null, void> {
  for (let after = from; ;) {
    const { misplaced, next } = await proofs.findMisplaced(after, EVENTS_AT_ONCE)
    const [first] = misplaced
    if (first !== undefined) return breakOf(first)
    if (next === null) return null
    yield next
    after = next
  }
}

const breakOf = (misplaced: Misplaced): Break => ({ ...misplaced, position: null, swappedWith: null })

/**
 * Whether the ledger still has this hash at this position, as somebody recorded it earlier. Once the ledger is verified, this holds for
 * everything before the position as well. Null where the position was pruned, so that its hash is no longer known.
 */
export async function hasStill(
  { ledgers, stubs }: Pick<Ports, 'ledgers' | 'stubs'>,
  { ledger, position, hash }: Seal,
): Promise<boolean | null> {
  const stub = await stubs.find(ledger)
  if (stub !== undefined && position <= stub.position) return position === stub.position ? hash === stub.hash : null
  const [found] = await ledgers.trace(ledger, position - 1, { events: 1, bytes: 0 })
  return found?.position === position && found.hash === hash
}
