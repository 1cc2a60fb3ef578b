import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { type BodyBudget, hold, type Holder } from '../gate/body-budget.ts'
import { inSlices, slices, SMALL_ANSWER_BYTES } from '../gate/in-slices.ts'
import { isStreamed, jsonPieces, linePieces, Lines } from './json-stream.ts'
import { rejoin } from './rejoin.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'
const LINES_TYPE = 'application/x-ndjson; charset=utf-8'

/**
 * The headers of all API responses: a browser may cache a response for its own user but must revalidate it each time, and must
 * not guess its content type.
 */
export const ANSWER_HEADERS = { 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' } as const

/** The entity tag of the bytes (RFC 9110 8.8.3): the same bytes have the same tag on every server. */
export const entityTag = (bytes: Uint8Array): string => `"${hash('sha1', bytes, 'base64url')}"`

/** Whether the sender of this If-None-Match already has the response with the tag (RFC 9110 13.1.2). */
export const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && ifNoneMatch.split(',').some((given) => ['*', tag, `W/${tag}`].includes(given.trim()))

/** Receives a response that is sent in one piece, and returns its entity tag. */
export type Keep = (bytes: Uint8Array) => string

export interface Sending {
  /** The memory budget for large responses while clients read them. */
  readonly room: BodyBudget
  /** Null for responses that have no entity tag. */
  readonly keep: Keep | null
}

/**
 * Answers with the message; a large one holds room while the client reads it. A streamed message is begun only once its first
 * pieces are there, so that a failure until then is answered like any other; a later failure breaks the connection off, because
 * a text that ends too early must not pass for a whole one.
 */
export function sendMessage(reply: FastifyReply, message: unknown, sending: Sending): Promise<FastifyReply> {
  void reply.headers(ANSWER_HEADERS)
  if (message instanceof Lines) return sendPieces(reply, linePieces(message), LINES_TYPE, sending)
  return isStreamed(message)
    ? sendPieces(reply, jsonPieces(message), JSON_TYPE, sending)
    : sendWhole(reply, message, sending)
}

const holderOf = ({ request, raw }: FastifyReply): Holder => ({ address: request.ip, response: raw })

function sendPiece(reply: FastifyReply, piece: string | Uint8Array, type: string, keep: Keep | null): FastifyReply {
  if (keep === null) return reply.type(type).send(piece)
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
  const tag = keep(bytes)
  void reply.header('etag', tag)
  if (isKnown(reply.request.headers['if-none-match'], tag)) return reply.code(304).send()
  return reply.type(type).send(bytes)
}

async function sendWhole(reply: FastifyReply, message: unknown, { room, keep }: Sending): Promise<FastifyReply> {
  const text = JSON.stringify(message)
  if (text.length <= SMALL_ANSWER_BYTES) return sendPiece(reply, text, JSON_TYPE, keep)
  const bytes = Buffer.from(text)
  // Only for GET: a change that has been made must not be reported as refused for lack of room.
  if (reply.request.method === 'GET') await hold(room, bytes.length, holderOf(reply))
  return reply
    .type(JSON_TYPE)
    .header('content-length', bytes.length)
    .send(Readable.from(slices(bytes)))
}

async function sendPieces(
  reply: FastifyReply,
  texts: AsyncIterable<string>,
  type: string,
  { room, keep }: Sending,
): Promise<FastifyReply> {
  const pieces = inSlices(texts, room, holderOf(reply))
  const first = await pieces.next()
  const second = await pieces.next()
  if (first.done === true || second.done === true) return sendPiece(reply, first.value ?? '', type, keep)
  return reply.type(type).send(rejoin([first.value, second.value], pieces))
}
