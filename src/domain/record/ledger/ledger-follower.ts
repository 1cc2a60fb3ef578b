import type { SealedEvent } from './ledger.ts'
import type { LedgerStore, Room } from './ledger-store.ts'

/** Who follows a ledger is called when it has moved, or when that cannot be told. */
export interface Ear {
  readonly moved: () => void
  readonly failed: (error: unknown) => void
}

/** A ledger as all see it who follow it. */
export interface FollowedLedger {
  /** How far it has come, as far as is known. */
  readonly head: () => number
  /** What comes after a position: one reading for all who ask for the same. */
  readonly after: (position: number) => Promise<readonly SealedEvent[]>
  readonly leave: () => void
}

/** Ledgers as many follow them who have been let in before: what is asked is asked once for all. */
export interface LedgerFollower {
  readonly isFollowed: () => boolean
  readonly join: (ledger: string, head: number, ear: Ear) => FollowedLedger
  /** Looks how far all ledgers have come that are followed, by one statement. Whoever fails in it has been told. */
  readonly look: () => Promise<void>
}

const ROOM: Room = { events: 100, bytes: 256 * 1024 }

interface Followed {
  head: number
  readonly ears: Set<Ear>
  /** What was read last. */
  last: { readonly position: number; readonly events: Promise<readonly SealedEvent[]> } | null
}

export function ledgerFollower(ledgers: Pick<LedgerStore, 'findHeads' | 'after'>): LedgerFollower {
  const followed = new Map<string, Followed>()

  function moveTo(ledger: string, position: number): void {
    const there = followed.get(ledger)
    if (there === undefined || position <= there.head) return
    there.head = position
    for (const ear of there.ears) ear.moved()
  }

  function read(there: Followed, ledger: string, position: number): Promise<readonly SealedEvent[]> {
    if (there.last?.position === position) return there.last.events
    const events = ledgers.after(ledger, position, ROOM)
    const reading = { position, events }
    there.last = reading
    const forget = () => {
      if (there.last === reading) there.last = null
    }
    // Who asks the same later would take nothing for all that came since.
    events.then((found) => {
      if (found.length === 0) forget()
    }, forget)
    return events
  }

  return {
    isFollowed: () => followed.size > 0,
    join(ledger, head, ear) {
      const there = followed.get(ledger) ?? { head, ears: new Set<Ear>(), last: null }
      followed.set(ledger, there)
      moveTo(ledger, head)
      there.ears.add(ear)
      return {
        head: () => there.head,
        after: (position) => read(there, ledger, position),
        leave() {
          there.ears.delete(ear)
          if (there.ears.size === 0 && followed.get(ledger) === there) followed.delete(ledger)
        },
      }
    },
    async look() {
      if (followed.size === 0) return
      try {
        for (const { ledger, position } of await ledgers.findHeads([...followed.keys()])) moveTo(ledger, position)
      } catch (error) {
        const ears = [...followed.values()].flatMap(({ ears }) => [...ears])
        for (const ear of ears) ear.failed(error)
      }
    },
  }
}
