import type { SealedEvent } from './ledger.ts'
import type { LedgerStore, Room } from './ledger-store.ts'

/** Called when the ledger has new events, or when its head cannot be read. */
export interface Listener {
  readonly moved: () => void
  readonly failed: (error: unknown) => void
}

/** A ledger that is shared by all who follow it. */
export interface FollowedLedger {
  /** The last position, as far as is known. */
  readonly head: () => number
  /** The events after a position: one read serves all followers that ask for the same position. */
  readonly after: (position: number) => Promise<readonly SealedEvent[]>
  readonly leave: () => void
}

/** Ledgers that many callers follow, each authorized before. Every query is made once for all of them. */
export interface LedgerFollower {
  readonly isFollowed: () => boolean
  readonly join: (ledger: string, head: number, listener: Listener) => FollowedLedger
  /** Reads the heads of all followed ledgers in one statement. Does not throw: if it fails, the listeners are called. */
  readonly look: () => Promise<void>
}

const ROOM: Room = { events: 100, bytes: 256 * 1024 }

interface Followed {
  head: number
  readonly listeners: Set<Listener>
  /** The last read. */
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
    // An empty result must not be reused: it would hide the events that were sealed since.
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
