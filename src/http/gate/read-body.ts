// Reads request bodies for all scopes, before any parser runs: with a size limit for each route, at a minimum pace, within the
// server's budget, and into one buffer, because a body that arrives in chunks of one byte would fill the memory with chunks.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type BodyBudget, hold } from './body-budget.ts'
import { JSON_LIMITS, jsonShape } from './json-shape.ts'
import type { Progress } from './progress.ts'
import { bodyTooLarge, malformed, type RequestRefusal, tooSlow } from './request-refusal.ts'
import { announcedLength, awaitsContinue, onBroken } from './unread-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The raw body; null when there is none or it is not wanted. */
    bytes: Buffer | null
    /** The operation that wants the body, and its size limit; null when the route's own limit applies. */
    bodyWanted: { readonly by: string; readonly bytes: number } | null
  }
}

/** The limit for operations that need no more than a name, a mask or labels. */
export const USUAL_BODY_BYTES = 64 * 1024

export interface BodyReading {
  readonly budget: BodyBudget
  readonly progress: Progress
}

/** Fastify reads no body for these methods either. */
const BODILESS = new Set(['GET', 'HEAD', 'TRACE'])

export function readBodies(server: FastifyInstance, reading: BodyReading): void {
  server.decorateRequest('bytes', null)
  server.decorateRequest('bodyWanted', null)
  server.addHook('preParsing', (request, reply, payload, done) => {
    const announced = announcedLength(request.raw)
    if (announced === 0 || BODILESS.has(request.method)) {
      done(null, payload)
      return
    }
    const { url = '', bodyLimit } = request.routeOptions
    const wanted = request.bodyWanted ?? { by: `${request.method} ${url}`, bytes: bodyLimit }
    // A body is left unread when the contract defines none.
    if (wanted.bytes === 0) {
      done(null, payload)
      return
    }
    readWithin(request, reply, { announced, wanted, ...reading }).then(
      (bytes) => {
        request.bytes = bytes
        done(null, inOnePiece(bytes))
      },
      (error: unknown) => {
        done(error as RequestRefusal, undefined)
      },
    )
  })
}

interface Body extends BodyReading {
  /** The announced length; null when it is unknown. */
  readonly announced: number | null
  readonly wanted: { readonly by: string; readonly bytes: number }
}

async function readWithin(request: FastifyRequest, reply: FastifyReply, body: Body): Promise<Buffer> {
  const { announced, wanted, budget } = body
  const limit = wanted.bytes
  if (announced !== null && announced > limit) throw bodyTooLarge(wanted.by, limit)
  // Held until the response has been sent, because what is made from the body lives as long.
  await hold(budget, announced ?? limit, { address: request.ip, response: reply.raw })
  return receive(request.raw, reply.raw, body)
}

function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { announced, wanted, progress }: Body,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const shape = jsonShape(JSON_LIMITS)
  const limit = wanted.bytes
  let buffer = Buffer.allocUnsafe(Math.min(announced ?? limit, FIRST_BYTES))
  let length = 0

  const take = (chunk: Buffer) => {
    if (length + chunk.length > limit) {
      refuse(bodyTooLarge(wanted.by, limit))
      return
    }
    if (length + chunk.length > buffer.length) {
      const larger = Math.max(buffer.length * 2, length + chunk.length)
      const grown = Buffer.allocUnsafe(Math.min(larger, announced ?? limit))
      buffer.copy(grown, 0, 0, length)
      buffer = grown
    }
    chunk.copy(buffer, length)
    length += chunk.length
    try {
      shape.follow(chunk)
    } catch (error) {
      refuse(error as RequestRefusal)
    }
  }
  const end = () => {
    leave()
    resolve(buffer.subarray(0, length))
  }
  const breakOff = () => {
    refuse(malformed('body: ends before it is whole'))
  }
  const refuse = (refusal: RequestRefusal) => {
    leave()
    // The rest of the body must not be taken for the next request.
    response.shouldKeepAlive = false
    reject(refusal)
  }
  const unwatch = progress.watch(
    () => length,
    () => {
      refuse(tooSlow())
    },
  )
  const unsubscribe = onBroken(request, refuse)
  const leave = () => {
    unwatch()
    unsubscribe()
    request.off('data', take).off('end', end).off('error', breakOff).off('close', breakOff)
  }

  if (awaitsContinue(request)) response.writeContinue()
  request.on('data', take).on('end', end).on('error', breakOff).on('close', breakOff)
  if (request.destroyed) breakOff()
  return promise
}

/** More than most bodies need. For a larger one the buffer grows as it arrives, because a client can announce any length. */
const FIRST_BYTES = 16 * 1024

function inOnePiece(bytes: Buffer): Readable {
  const stream = new Readable({ read: () => undefined })
  if (bytes.length > 0) stream.push(bytes)
  stream.push(null)
  return stream
}
