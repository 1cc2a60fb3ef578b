import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { logWhenBrokenOff } from '../request-log.ts'

/** An answer that has no end of its own: server-sent events. Whoever has it sends it, or destroys its lines. */
export class EventStreamAnswer {
  readonly lines: Readable

  constructor(lines: Readable) {
    this.lines = lines
  }
}

/** What one event is on the wire (https://html.spec.whatwg.org/multipage/server-sent-events.html); its data is one line. */
export const eventBlock = (id: number, event: string, data: string): string =>
  `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`

/** Tells no event, and what to resume from. */
export const idBlock = (id: number): string => `id: ${id}\n\n`

export const commentBlock = (text: string): string => `: ${text.replace(/\s+/g, ' ')}\n\n`

/** Asks who reads with EventSource to wait for so long before the connection is made again. */
export const retryBlock = (milliseconds: number): string => `retry: ${milliseconds}\n\n`

export function sendEventStream(reply: FastifyReply, { lines }: EventStreamAnswer): FastifyReply {
  logWhenBrokenOff(reply)
  return reply
    .headers({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Nginx holds answers back otherwise.
      'x-accel-buffering': 'no',
      // What comes to an end here does so for a reason: nobody asks again on the same connection.
      connection: 'close',
    })
    .send(lines)
}
