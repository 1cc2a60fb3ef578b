import type { Instant } from '../../domain/clock.ts'
import type { Event } from '../../domain/record/event/event.ts'
import type { SealedEvent } from '../../domain/record/ledger/ledger.ts'
import type { Bookmark } from '../../domain/record/stream/stream-store.ts'
import { isTooOld, type Stream } from '../../domain/record/stream/stream.ts'
import type { Ports } from '../../domain/store.ts'
import type { StreamedEntry } from './send-batch.ts'

/** The limits of one batch, for all ledgers together: a few milliseconds to read and to serialize. */
const EVENTS = 200
const BYTES = 256 * 1024
/** The most ledgers in a batch; each has the same share of it. */
const LEDGERS = 20

export interface Batch {
  readonly entries: readonly StreamedEntry[]
  /** The bookmarks to store once the batch has been sent; empty when the stream has nothing left to send. */
  readonly to: readonly Bookmark[]
  /** How many events were passed by, because they are too old or cannot be written as entries. */
  readonly passedBy: number
  /** The error of the first event that cannot be written as an entry; undefined when all can. */
  readonly trouble: unknown
  /** The ledger that was read last, after which the next batch begins; empty after the last ledger. */
  readonly after: string
}

export interface BatchParts {
  readonly entryOf: (event: Event) => object
  readonly now: Instant
}

/** Reads a stream's next batch, from its ledgers after the given one (empty: from the first). */
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
    // If there is none, all events at these positions were pruned, or deleted directly in the database.
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
  for (const sealedEvent of sealed) {
    const { ledger, position } = sealedEvent
    try {
      const { event } = sealedEvent
      if (isTooOld(event.at, now)) passedBy += 1
      else entries.push({ event, entry: entryOf(event), position, ledger })
    } catch (error) {
      // An event that somebody has written directly into the database must not block all later ones.
      passedBy += 1
      trouble ??= error
    }
  }
  return { entries, passedBy, trouble }
}
