import { Readable } from 'node:stream'
import type { Context } from '../../../../domain/context.ts'
import type { Location } from '../../../../domain/location.ts'
import { eventsSeen, type IsSeen } from '../../../../domain/record/event/events-seen.ts'
import { restrictionOf } from '../../../../domain/record/event/event-summary.ts'
import type { SealedEvent } from '../../../../domain/record/ledger/ledger.ts'
import type { FollowedLedger } from '../../../../domain/record/ledger/ledger-follower.ts'
import { nextTurn } from '../../../../machine/next-turn.ts'
import { commentBlock, eventBlock, idBlock, retryBlock } from '../../../binding/event-stream.ts'
import { eventOut } from '../events.ts'

/** A client that follows a stream of events. */
export interface Listener {
  /** The stream that is sent to the client. It is destroyed when the client disconnects. */
  readonly lines: Readable
  /** The caller, as last authenticated. */
  context: Context
  /** Called when there may be new events. */
  readonly wake: () => void
  /** Ends the stream; a client that has read everything so far is sent the reason. */
  readonly end: (why: string) => void
  /** Called once a second: pings a client that was sent nothing for `silent` seconds, ends one that has read nothing for `stalled`. */
  readonly second: (silent: number, stalled: number) => void
}

export interface ListenerStart {
  readonly context: Context
  readonly location: Location
  readonly position: number
}

/** The callbacks to the owner of a listener. */
export interface ListenerCallbacks {
  /** Called when the listener's stream has been destroyed. */
  readonly gone: () => void
  /** Called with an error that ends the stream. */
  readonly failed: (error: unknown) => void
  /** Called for an event that cannot be read and is therefore skipped. */
  readonly unreadable: (sealed: SealedEvent, error: unknown) => void
}

const RETRY_MS = 2000
/** How much may wait in memory for a slow client; beyond that nothing more is read for it. */
const WAITING_BYTES = 64 * 1024

/** The block of each event, which is the same for all listeners. */
const blocks = new WeakMap<SealedEvent, string>()
function blockOf(sealed: SealedEvent): string {
  const known = blocks.get(sealed)
  if (known !== undefined) return known
  const { event, position } = sealed
  const block = eventBlock(position, event.kind, JSON.stringify(eventOut(event)))
  blocks.set(sealed, block)
  return block
}

export function listen(start: ListenerStart, ledger: FollowedLedger, around: ListenerCallbacks): Listener {
  let { position } = start
  let bell = Promise.withResolvers<void>()
  let why: string | undefined
  let silentFor = 0
  let hasBegun = false
  /** Whether the client has taken everything so far and wants more. */
  let isTaken = false
  let isPingDue = false

  /** The blocks of the events after `position`; empty when the caller may see none of them. */
  async function newBlocks(): Promise<string> {
    // A client that was away for long goes through many events that its caller may not see.
    await nextTurn()
    const head = ledger.head()
    const events = await ledger.after(position)
    const isSeen = await eventsSeen(listener.context, start.location)
    position = events.at(-1)?.position ?? head
    return events.map((sealed) => blockFor(sealed, isSeen)).join('')
  }

  /** Empty when the caller may not see the event, or when it cannot be read: else the client would meet it at every reconnect. */
  function blockFor(sealed: SealedEvent, isSeen: IsSeen): string {
    try {
      const { event } = sealed
      const { kind, bucketId } = event
      return isSeen({ kind, bucketId, channelRestricted: restrictionOf(event) }) ? blockOf(sealed) : ''
    } catch (error) {
      around.unreadable(sealed, error)
      return ''
    }
  }

  async function next(): Promise<string> {
    for (;;) {
      if (why !== undefined) return ''
      const text = ledger.head() > position ? await newBlocks() : ''
      if (text !== '') return text
      if (isPingDue) return commentBlock('nothing new') + idBlock(position)
      if (ledger.head() > position) continue
      await bell.promise
      bell = Promise.withResolvers()
    }
  }

  async function pushNext(): Promise<void> {
    let text = hasBegun ? '' : retryBlock(RETRY_MS) + idBlock(position)
    hasBegun = true
    isTaken = true
    try {
      if (text === '') text = await next()
    } catch (error) {
      around.failed(error)
    }
    silentFor = 0
    isPingDue = false
    isTaken = false
    if (text !== '') lines.push(text)
    else {
      lines.push(commentBlock(why ?? ''))
      lines.push(null)
    }
  }

  // Not made from a generator, because a generator that is waiting cannot be cancelled.
  const lines = new Readable({
    highWaterMark: WAITING_BYTES,
    read: () => void pushNext(),
    destroy(error, done) {
      why ??= ''
      bell.resolve()
      around.gone()
      done(error)
    },
  })
  const listener: Listener = {
    lines,
    context: start.context,
    wake: () => {
      bell.resolve()
    },
    end(reason) {
      why ??= reason
      if (isTaken) bell.resolve()
      else lines.destroy()
    },
    second(silent, stalled) {
      silentFor += 1
      if (!isTaken && silentFor >= stalled) lines.destroy()
      else if (silentFor >= silent) {
        isPingDue = true
        bell.resolve()
      }
    },
  }
  return listener
}
