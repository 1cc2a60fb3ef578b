import { Readable } from 'node:stream'
import type { Context } from '../../../../domain/context.ts'
import type { Location } from '../../../../domain/location.ts'
import { eventsSeen, type IsSeen } from '../../../../domain/record/event/events-seen.ts'
import { restrictionOf } from '../../../../domain/record/event/told-of-event.ts'
import type { SealedEvent } from '../../../../domain/record/ledger/ledger.ts'
import type { FollowedLedger } from '../../../../domain/record/ledger/ledger-follower.ts'
import { nextTurn } from '../../../../machine/next-turn.ts'
import { commentBlock, eventBlock, idBlock, retryBlock } from '../../../binding/event-stream.ts'
import { eventOut } from '../events.ts'

/** One who listens. */
export interface Listener {
  /** What they are told; it ends when they do not want it any more. */
  readonly lines: Readable
  /** Who they are now. */
  context: Context
  /** There may be something to tell. */
  readonly wake: () => void
  /** Tells why, and ends it. */
  readonly end: (why: string) => void
  /** A second has passed: tells who has heard nothing for `silent` of them that all is well, and gives up who has taken nothing for `stalled`. */
  readonly second: (silent: number, stalled: number) => void
}

export interface ListenerStart {
  readonly context: Context
  readonly location: Location
  readonly position: number
}

/** Who has it listen. */
export interface Around {
  /** It does not any more. */
  readonly gone: () => void
  /** Something went wrong, which ends it. */
  readonly failed: (error: unknown) => void
  /** An event cannot be read: it is passed by. */
  readonly unreadable: (sealed: SealedEvent, error: unknown) => void
}

const RETRY_MS = 2000
/** What of it waits in memory for who reads slowly; then nothing more is read for them. */
const WAITING_BYTES = 64 * 1024

/** Every listener is told the same of an event. */
const blocks = new WeakMap<SealedEvent, string>()
function blockOf(sealed: SealedEvent): string {
  const known = blocks.get(sealed)
  if (known !== undefined) return known
  const { event, position } = sealed
  const block = eventBlock(position, event.kind, JSON.stringify(eventOut(event)))
  blocks.set(sealed, block)
  return block
}

export function listen(start: ListenerStart, ledger: FollowedLedger, around: Around): Listener {
  let { position } = start
  let bell = Promise.withResolvers<void>()
  let why: string | undefined
  let silentFor = 0
  let hasBegun = false
  /** Whether all that was given is taken, and more is wanted. */
  let isTaken = false
  let isPingDue = false

  /** What there is to tell of what has happened since; empty where none of it is for them. */
  async function news(): Promise<string> {
    // Whoever was away for long goes through much of which nothing is for them.
    await nextTurn()
    const head = ledger.head()
    const events = await ledger.after(position)
    const isSeen = await eventsSeen(listener.context, start.location)
    position = events.at(-1)?.position ?? head
    return events.map((sealed) => blockFor(sealed, isSeen)).join('')
  }

  /** Empty where it is not for them, and where it cannot be read: else they would meet it again each time that they come back. */
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
      const text = ledger.head() > position ? await news() : ''
      if (text !== '') return text
      if (isPingDue) return commentBlock('nothing new') + idBlock(position)
      if (ledger.head() > position) continue
      await bell.promise
      bell = Promise.withResolvers()
    }
  }

  async function give(): Promise<void> {
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

  // Not made from a generator: one that waits cannot be called off.
  const lines = new Readable({
    highWaterMark: WAITING_BYTES,
    read: () => void give(),
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
