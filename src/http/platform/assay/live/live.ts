// Streams of events: sends the events of a project to listeners as they get their position in the ledger, and stops once a caller
// may no longer see them. What is followed and who may see it are rules of the domain; this module keeps and ends the listeners.
import type { FastifyBaseLogger } from 'fastify'
import { DomainError, resourceExhausted, unavailable } from '../../../../domain/errors.ts'
import type { Context } from '../../../../domain/context.ts'
import type { Location } from '../../../../domain/location.ts'
import { authorizeFollowing, type Following } from '../../../../domain/record/event/follow-events.ts'
import { type LedgerFollower, ledgerFollower } from '../../../../domain/record/ledger/ledger-follower.ts'
import type { SealedEvent } from '../../../../domain/record/ledger/ledger.ts'
import type { EverySecond } from '../../../../machine/every-second.ts'
import { EventStreamAnswer } from '../../../binding/event-stream.ts'
import { type Listener, listen } from './listener.ts'

export interface Listening extends Following {
  readonly context: Context
  readonly location: Location
  /** Authenticates the caller again; throws when the credential is no longer valid. */
  readonly again: () => Promise<Context>
}

export interface Live {
  /** Throws `resource_exhausted` when the caller, or the server, has too many streams open. */
  readonly open: (listening: Listening) => EventStreamAnswer
  /** Ends all streams, and opens no more. */
  readonly close: () => void
}

export interface LiveParts {
  readonly everySecond: EverySecond
  readonly log: Pick<FastifyBaseLogger, 'warn' | 'error'>
  /** The limit of connections of this process. */
  readonly connections: number
}

/** An event is sealed within a second of its commit, unless thousands come at once; streaming adds up to this delay. */
const LOOK_MS = 300
/** The most streams of one principal in this process: enough for a few pages and programs. */
const PER_PRINCIPAL = 20
const IN_ALL = 500
/** Proxies in between may take a connection for dead that is silent for longer. */
const SILENT_SECONDS = 15
/** A client that reads nothing for this long is disconnected and has to reconnect. */
const STALLED_SECONDS = 30
/** The most that reauthenticating may take. A lost role ends a stream within 5 s: an actor is 3 s old at most, and checked each second. */
const ASKING_SECONDS = 3

export function liveStreams({ everySecond, log, connections }: LiveParts): Live {
  const inAll = Math.min(IN_ALL, Math.ceil(connections / 2))
  const open = new Map<Listener, Listening & { asking: number }>()
  let follower: LedgerFollower | undefined
  let looking: NodeJS.Timeout | null | undefined
  let stop: (() => void) | undefined
  let isClosed = false

  function lookSoon(): void {
    if (looking !== undefined || follower?.isFollowed() !== true) return
    looking = setTimeout(() => {
      looking = null
      void follower?.look().finally(() => {
        looking = undefined
        lookSoon()
      })
    }, LOOK_MS).unref()
  }

  /** The unreadable events that have been logged: all listeners that follow a ledger meet the same one. */
  const unreadableOnes = new WeakSet<SealedEvent>()
  function unreadable(sealed: SealedEvent, error: unknown): void {
    if (unreadableOnes.has(sealed)) return
    unreadableOnes.add(sealed)
    const { ledger, position } = sealed
    log.error({ err: error, ledger, position }, 'an event cannot be read: no stream is told of it')
  }

  function failed(listener: Listener, error: unknown): void {
    if (!(error instanceof DomainError)) log.warn({ err: error }, 'a stream of events was ended')
    listener.end(error instanceof DomainError ? error.message : 'something went wrong here: connect again')
  }

  async function askAgain(listener: Listener, listening: Listening & { asking: number }): Promise<void> {
    if (listening.asking > 0) {
      listening.asking += 1
      if (listening.asking > ASKING_SECONDS) failed(listener, unavailable('who asks cannot be found out'))
      return
    }
    listening.asking = 1
    try {
      const context = await listening.again()
      authorizeFollowing(context, listening.location)
      listener.context = context
    } catch (error) {
      failed(listener, error)
    }
    listening.asking = 0
  }

  function second(): void {
    for (const [listener, listening] of open) {
      void askAgain(listener, listening)
      listener.second(SILENT_SECONDS, STALLED_SECONDS)
    }
  }

  function requireRoom(actorId: string): void {
    if (isClosed) throw unavailable('the server is stopping: connect again in a moment')
    const own = [...open.values()].filter(({ context }) => context.actor.id === actorId).length
    const advice = 'close one of them, or ask for what happened with AssayService_ListEvents'
    if (own >= PER_PRINCIPAL) throw resourceExhausted(`you have ${own} streams of events open: ${advice}`)
    if (open.size >= inAll)
      throw resourceExhausted(
        `this server has ${open.size} streams of events open, as many as it may: try again later, or ask for what happened with AssayService_ListEvents`,
      )
  }

  return {
    open(listening) {
      const { context, ledger, head } = listening
      requireRoom(context.actor.id)
      follower ??= ledgerFollower(context.store.ledgers)
      stop ??= everySecond(second)
      const ledgerListener = {
        moved: () => {
          listener.wake()
        },
        failed: (error: unknown) => {
          failed(listener, error)
        },
      }
      const followed = follower.join(ledger, head, ledgerListener)
      const gone = () => {
        followed.leave()
        open.delete(listener)
        if (open.size > 0) return
        stop?.()
        stop = undefined
      }
      const listener: Listener = listen(listening, followed, { gone, failed: ledgerListener.failed, unreadable })
      open.set(listener, { ...listening, asking: 0 })
      lookSoon()
      return new EventStreamAnswer(listener.lines)
    },
    close() {
      isClosed = true
      for (const listener of open.keys()) listener.end('the server is stopping: connect again')
      clearTimeout(looking ?? undefined)
    },
  }
}
