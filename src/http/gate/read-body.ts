// Reads bodies, for all scopes alike: before a parser is asked, with a limit for each route, at a pace, within the server's
// budget, and as one piece, because a body that comes in pieces of one byte would fill the memory with pieces.
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
    /** The body as it came; null when there is none, or nobody wants it. */
    bytes: Buffer | null
    /** By whom and how much at most; null where the route's limit says all. */
    bodyWanted: { readonly by: string; readonly bytes: number } | null
  }
}

/** For every operation that needs no more: a name, a mask, labels. */
export const USUAL_BODY_BYTES = 64 * 1024

export interface BodyReading {
  readonly budget: BodyBudget
  readonly progress: Progress
}

/** Of these methods Fastify reads no body either. */
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
    // What the contract has no body for is left unread.
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
  /** Null when it will be seen. */
  readonly announced: number | null
  readonly wanted: { readonly by: string; readonly bytes: number }
}

async function readWithin(request: FastifyRequest, reply: FastifyReply, body: Body): Promise<Buffer> {
  const { announced, wanted, budget } = body
  const limit = wanted.bytes
  if (announced !== null && announced > limit) throw bodyTooLarge(wanted.by, limit)
  // Until the answer is out: what was made of the body lives as long.
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
    // What is still to come is not for the next request.
    response.shouldKeepAlive = false
    reject(refusal)
  }
  const unwatch = progress.watch(
    () => length,
    () => {
      refuse(tooSlow())
    },
  )
  const unhear = onBroken(request, refuse)
  const leave = () => {
    unwatch()
    unhear()
    request.off('data', take).off('end', end).off('error', breakOff).off('close', breakOff)
  }

  if (awaitsContinue(request)) response.writeContinue()
  request.on('data', take).on('end', end).on('error', breakOff).on('close', breakOff)
  if (request.destroyed) breakOff()
  return promise
}

/** More than most bodies have. A larger one grows as it comes, because anybody can announce anything. */
const FIRST_BYTES = 16 * 1024

function inOnePiece(bytes: Buffer): Readable {
  const stream = new Readable({ read: () => undefined })
  if (bytes.length > 0) stream.push(bytes)
  stream.push(null)
  return stream
}
