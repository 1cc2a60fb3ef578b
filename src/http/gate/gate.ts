// The gate: what stands between a socket and the router, so that nobody costs the server more than a request is worth.
// It bounds connections, the time that heads and bodies may take and the memory that bodies have, takes one request of a
// connection after the other, and answers what is no proper request. It knows no operation and no rule.
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Logger } from 'pino'
import type { EverySecond } from '../../machine/every-second.ts'
import { type BodyBudget, bodyBudget, BUDGET_LIMITS } from './body-budget.ts'
import { type Connection, type ConnectionLimits, trackConnections } from './connections.ts'
import { lingering } from './linger.ts'
import { LONGEST_SECONDS, progressWatch } from './progress.ts'
import type { BodyReading } from './read-body.ts'
import { refusalLog } from './refusal-log.ts'
import { refuse, refuseSocket } from './refuse-raw.ts'
import { headRefusal } from './request-head.ts'
import {
  addressHasEnough,
  headTooLarge,
  malformed,
  type RequestRefusal,
  tooManyConnections,
  tooSlow,
  unknownAddress,
  unmetExpectation,
} from './request-refusal.ts'
import { announcedLength, awaitsContinue, breakBody, closeUnlessRead, expectsContinue } from './unread-body.ts'

export interface GateParts {
  readonly tls: { readonly key: string; readonly cert: string } | null
  readonly connections: ConnectionLimits
  readonly trustedProxies: readonly string[]
  readonly everySecond: EverySecond
  readonly log: Logger
}

export interface Gate extends BodyReading {
  /** For what answers keep in memory while they are taken; not that of requests, lest who only reads keep others from writing. */
  readonly answers: BodyBudget
  /** Makes the server whose requests go to the router. */
  readonly serverFor: (router: Router) => Server
  /** For what Node calls `clientError`. */
  readonly refuseBroken: (error: BrokenRequest, socket: Socket) => void
  /** Waits no longer for those who have their last answer, nor for those who have not begun to ask. */
  readonly letGo: () => void
  readonly close: () => void
}

type Router = (request: IncomingMessage, response: ServerResponse) => void
export type BrokenRequest = Error & { readonly code: string }

/** More than any client sends before it looks at the first answer. */
const MOST_WAITING = 128
/** A body up to this size is thrown away for the sake of the connection, when nobody wants it. */
const SPARED_BYTES = 64 * 1024
const KEEP_ALIVE_MS = 72_000
const HANDSHAKE_MS = 15_000
const RETRY_SECONDS = 10

export function createGate({ tls, connections: limits, trustedProxies, everySecond, log }: GateParts): Gate {
  const progress = progressWatch()
  const budget = bodyBudget(BUDGET_LIMITS)
  const answers = bodyBudget(BUDGET_LIMITS)
  const connections = trackConnections(limits, trustedProxies)
  const leaving = lingering(progress)
  const refused = refusalLog(log)
  const stop = everySecond(() => {
    progress.second()
    budget.second()
    answers.second()
    leaving.second()
    const { refusals, unread, late } = connections.second()
    if (refusals > 0) log.warn({ refusals }, 'connections refused: there are too many, in all or from one address')
    if (unread > 0) log.warn({ answers: unread }, 'answers given up: their clients did not take them')
    for (const connection of late) refuseConnection(connection, '', tooSlow())
    refused.second()
  })

  /** Before TLS is agreed on there is nothing to say anything in. */
  const canHear = (socket: Socket) => tls === null || 'encrypted' in socket

  /** Answers on a connection on which nothing is being answered, and closes it. */
  function refuseConnection(connection: Connection, path: string, refusal: RequestRefusal): void {
    const { socket } = connection
    connection.isSealed = true
    if (!socket.writable || !canHear(socket)) {
      socket.destroy()
      return
    }
    refused.add(refusal)
    refuseSocket(socket, path, refusal)
    leaving.begin(socket, null, connection.close)
  }

  function greet(connection: Connection | undefined): void {
    if (connection === undefined) return
    const { socket } = connection
    connection.close = socket.destroySoon.bind(socket)
    // What Node calls once the last answer of a connection is out.
    socket.destroySoon = () => {
      const { current, isSealed, close } = connection
      const isWhole = current === null || current.request.complete
      connection.isSealed = true
      // Who was told that this answer is the last asks again for what came behind it (RFC 9112 9.6).
      connection.waiting.length = 0
      if (!isWhole) leaving.begin(socket, current.request, close)
      else if (isSealed) leaving.begin(socket, null, close)
      else close()
    }
  }

  function enter(request: IncomingMessage, response: ServerResponse, answer: () => void): void {
    const connection = connections.of(request.socket)
    if (connection === undefined || connection.isSealed) return
    const begin = () => {
      if (!request.socket.writable) return
      connection.current = { request, response }
      connections.setBusy(connection)
      response.once('close', () => {
        leave(connection, request)
      })
      const announced = announcedLength(request)
      const isSpared = announced !== null && announced <= SPARED_BYTES && !awaitsContinue(request)
      // Until somebody has read it: what is left of it is not the next request.
      if (announced !== 0 && !isSpared) closeUnlessRead(request, response)
      const refusal = connection.isRefused ? tooManyConnections(RETRY_SECONDS) : headRefusal(request)
      if (refusal === null) answer()
      else tell(request, response, refusal)
    }
    if (connection.current === null) begin()
    else if (connection.waiting.length < MOST_WAITING) connection.waiting.push(begin)
    else {
      connection.isSealed = true
      connection.waiting.push(() => {
        refuseConnection(connection, request.url ?? '', addressHasEnough(RETRY_SECONDS))
      })
    }
  }

  function leave(connection: Connection, request: IncomingMessage): void {
    const next = connection.waiting.shift()
    if (next !== undefined) {
      // Others have a turn in between.
      setImmediate(next)
      return
    }
    connection.current = null
    if (connection.isSealed) {
      if (!leaving.has(connection.socket)) connection.close()
    } else if (request.complete) connections.setIdle(connection)
    else
      request.once('end', () => {
        if (connection.current === null) connections.setIdle(connection)
      })
  }

  function tell(request: IncomingMessage, response: ServerResponse, refusal: RequestRefusal): void {
    refused.add(refusal)
    refuse(response, request.url ?? '', refusal)
  }

  function refuseBroken(error: BrokenRequest, socket: Socket): void {
    const connection = connections.of(socket)
    if (error.code === 'ECONNRESET' || !socket.writable || connection === undefined) {
      socket.destroy()
      return
    }
    if (connection.isSealed) return
    const refusal = brokenRefusals[error.code]?.() ?? malformed('the request is not HTTP/1.1 as RFC 9112 has it')
    const { current } = connection
    if (current === null) refuseConnection(connection, '', refusal)
    else if (current.request.complete) {
      // What is broken came after a request whose answer is still to be given.
      connection.isSealed = true
      connection.waiting.push(() => {
        refuseConnection(connection, '', refusal)
      })
    } else {
      // Its body is. Whoever answers may not even want that.
      connection.isSealed = true
      current.response.shouldKeepAlive = false
      breakBody(current.request, refusal)
    }
  }

  function letGo(): void {
    leaving.letGo()
    for (const { current, socket } of connections.all())
      if (current === null && !(canHear(socket) && socket.bytesRead > 0)) socket.destroy()
  }

  function serverFor(router: Router): Server {
    const server = tls ? createHttps({ ...HTTP, ...tls, handshakeTimeout: HANDSHAKE_MS }) : createHttp(HTTP)
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      enter(request, response, () => {
        router(request, response)
      })
    })
    server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      expectsContinue(request)
      server.emit('request', request, response)
    })
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      enter(request, response, () => {
        tell(request, response, unmetExpectation())
      })
    })
    server.on('connect', (request: IncomingMessage, socket: Socket) => {
      // Node leaves such a socket to us, without anybody who hears of its errors.
      socket.on('error', () => undefined)
      const connection = connections.of(socket)
      if (connection?.current === null) refuseConnection(connection, '', unknownAddress('CONNECT', request.url ?? ''))
      else socket.destroy()
    })
    server.on('connection', (socket: Socket) => {
      const connection = connections.open(socket)
      if (tls === null) greet(connection)
    })
    server.on('secureConnection', (socket: TLSSocket) => {
      greet(connections.secure(socket))
    })
    return server
  }

  return {
    progress,
    budget,
    answers,
    serverFor,
    refuseBroken,
    letGo,
    close: () => {
      stop()
      refused.second()
    },
  }
}

/** What the gate does by itself is left to Node only as a last resort. */
const HTTP = {
  requireHostHeader: false,
  requestTimeout: (LONGEST_SECONDS + 60) * 1000,
  keepAliveTimeout: KEEP_ALIVE_MS,
}

const brokenRefusals: Readonly<Record<string, (() => RequestRefusal) | undefined>> = {
  HPE_HEADER_OVERFLOW: headTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
}
