import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { isStreamed, jsonPieces } from './json-stream.ts'

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
  const second = first.done === true ? first : await pieces.next()
  void reply.type(JSON_TYPE)
  if (second.done === true) return reply.send(first.value ?? '')
  return reply.send(Readable.from(rejoin([first.value, second.value], pieces), { objectMode: false }))
}

async function* rejoin(begun: readonly (string | undefined)[], rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    for (const piece of begun) if (piece !== undefined) yield piece
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
