// What the gate knows of a request's body while it comes, beside what Node knows.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestRefusal } from './request-refusal.ts'

/** In bytes, 0 where no body comes; null when it comes in chunks and will be seen. */
export function announcedLength({ headers }: IncomingMessage): number | null {
  if (headers['transfer-encoding'] !== undefined) return null
  const length = headers['content-length']
  // Node has refused what is no number.
  return length === undefined ? 0 : Number(length)
}

const expecting = new WeakSet<IncomingMessage>()

/** The client sends the body only after "100 Continue", or after having waited for it for a second or so. */
export const expectsContinue = (request: IncomingMessage): void => {
  expecting.add(request)
}

export const awaitsContinue = (request: IncomingMessage): boolean => expecting.has(request)

const readers = new WeakMap<IncomingMessage, (refusal: RequestRefusal) => void>()
const broken = new WeakMap<IncomingMessage, RequestRefusal>()

/** Has `refuse` called when the body turns out to be broken, or did so before. Answers how to have it no more. */
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

/** Nothing of the body will come any more: whoever reads it answers with the refusal. */
export function breakBody(request: IncomingMessage, refusal: RequestRefusal): void {
  broken.set(request, refusal)
  readers.get(request)?.(refusal)
}

/** Has the connection end with this answer, unless the body is read to its end before. */
export function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  const { shouldKeepAlive } = response
  response.shouldKeepAlive = false
  request.once('end', () => {
    response.shouldKeepAlive = shouldKeepAlive
  })
}
