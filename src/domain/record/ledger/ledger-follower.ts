import type { SealedEvent } from './ledger.ts'
import type { LedgerStore, Room } from './ledger-store.ts'

/** Called when the ledger has moved, or when it cannot be read how far it has. */
export interface Listener {
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
  readonly join: (ledger: string, head: number, listener: Listener) => FollowedLedger
  /** Looks how far all followed ledgers have come, by one statement. Does not throw: listeners are called when it fails. */
  readonly look: () => Promise<void>
}

const ROOM: Room = { events: 100, bytes: 256 * 1024 }

interface Followed {
  head: number
  readonly listeners: Set<Listener>
  /** What was read last. */
  last: { readonly position: number; readonly events: Promise<readonly SealedEvent[]> } | null
}

export function ledgerFollower(ledgers: Pick<LedgerStore, 'findHeads' | 'after'>): LedgerFollower {
  const followed = new Map<string, Followed>()

  function moveTo(ledger: string, position: number): void {
    const there = followed.get(ledger)
    if (there === undefined || position <= there.head) return
    there.head = position
    for (const listener of there.listeners) listener.moved()
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
    join(ledger, head, listener) {
      const there = followed.get(ledger) ?? { head, listeners: new Set<Listener>(), last: null }
      followed.set(ledger, there)
      moveTo(ledger, head)
      there.listeners.add(listener)
      return {
        head: () => there.head,
        after: (position) => read(there, ledger, position),
        leave() {
          there.listeners.delete(listener)
          if (there.listeners.size === 0 && followed.get(ledger) === there) followed.delete(ledger)
        },
      }
    },
    async look() {
      if (followed.size === 0) return
      try {
        for (const { ledger, position } of await ledgers.findHeads([...followed.keys()])) moveTo(ledger, position)
      } catch (error) {
        const listeners = [...followed.values()].flatMap(({ listeners }) => [...listeners])
        for (const listener of listeners) listener.failed(error)
      }
    },
  }
}
