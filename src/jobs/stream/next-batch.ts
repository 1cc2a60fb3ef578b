import type { Instant } from '../../domain/clock.ts'
import type { Event } from '../../domain/record/event/event.ts'
import type { SealedEvent } from '../../domain/record/ledger/ledger.ts'
import type { Bookmark } from '../../domain/record/stream/stream-store.ts'
import { isTooOld, type Stream } from '../../domain/record/stream/stream.ts'
import type { Ports } from '../../domain/store.ts'
import type { StreamedEntry } from './send-batch.ts'

/** Of one batch, for all ledgers together: some milliseconds to read and to write out. */
const EVENTS = 200
const BYTES = 256 * 1024
/** Each has the same share. */
const LEDGERS = 20

export interface Batch {
  readonly entries: readonly StreamedEntry[]
  /** Where its bookmarks are when all of it is done with; empty when nothing is before the stream. */
  readonly to: readonly Bookmark[]
  /** How many events are too old to be sent, or cannot be written as entries. */
  readonly passedBy: number
  /** Why the first of these could not be; undefined when all could. */
  readonly trouble: unknown
  /** The ledger that was read last, so that the next batch begins after it; empty at the end of them. */
  readonly after: string
}

export interface BatchParts {
  readonly entryOf: (event: Event) => object
  readonly now: Instant
}

/** Reads what is next for a stream of its ledgers after one (empty: from the first). */
export async function nextBatch(
  { ledgers, streams }: Pick<Ports, 'ledgers' | 'streams'>,
  stream: Stream,
  after: string,
  parts: BatchParts,
): Promise<Batch> {
  const behind = await streams.listBehind(stream, after, LEDGERS)
  if (behind.length === 0 && after !== '') return nextBatch({ ledgers, streams }, stream, '', parts)
  const room = { events: Math.ceil(EVENTS / behind.length), bytes: BYTES / behind.length }
  const read: SealedEvent[] = []
  const to: Bookmark[] = []
  for (const { ledger, position, headPosition } of behind) {
    const sealed = await ledgers.after(ledger, position, room)
    read.push(...sealed)
    // Where there is none, the events of all these places were deleted past the registry.
    to.push({ ledger, position: sealed.at(-1)?.position ?? headPosition })
  }
  return { ...entriesOf(read, parts), to, after: behind.length < LEDGERS ? '' : (to.at(-1)?.ledger ?? '') }
}

function entriesOf(
  sealed: readonly SealedEvent[],
  { entryOf, now }: BatchParts,
): Pick<Batch, 'entries' | 'passedBy' | 'trouble'> {
  const entries: StreamedEntry[] = []
  let passedBy = 0
  let trouble: unknown
  for (const place of sealed) {
    const { ledger, position } = place
    try {
      const { event } = place
      if (isTooOld(event.at, now)) passedBy += 1
      else entries.push({ event, entry: entryOf(event), position, ledger })
    } catch (error) {
      // What somebody has written into the database past the registry must not keep all that comes later.
      passedBy += 1
      trouble ??= error
    }
  }
  return { entries, passedBy, trouble }
}
