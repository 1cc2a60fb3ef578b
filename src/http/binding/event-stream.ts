import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { logWhenBrokenOff } from '../request-log.ts'

/** A response that does not end by itself: server-sent events. Its holder must either send it or destroy its lines. */
export class EventStreamAnswer {
  readonly lines: Readable

  constructor(lines: Readable) {
    this.lines = lines
  }
}

/** One event as sent (https://html.spec.whatwg.org/multipage/server-sent-events.html); its data must be a single line. */
export const eventBlock = (id: number, event: string, data: string): string =>
  `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`

/** Carries no event, only the id to resume from. */
export const idBlock = (id: number): string => `id: ${id}\n\n`

export const commentBlock = (text: string): string => `: ${text.replace(/\s+/g, ' ')}\n\n`

/** Tells EventSource clients how long to wait before they reconnect. */
export const retryBlock = (milliseconds: number): string => `retry: ${milliseconds}\n\n`

export function sendEventStream(reply: FastifyReply, { lines }: EventStreamAnswer): FastifyReply {
  logWhenBrokenOff(reply)
  return reply
    .headers({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Nginx would buffer the response otherwise.
      'x-accel-buffering': 'no',
      // A stream ends for a reason, so the client must not reuse the connection.
      connection: 'close',
    })
    .send(lines)
}
