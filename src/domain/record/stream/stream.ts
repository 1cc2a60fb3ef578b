// Streams: where an organization has the entries of its audit log sent, all of them and in their order, so that they are kept and
// searched elsewhere. Some are named by settings of the server, some by whoever may through an API. A stream follows the ledgers of
// its organization, or that of one project, and keeps for each a bookmark: the position up to which its receiver has accepted all.
// Nothing is written for an entry. This folder owns what a stream is and where it stands; how its kind of receiver is spoken to
// is the jobs' business.
import { CLOCKS_MS, type Instant, later } from '../../clock.ts'

export const streamKinds = ['file', 'http', 'syslog', 'otel', 'splunk', 'cloudwatch', 'datadog'] as const
export type StreamKind = (typeof streamKinds)[number]

/** Who says that there is one. */
export type StreamOrigin = 'settings' | 'api'

/** What can be changed of a stream. */
export interface StreamTerms {
  readonly name: string
  /**
   * What its kind needs to know, JSON, without anything secret: among it `url` of the receiver, or `path` of the file. Of an address
   * whatever comes after the host may be as good as a secret.
   */
  readonly config: Readonly<Record<string, unknown>>
  /** What its receiver knows it by, sealed (`SecretCipher`, under the id); empty where there is nothing. */
  readonly secret: string
  readonly enabled: boolean
  /** As an API was told it, JSON, for its answers; null for none. What is sent goes by the project alone. */
  readonly filter: Readonly<Record<string, unknown>> | null
}

/** How it goes. */
export interface StreamState {
  /** Why the last try failed; empty when it did not. */
  readonly failure: string
  /** Since when every try has; null when the last one did not. */
  readonly failingSince: Instant | null
  /** How many entries were passed by without being sent, because they were too old when their turn came. */
  readonly passedBy: number
}

export interface Stream extends StreamTerms, StreamState {
  readonly id: string
  readonly organizationId: string
  /** Null for all of the organization: what is of it and of all its projects. */
  readonly projectId: string | null
  /** Names are unique among those of an organization that are of one origin. */
  readonly origin: StreamOrigin
  readonly kind: StreamKind
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** Of a stream that nothing was sent to yet. */
export const FRESH: StreamState = { failure: '', failingSince: null, passedBy: 0 }

/** Where it sends, as it may be told: the host of an address alone. */
export const toldTarget = ({ config: { url, path } }: Pick<Stream, 'config'>): string =>
  typeof path === 'string' ? path : ((typeof url === 'string' ? URL.parse(url)?.host : undefined) ?? '')

/** What events tell of a stream. */
export const streamFacts = (stream: Pick<Stream, 'id' | 'name' | 'kind' | 'origin' | 'enabled' | 'config'>) => ({
  id: stream.id,
  name: stream.name,
  kind: stream.kind,
  origin: stream.origin,
  enabled: stream.enabled,
  target: toldTarget(stream),
})

const DAY_MS = 24 * 60 * 60 * 1000
/** For so long entries wait for a receiver that cannot be reached; what is older when its turn comes is passed by. */
const CATCH_UP_MS = 7 * DAY_MS

/** Whether what happened then has become too old by now to be sent to a stream. */
export const isTooOld = (at: Instant, now: Instant): boolean => at < later(now, -CATCH_UP_MS)

const FIRST_PAUSE_MS = 1000
export const LONGEST_PAUSE_MS = 5 * 60 * 1000

/** None is tried again after that, but by a clock that was ahead and was set right since. */
export const latestAgain = (now: Instant): Instant => later(now, LONGEST_PAUSE_MS + CLOCKS_MS)

/** How long a stream that fails waits until it is tried again: as long as it has been failing, within bounds. */
export const pauseAfterFailure = (failingSince: Instant, now: Instant): number =>
  Math.min(Math.max(Date.parse(now) - Date.parse(failingSince), FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
