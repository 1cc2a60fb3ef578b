import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { type BodyBudget, hold, type Holder } from '../gate/body-budget.ts'
import { inSlices, slices, SMALL_ANSWER_BYTES } from '../gate/in-slices.ts'
import { isStreamed, jsonPieces } from './json-stream.ts'
import { rejoin } from './rejoin.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/**
 * Answers with the message, which has room while it is taken when it is large. One that comes piece by piece is begun only
 * when its first piece is there, so that what fails until then is answered like any other failure; what fails later breaks
 * the connection off, because a text that ends too early must not pass for whole.
 */
export function sendMessage(reply: FastifyReply, message: unknown, room: BodyBudget): Promise<FastifyReply> {
  return isStreamed(message) ? sendPieces(reply, message, room) : sendWhole(reply, message, room)
}

const holderOf = ({ request, raw }: FastifyReply): Holder => ({ address: request.ip, response: raw })

async function sendWhole(reply: FastifyReply, message: unknown, room: BodyBudget): Promise<FastifyReply> {
  const text = JSON.stringify(message)
  void reply.type(JSON_TYPE)
  if (text.length <= SMALL_ANSWER_BYTES) return reply.send(text)
  const bytes = Buffer.from(text)
  // What has been changed must not be told as refused.
  if (reply.request.method === 'GET') await hold(room, bytes.length, holderOf(reply))
  return reply.header('content-length', bytes.length).send(Readable.from(slices(bytes)))
}

async function sendPieces(reply: FastifyReply, message: object, room: BodyBudget): Promise<FastifyReply> {
  const pieces = inSlices(jsonPieces(message), room, holderOf(reply))
  const first = await pieces.next()
  const second = await pieces.next()
  void reply.type(JSON_TYPE)
  if (first.done === true || second.done === true) return reply.send(first.value ?? '')
  return reply.send(rejoin([first.value, second.value], pieces))
}
