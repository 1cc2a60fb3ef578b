import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Stream, StreamKind, StreamOrigin } from './stream.ts'

export type StreamOrderField = 'createdAt' | 'name'

/** How far a stream has come in a ledger: all up to the position is done with. */
export interface Bookmark {
  readonly ledger: string
  /** 0 before the first. */
  readonly position: number
}

/** A ledger that has come further than a stream in it. */
export interface Behind extends Bookmark {
  readonly headPosition: number
}

/** How far a stream is, over all of its ledgers. */
export interface StreamLag {
  /** How many entries are done with, and how many there are. */
  readonly position: number
  readonly headPosition: number
  /** When the oldest of those between happened; null when there are none. */
  readonly oldestAt: Instant | null
}

/** A stream that a worker has for itself until then, unless it is told another time. */
export interface ClaimedStream {
  readonly stream: Stream
  readonly until: Instant
}

export interface StreamStore {
  /**
   * Writes a stream that begins with what gets its place from now on: its bookmarks are where its ledgers end. False, and nothing
   * written, when the organization has one of that name and origin.
   */
  insert(stream: Stream): Promise<boolean>
  find(id: string): Promise<Stream | undefined>
  list(organizationId: string, page: PageRequest<StreamOrderField>): Promise<Page<Stream>>
  /** The same of one origin. */
  listOf(organizationId: string, origin: StreamOrigin, page: PageRequest<StreamOrderField>): Promise<Page<Stream>>
  count(organizationId: string, origin: StreamOrigin): Promise<number>
  /**
   * Writes name, kind, config, enabled, filter and `updatedAt`, and the secret where it is another one than before, so that one that was
   * encrypted anew meanwhile stays so; the stream is due at that time. What it has failed with is forgotten. Throws when there is another one
   * of that name and origin.
   */
  update(stream: Stream, before: Pick<Stream, 'secret'>): Promise<void>
  /** Deletes it with its bookmarks. */
  delete(id: string): Promise<void>
  /** Each enabled stream that follows one of these ledgers is due at `now`, if it is not due at another time already. */
  wake(ledgers: readonly string[], now: Instant): Promise<void>
  /**
   * Of the enabled streams of these kinds that are due and that nobody holds, the one that is due longest, claimed until `until`. A
   * claim beyond `latest` holds nothing. No two transactions get the same one.
   */
  claim(kinds: readonly StreamKind[], now: Instant, until: Instant, latest: Instant): Promise<ClaimedStream | undefined>
  /** Those that would be due after `latest` are due at `now`: nobody is left alone for so long, but by a clock that was ahead and was set right since. */
  bringForward(now: Instant, latest: Instant): Promise<void>
  /** When the next enabled stream of these kinds that nobody holds becomes due; undefined when there is none. */
  nextAt(kinds: readonly StreamKind[]): Promise<Instant | undefined>
  /**
   * Holds a claimed stream until the transaction ends, so that it is not woken meanwhile, and claims it until `until`. Answers it as it is
   * now; undefined when it is gone, or claimed by somebody else.
   */
  keep(claimed: ClaimedStream, until: Instant): Promise<Stream | undefined>
  /** Gives the claim up; the stream is due at that time, null for when it is woken. */
  release(id: string, nextAt: Instant | null): Promise<void>
  /** Its ledgers in which something is before it, in the order of their ids, those after one (empty: from the first), `limit` at most. */
  listBehind(stream: Stream, after: string, limit: number): Promise<readonly Behind[]>
  /** Moves these bookmarks, and counts so many entries more as passed by. */
  advance(id: string, to: readonly Bookmark[], passedBy: number): Promise<void>
  /** Keeps why the last try failed, and since when all do; empty and null when it did not. */
  mark(id: string, failure: string, since: Instant | null): Promise<void>
  lagOf(stream: Stream): Promise<StreamLag>
}
