import type { Logger } from 'pino'
import type { Context } from '../../domain/context.ts'
import type { ClaimedStream } from '../../domain/record/stream/stream-store.ts'
import { latestAgain, streamKinds } from '../../domain/record/stream/stream.ts'
import { lanes } from '../lanes.ts'
import type { Worker } from '../worker.ts'
import { CLAIM_MS, sendStream, type StreamingParts } from './send-stream.ts'

export interface StreamLanesParts extends Pick<StreamingParts, 'senders' | 'cipher' | 'entryOf'> {
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
}

/** Each lane sends to one receiver at a time. */
const LANES = 16

/** Sends pending entries to as many streams at once as there are lanes, to those first that have been due longest. */
export function streamLanes(context: Context, { log, ...parts }: StreamLanesParts): Worker {
  const { store, clock } = context
  const kinds = streamKinds.filter((kind) => parts.senders[kind] !== undefined)
  const callbacks: Pick<StreamingParts, 'onFailing' | 'onRecovered' | 'onPassedBy' | 'onLeftOut' | 'onTrouble'> = {
    onFailing: ({ id, name, kind }, failure) => {
      log.warn({ stream: id, name, kind, failure }, 'a stream fails; it is tried again until it does not')
    },
    onRecovered: ({ id, name, kind, failingSince }) => {
      log.info({ stream: id, name, kind, failingSince }, 'a stream goes on')
    },
    onPassedBy: ({ id, name }, count, trouble) => {
      const facts = { stream: id, name, count, ...(trouble === undefined ? {} : { err: trouble }) }
      log.warn(facts, 'entries of the audit log were passed by a stream: too old, or not to be written')
    },
    onLeftOut: ({ id, name }, { count, why }) => {
      log.warn({ stream: id, name, count, why }, 'entries of the audit log were left out by the receiver of a stream')
    },
    onTrouble: ({ id, name }, error) => {
      log.warn({ stream: id, name, err: error }, 'a stream could not be sent anything')
    },
  }
  return lanes<ClaimedStream>({
    most: LANES,
    clock,
    claimMs: CLAIM_MS,
    claim: (times) =>
      store.transaction(({ streams }) => {
        const { now, until, latest } = times()
        return streams.claim(kinds, now, until, latest)
      }),
    bringForward: () =>
      store.transaction(({ streams }) => {
        const now = clock.now()
        return streams.bringForward(now, latestAgain(now))
      }),
    nextAt: () => store.streams.nextAt(kinds),
    work: (claimed, isStopping) => sendStream(context, claimed, { ...parts, ...callbacks, isStopping }),
    onFailure: ({ stream }, error) => {
      log.error({ err: error, stream: stream.id }, 'a stream could not be looked after; it is tried again')
    },
    onTrouble: (error) => {
      log.error({ err: error }, 'the streams cannot be looked up; it is tried every second')
    },
  })
}
