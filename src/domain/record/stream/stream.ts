// Streams: receivers to which an organization sends the entries of its audit log, all of them and in their order, to be stored and searched
// there. Some are defined by settings of the server, some are created through an API. A stream follows the ledgers of its organization, or
// that of one project, and has a bookmark in each: the position up to which its receiver has accepted everything. No row is written for an
// entry. This folder owns what a stream is and its progress; how to talk to each kind of receiver is up to jobs/.
import { CLOCKS_MS, type Instant, later } from '../../clock.ts'

export const streamKinds = ['file', 'http', 'syslog', 'otel', 'splunk', 'cloudwatch', 'datadog'] as const
export type StreamKind = (typeof streamKinds)[number]

/** What defines a stream: settings of the server, or a call of an API. */
export type StreamOrigin = 'settings' | 'api'

/** The properties of a stream that can be updated. */
export interface StreamTerms {
  readonly name: string
  /**
   * What its kind requires, as JSON without secrets, such as the `url` of the receiver or the `path` of the file. The part of an address
   * after the host may be as good as a secret.
   */
  readonly config: Readonly<Record<string, unknown>>
  /** The credentials for its receiver, encrypted with `SecretCipher` under the stream's id; empty for none. */
  readonly secret: string
  readonly enabled: boolean
  /** The filter as JSON, for the responses of an API that sets it; null for none. What is sent depends on the project alone. */
  readonly filter: Readonly<Record<string, unknown>> | null
}

/** How sending to a stream goes. */
export interface StreamState {
  /** Why the last try failed; empty when it did not. */
  readonly failure: string
  /** Since when every try has failed; null when the last one did not fail. */
  readonly failingSince: Instant | null
  /** How many entries were skipped: they were too old when their turn came, could not be read, or were left out by the receiver. */
  readonly passedBy: number
}

export interface Stream extends StreamTerms, StreamState {
  readonly id: string
  readonly organizationId: string
  /** Null for the whole organization: its own events and those of all its projects. */
  readonly projectId: string | null
  /** Names are unique within an organization and an origin. */
  readonly origin: StreamOrigin
  readonly kind: StreamKind
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** The state of a stream that was not sent anything yet. */
export const FRESH: StreamState = { failure: '', failingSince: null, passedBy: 0 }

/** The target of a stream as it may be shown: the path of a file, or the host of an address without the rest. */
export const publicTarget = ({ config: { url, path } }: Pick<Stream, 'config'>): string =>
  typeof path === 'string' ? path : ((typeof url === 'string' ? URL.parse(url)?.host : undefined) ?? '')

/** The facts about a stream that events record. */
export const streamFacts = (stream: Pick<Stream, 'id' | 'name' | 'kind' | 'origin' | 'enabled' | 'config'>) => ({
  id: stream.id,
  name: stream.name,
  kind: stream.kind,
  origin: stream.origin,
  enabled: stream.enabled,
  target: publicTarget(stream),
})

const DAY_MS = 24 * 60 * 60 * 1000
/** How long entries wait for a receiver that cannot be reached; older entries are skipped when their turn comes. */
const CATCH_UP_MS = 7 * DAY_MS

/** Whether an entry of that time is too old now to be sent to a stream. */
export const isTooOld = (at: Instant, now: Instant): boolean => at < later(now, -CATCH_UP_MS)

const FIRST_PAUSE_MS = 1000
export const LONGEST_PAUSE_MS = 5 * 60 * 1000

/** The latest time that a retry is scheduled for. Only a clock that ran ahead and was corrected since can have scheduled a later one. */
export const latestAgain = (now: Instant): Instant => later(now, LONGEST_PAUSE_MS + CLOCKS_MS)

/** How long a failing stream waits until the next try: as long as it has been failing, within bounds. */
export const pauseAfterFailure = (failingSince: Instant, now: Instant): number =>
  Math.min(Math.max(Date.parse(now) - Date.parse(failingSince), FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
