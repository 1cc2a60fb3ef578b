import type { Instant } from '../../clock.ts'
import type { Page, PageRequest } from '../../page.ts'
import type { Stream, StreamKind, StreamOrigin } from './stream.ts'

export type StreamOrderField = 'createdAt' | 'name'

/** The progress of a stream in a ledger: everything up to the position has been handled. */
export interface Bookmark {
  readonly ledger: string
  /** 0 before the first. */
  readonly position: number
}

/** A ledger with entries that a stream has not handled yet. */
export interface Behind extends Bookmark {
  readonly headPosition: number
}

/** The progress of a stream, over all of its ledgers. */
export interface StreamLag {
  /** How many entries have been handled, and how many there are. */
  readonly position: number
  readonly headPosition: number
  /** When the oldest of the entries in between happened; null when there are none. */
  readonly oldestAt: Instant | null
}

/** A stream that one worker has claimed until the given time, unless it extends the claim. */
export interface ClaimedStream {
  readonly stream: Stream
  readonly until: Instant
}

export interface StreamStore {
  /**
   * Inserts a stream with its bookmarks at the ends of its ledgers, so that it begins with the events that are sealed from now on. Returns
   * false, and writes nothing, when the organization has a stream of that name and origin.
   */
  insert(stream: Stream): Promise<boolean>
  find(id: string): Promise<Stream | undefined>
  list(organizationId: string, page: PageRequest<StreamOrderField>): Promise<Page<Stream>>
  /** The same for one origin. */
  listOf(organizationId: string, origin: StreamOrigin, page: PageRequest<StreamOrderField>): Promise<Page<Stream>>
  count(organizationId: string, origin: StreamOrigin): Promise<number>
  /**
   * Updates name, kind, config, enabled, filter and `updatedAt`, clears the recorded failure, and makes the stream due at `updatedAt`. The
   * secret is written only if it differs from `before`, so that a concurrent re-encryption of the secret is not undone. Throws when another
   * stream has that name and origin.
   */
  update(stream: Stream, before: Pick<Stream, 'secret'>): Promise<void>
  /** Deletes the stream with its bookmarks. */
  delete(id: string): Promise<void>
  /** Makes each enabled stream that follows one of these ledgers due at `now`, unless it has a due time already. */
  wake(ledgers: readonly string[], now: Instant): Promise<void>
  /**
   * Claims, until `until`, the enabled and unclaimed stream of these kinds that has been due longest. An existing claim that ends after
   * `latest` does not count. No two transactions claim the same stream.
   */
  claim(kinds: readonly StreamKind[], now: Instant, until: Instant, latest: Instant): Promise<ClaimedStream | undefined>
  /**
   * Makes streams that are due after `latest` due at `now`: only a clock that ran ahead, and was corrected since, schedules them so late.
   */
  bringForward(now: Instant, latest: Instant): Promise<void>
  /** When the next enabled and unclaimed stream of these kinds becomes due; undefined when there is none. */
  nextAt(kinds: readonly StreamKind[]): Promise<Instant | undefined>
  /**
   * Locks a claimed stream until the transaction ends, so that it is not woken meanwhile, and extends its claim to `until`. Returns the
   * stream as it is now; undefined when it was deleted, or another worker has claimed it.
   */
  keep(claimed: ClaimedStream, until: Instant): Promise<Stream | undefined>
  /** Releases the claim. The stream becomes due at `nextAt` or, if that is null, when it is woken. */
  release(id: string, nextAt: Instant | null): Promise<void>
  /**
   * The ledgers with entries that the stream has not handled, in the order of their ids, after this id (empty: from the first), at most
   * `limit`.
   */
  listBehind(stream: Stream, after: string, limit: number): Promise<readonly Behind[]>
  /** Moves these bookmarks, and adds so many to the number of skipped entries. */
  advance(id: string, to: readonly Bookmark[], passedBy: number): Promise<void>
  /** Records why the last try failed, and since when every try has failed; empty and null when the last one did not fail. */
  mark(id: string, failure: string, since: Instant | null): Promise<void>
  lagOf(stream: Stream): Promise<StreamLag>
}
