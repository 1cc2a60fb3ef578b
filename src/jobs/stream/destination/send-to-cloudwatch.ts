import type { CloudWatchTarget } from '../../../domain/record/stream/target.ts'
import { at, type Refused } from './ask-receiver.ts'
import { fittedEntry } from './fitted-entry.ts'
import { inPieces } from './in-pieces.ts'
import type { SendBatch, StreamedEntry } from '../send-batch.ts'
import type { Access, AskAws, AwsAnswer } from './ask-aws.ts'
import type { Roles } from './roles.ts'

/** The limits of PutLogEvents (docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html). */
const LIMITS = { items: 10_000, bytes: 1_048_576, overhead: 26 }
const ENTRY_BYTES = 1_000_000
/** Less than the day that the events of one request may span. */
const SPAN_MS = 23 * 3_600_000

interface LogEvent {
  readonly timestamp: number
  readonly message: string
  readonly bytes: number
}

function logEventOf({ entry, event }: StreamedEntry): LogEvent {
  const message = JSON.stringify(fittedEntry(entry, ENTRY_BYTES))
  return { timestamp: Date.parse(event.at), message, bytes: Buffer.byteLength(message) }
}

/** AWS takes events in the order of time only. Positions may be in another order where the clocks of servers differ. */
const inTime = (entries: readonly StreamedEntry[]) =>
  entries.map(logEventOf).sort((one, other) => one.timestamp - other.timestamp)

const byDays = (events: readonly LogEvent[]): readonly (readonly LogEvent[])[] => {
  const days: LogEvent[][] = []
  for (const event of events) {
    const day = days.at(-1)
    if (day?.[0] !== undefined && event.timestamp - day[0].timestamp < SPAN_MS) day.push(event)
    else days.push([event])
  }
  return days
}

export interface CloudWatchParts {
  readonly askAws: AskAws
  readonly roles: Roles
}

type Call = 'PutLogEvents' | 'CreateLogGroup' | 'CreateLogStream'

/** Sends with PutLogEvents. A missing log group or log stream is created, if the role may. */
export const sendToCloudWatch =
  ({ askAws, roles }: CloudWatchParts, target: Omit<CloudWatchTarget, 'kind'>): SendBatch =>
  async (entries, signal) => {
    const { region, logGroup: logGroupName, logStream: logStreamName } = target
    const call = async (access: Access, name: Call, question: object): Promise<AwsAnswer> => {
      signal.throwIfAborted()
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${name}` }
      return askAws({ service: 'logs', region, headers, body: JSON.stringify(question), access })
    }
    const named = { logGroupName, logStreamName }

    async function put(access: Access, piece: readonly LogEvent[]): Promise<AwsAnswer> {
      const logEvents = piece.map(({ timestamp, message }) => ({ timestamp, message }))
      const answer = await call(access, 'PutLogEvents', { ...named, logEvents })
      if (errorIn(answer) !== 'ResourceNotFoundException') return answer
      const missing = await createTarget(access)
      return missing === null ? call(access, 'PutLogEvents', { ...named, logEvents }) : missing
    }

    /** Creates the stream first: a role need not be allowed to create groups if the group exists. */
    async function createTarget(access: Access): Promise<AwsAnswer | null> {
      const stream = await call(access, 'CreateLogStream', named)
      if (errorIn(stream) !== 'ResourceNotFoundException') return unlessThere(stream)
      const group = unlessThere(await call(access, 'CreateLogGroup', { logGroupName }))
      return group ?? unlessThere(await call(access, 'CreateLogStream', named))
    }

    const pieces = byDays(inTime(entries)).flatMap((day) => inPieces(day, LIMITS))
    let leftOut = 0
    for (const piece of pieces) {
      signal.throwIfAborted()
      const access = await roles.assume(target)
      if ('accepted' in access) return access
      const answer = await put(access, piece)
      const refused = refusalIn(answer)
      leftOut += tooOldIn(answer)
      if (refused === null) continue
      // The role may have lost the permission, or have been changed: its credentials are of no use then.
      roles.forget(target)
      return refused
    }
    return leftOut === 0 ? { accepted: true } : { accepted: true, leftOut: { count: leftOut, why: TOO_OLD } }
  }

const TOO_OLD = 'has left out what is older than its log group keeps'

/** How many events at the beginning of a piece AWS has not taken, and never will. */
function tooOldIn(answer: AwsAnswer): number {
  const ends = ['tooOldLogEventEndIndex', 'expiredLogEventEndIndex'].map((name) =>
    'accepted' in answer ? 0 : at(answer.said, 'rejectedLogEventsInfo', name),
  )
  return Math.max(...ends.map((end) => (typeof end === 'number' ? end : 0)))
}

const errorIn = (answer: AwsAnswer): string | null => ('accepted' in answer ? answer.error : null)

const unlessThere = (answer: AwsAnswer): AwsAnswer | null =>
  errorIn(answer) === null || errorIn(answer) === 'ResourceAlreadyExistsException' ? null : answer

/** Null when the piece is done with. Events too old for the log group are done with as well: AWS would never take them. */
function refusalIn(answer: AwsAnswer): Refused | null {
  if ('accepted' in answer)
    return answer.error === 'DataAlreadyAcceptedException' ? null : { accepted: false, why: answer.why }
  if (typeof at(answer.said, 'rejectedLogEventsInfo', 'tooNewLogEventStartIndex') !== 'number') return null
  return { accepted: false, why: 'takes nothing that is to come: the clock of this registry is ahead by hours' }
}
