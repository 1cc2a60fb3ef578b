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
 * What all answers of the APIs have: a browser may keep them for the person that it shows them to, and asks each time whether
 * they still hold; and it takes them for nothing but what they say they are.
 */
export const ANSWER_HEADERS = { 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' } as const

/** The same for the same bytes, on every server (RFC 9110 8.8.3). */
export const entityTag = (bytes: Uint8Array): string => `"${hash('sha1', bytes, 'base64url')}"`

/** Whether who sent this If-None-Match has what the tag is of (RFC 9110 13.1.2). */
export const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && ifNoneMatch.split(',').some((given) => ['*', tag, `W/${tag}`].includes(given.trim()))

/** Is given an answer that goes out in one piece, and says its entity tag. */
export type Keep = (bytes: Uint8Array) => string

export interface Sending {
  /** For large answers while they are taken. */
  readonly room: BodyBudget
  /** Null for answers that have no entity tag. */
  readonly keep: Keep | null
}

/**
 * Answers with the message, which has room while it is taken when it is large. One that comes piece by piece is begun only
 * when its first piece is there, so that what fails until then is answered like any other failure; what fails later breaks
 * the connection off, because a text that ends too early must not pass for whole.
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
  // What has been changed must not be told as refused.
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
