import type { FastifyReply } from 'fastify'
import { isStreamed, jsonPieces } from './json-stream.ts'
import { rejoin } from './rejoin.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/**
 * Answers with the message. One that comes piece by piece is begun only when its first piece is there, so that what fails
 * until then is answered like any other failure; what fails later breaks the connection off, because a text that ends too
 * early must not pass for whole.
 */
export async function sendMessage(reply: FastifyReply, message: unknown): Promise<unknown> {
  if (!isStreamed(message)) return message
  const pieces = jsonPieces(message)
  const first = await pieces.next()
  const second = await pieces.next()
  void reply.type(JSON_TYPE)
  if (first.done === true || second.done === true) return reply.send(first.value ?? '')
  return reply.send(rejoin([first.value, second.value], pieces))
}
