import { type Instant, later, sinceBy } from '../../domain/clock.ts'
import type { Context } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { SecretCipher } from '../../domain/organization/secret-cipher.ts'
import type { Event } from '../../domain/record/event/event.ts'
import { NOT_SENT } from '../../domain/record/stream/destination.ts'
import type { ClaimedStream } from '../../domain/record/stream/stream-store.ts'
import { knownSecret } from '../../domain/organization/stored-secret.ts'
import { pauseAfterFailure, type Stream, type StreamKind } from '../../domain/record/stream/stream.ts'
import type { Ports } from '../../domain/store.ts'
import { nextTurn } from '../../machine/next-turn.ts'
import { type Batch, nextBatch } from './next-batch.ts'
import type { BatchOutcome, LeftOut, Senders, StreamedEntry, StreamTarget } from './send-batch.ts'

export interface StreamingParts {
  readonly senders: Senders
  readonly cipher: SecretCipher
  /** Makes the entry of an event in the audit log. */
  readonly entryOf: (event: Event) => object
  /** Called when a stream begins to fail, and when it recovers. */
  readonly onFailing: (stream: Stream, failure: string) => void
  readonly onRecovered: (stream: Stream) => void
  /** Called with how many entries were passed by, and with the error if their age is not the reason. */
  readonly onPassedBy: (stream: Stream, count: number, trouble: unknown) => void
  /** Called with how many entries a receiver has left out of an accepted batch. */
  readonly onLeftOut: (stream: Stream, leftOut: LeftOut) => void
  /** Called when something could not be sent for a reason within this server. */
  readonly onTrouble: (stream: Stream, error: unknown) => void
  /** Whether this process is stopping: nothing more is begun then. */
  readonly isStopping: () => boolean
}

/** How long a receiver has for a batch. */
export const PATIENCE_MS = 15_000
/** Longer than `PATIENCE_MS`; when a worker dies, another one goes on after this. */
export const CLAIM_MS = 30_000
/** After so many batches other streams have their turn. */
const AT_ONCE = 100

/**
 * Sends what a stream has not sent yet, one batch after the other, until one is not accepted or nothing is left. The bookmarks are moved
 * before the next batch is sent: when this process dies, one batch at most is sent again.
 */
export async function sendStream(context: Context, claimed: ClaimedStream, parts: StreamingParts): Promise<void> {
  const { store, clock } = context
  let held = claimed
  let after = ''
  for (let sent = 1; ; sent++) {
    const { stream } = held
    const batch = await nextBatch(store, stream, after, { entryOf: parts.entryOf, now: clock.now() })
    const outcome = batch.entries.length === 0 ? NOTHING_TO_SEND : await tried(stream, batch.entries, parts)
    const goesOn = sent < AT_ONCE && !parts.isStopping()
    const more = await store.transaction((tx) => writeOutcome(tx, { held, batch, outcome, goesOn, now: clock.now() }))
    if (more.isOurs) tell(stream, batch, outcome, parts)
    if (more.held === null) return
    held = more.held
    after = batch.after
    await nextTurn()
  }
}

const NOTHING_TO_SEND = null

interface Tried {
  readonly held: ClaimedStream
  readonly batch: Batch
  /** Null when there was nothing to send: the receiver was not asked. */
  readonly outcome: BatchOutcome | null
  /** Whether another batch may be sent. */
  readonly goesOn: boolean
  readonly now: Instant
}

/** Writes the outcome of a batch, and releases the stream unless there is more to send. */
async function writeOutcome({ streams }: Ports, { held, batch, outcome, goesOn, now }: Tried) {
  const until = later(now, CLAIM_MS)
  const stream = await streams.keep(held, until)
  if (stream === undefined) return { isOurs: false, held: null }
  if (outcome !== null && !outcome.accepted) {
    const since = sinceBy(now, stream.failingSince)
    await streams.mark(stream.id, outcome.why, since)
    await streams.release(stream.id, later(now, pauseAfterFailure(since, now)))
    return { isOurs: true, held: null }
  }
  const passedBy = batch.passedBy + (outcome?.leftOut?.count ?? 0)
  if (batch.to.length > 0) await streams.advance(stream.id, batch.to, passedBy)
  if (outcome !== null && stream.failingSince !== null) await streams.mark(stream.id, '', null)
  const isBehind = (await streams.listBehind(stream, '', 1)).length > 0
  if (isBehind && goesOn && stream.enabled) return { isOurs: true, held: { stream, until } }
  await streams.release(stream.id, isBehind ? now : null)
  return { isOurs: true, held: null }
}

function tell(stream: Stream, { passedBy, trouble }: Batch, outcome: BatchOutcome | null, parts: StreamingParts): void {
  if (outcome !== null && !outcome.accepted) {
    if (stream.failingSince === null) parts.onFailing(stream, outcome.why)
    return
  }
  if (outcome !== null && stream.failingSince !== null) parts.onRecovered(stream)
  if (passedBy > 0) parts.onPassedBy(stream, passedBy, trouble)
  if (outcome?.leftOut !== undefined) parts.onLeftOut(stream, outcome.leftOut)
}

async function tried(
  stream: Stream,
  entries: readonly StreamedEntry[],
  { senders, cipher, onTrouble }: StreamingParts,
): Promise<BatchOutcome> {
  try {
    const { name, kind, config } = stream
    const target = { name, config, secret: knownSecret(cipher, stream.secret, stream.id) }
    const onLate = (error: unknown) => {
      onTrouble(stream, error)
    }
    return await sendBy({ senders, onLate }, kind, target, entries)
  } catch (error) {
    // The secret may be encrypted with another server's key.
    if (stream.failingSince === null) onTrouble(stream, error)
    const why = error instanceof DomainError ? error.message : 'the log of this registry says why'
    return { accepted: false, why: `${NOT_SENT}: ${why}` }
  }
}

export interface SendingParts {
  readonly senders: Senders
  /** Called with an error that a sender met after its time was over. */
  readonly onLate: (error: unknown) => void
}

/** Sends with the sender for that kind of receiver, for `PATIENCE_MS` at most. */
export async function sendBy(
  { senders, onLate }: SendingParts,
  kind: StreamKind,
  target: StreamTarget,
  entries: readonly StreamedEntry[],
): Promise<BatchOutcome> {
  const send = senders[kind]?.(target)
  if (send === undefined) return { accepted: false, why: 'is of a kind that this server does not know' }
  return withinPatience((signal) => send(entries, signal), onLate)
}

/** Gives up in time even if the sender ignores its signal, so that no lane is blocked. */
async function withinPatience(
  send: (signal: AbortSignal) => Promise<BatchOutcome>,
  onLate: SendingParts['onLate'],
): Promise<BatchOutcome> {
  const ending = new AbortController()
  const { promise: over, resolve } = Promise.withResolvers<BatchOutcome>()
  const timer = setTimeout(() => {
    resolve({ accepted: false, why: `did not answer within ${PATIENCE_MS / 1000} s` })
    ending.abort()
  }, PATIENCE_MS)
  const sending = send(ending.signal)
  try {
    return await Promise.race([sending, over])
  } finally {
    clearTimeout(timer)
    sending.catch((error: unknown) => {
      const isLate = ending.signal.aborted && error !== ending.signal.reason
      if (isLate) onLate(error)
    })
  }
}
