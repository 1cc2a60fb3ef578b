// What the gate knows about a request's body while it arrives, besides what Node knows.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestRefusal } from './request-refusal.ts'

/** The body's length in bytes; 0 when there is no body, null when the body is chunked and its length is unknown. */
export function announcedLength({ headers }: IncomingMessage): number | null {
  if (headers['transfer-encoding'] !== undefined) return null
  const length = headers['content-length']
  // Node has already refused a length that is not a number.
  return length === undefined ? 0 : Number(length)
}

const expecting = new WeakSet<IncomingMessage>()

/** Records that the client sends the body only after "100 Continue", or after waiting about a second for it. */
export const expectsContinue = (request: IncomingMessage): void => {
  expecting.add(request)
}

export const awaitsContinue = (request: IncomingMessage): boolean => expecting.has(request)

const readers = new WeakMap<IncomingMessage, (refusal: RequestRefusal) => void>()
const broken = new WeakMap<IncomingMessage, RequestRefusal>()

/** Calls `refuse` when the body turns out to be malformed, or already has. Returns the function that unsubscribes. */
export function onBroken(request: IncomingMessage, refuse: (refusal: RequestRefusal) => void): () => void {
  const refusal = broken.get(request)
  if (refusal === undefined) readers.set(request, refuse)
  else
    queueMicrotask(() => {
      refuse(refusal)
    })
  return () => {
    readers.delete(request)
  }
}

/** Declares that nothing more of the body will arrive; its reader answers with the refusal. */
export function breakBody(request: IncomingMessage, refusal: RequestRefusal): void {
  broken.set(request, refusal)
  readers.get(request)?.(refusal)
}

/** Closes the connection after this response, unless the body is read to its end before. */
export function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  const { shouldKeepAlive } = response
  response.shouldKeepAlive = false
  request.once('end', () => {
    response.shouldKeepAlive = shouldKeepAlive
  })
}
