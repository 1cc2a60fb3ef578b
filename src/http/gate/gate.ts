// The gate stands between sockets and the router, so that no client costs the server more than a request is worth. It limits
// connections, the time that headers and bodies may take and the memory for bodies, handles the requests of a connection one
// after the other, and answers malformed requests. It knows no operation and no rule of the registry.
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
  /** The memory budget for responses while clients read them; separate from that of requests, so that readers cannot block writers. */
  readonly answers: BodyBudget
  /** Makes the server whose requests go to the router. */
  readonly serverFor: (router: Router) => Server
  /** Handles Node's `clientError`. */
  readonly refuseBroken: (error: BrokenRequest, socket: Socket) => void
  /** Destroys connections that have had their last response, and those on which nothing has been received yet. */
  readonly letGo: () => void
  readonly close: () => void
}

type Router = (request: IncomingMessage, response: ServerResponse) => void
export type BrokenRequest = Error & { readonly code: string }

/** The most pipelined requests of a connection: more than any client sends before it reads the first response. */
const MOST_WAITING = 128
/** An unwanted body up to this size is read and discarded, so that the connection can be kept. */
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

  /** Whether a response can be sent: not before the TLS handshake is complete. */
  const canReceive = (socket: Socket) => tls === null || 'encrypted' in socket

  /** Answers with the refusal on a connection that has no response in progress, and closes it. */
  function refuseConnection(connection: Connection, path: string, refusal: RequestRefusal): void {
    const { socket } = connection
    connection.isSealed = true
    if (!socket.writable || !canReceive(socket)) {
      socket.destroy()
      return
    }
    refused.add(refusal)
    refuseSocket(socket, path, refusal)
    leaving.begin(socket, null, connection.close)
  }

  function interceptClose(connection: Connection | undefined): void {
    if (connection === undefined) return
    const { socket } = connection
    connection.close = socket.destroySoon.bind(socket)
    // Node calls this once the last response of a connection has been sent.
    socket.destroySoon = () => {
      const { current, isSealed, close } = connection
      const isWhole = current === null || current.request.complete
      connection.isSealed = true
      // A client that was told that this response is the last one retries the requests pipelined behind it (RFC 9112 9.6).
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
      // The rest of a body that nothing has read must not be taken for the next request.
      if (announced !== 0 && !isSpared) closeUnlessRead(request, response)
      const refusal = connection.isRefused ? tooManyConnections(RETRY_SECONDS) : headRefusal(request)
      if (refusal === null) answer()
      else refuseRequest(request, response, refusal)
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
      // Lets other connections have a turn in between.
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

  function refuseRequest(request: IncomingMessage, response: ServerResponse, refusal: RequestRefusal): void {
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
      // The malformed data followed a request whose response is still to be sent.
      connection.isSealed = true
      connection.waiting.push(() => {
        refuseConnection(connection, '', refusal)
      })
    } else {
      // The body of the current request is malformed. The request's handler may not even need the body.
      connection.isSealed = true
      current.response.shouldKeepAlive = false
      breakBody(current.request, refusal)
    }
  }

  function letGo(): void {
    leaving.letGo()
    for (const { current, socket } of connections.all())
      if (current === null && !(canReceive(socket) && socket.bytesRead > 0)) socket.destroy()
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
        refuseRequest(request, response, unmetExpectation())
      })
    })
    server.on('connect', (request: IncomingMessage, socket: Socket) => {
      // Node hands such a socket over without a listener for its errors.
      socket.on('error', () => undefined)
      const connection = connections.of(socket)
      if (connection?.current === null) refuseConnection(connection, '', unknownAddress('CONNECT', request.url ?? ''))
      else socket.destroy()
    })
    server.on('connection', (socket: Socket) => {
      const connection = connections.open(socket)
      if (tls === null) interceptClose(connection)
    })
    server.on('secureConnection', (socket: TLSSocket) => {
      interceptClose(connections.secure(socket))
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

/** The gate enforces its own limits; those of Node are only a last resort. */
const HTTP = {
  requireHostHeader: false,
  requestTimeout: (LONGEST_SECONDS + 60) * 1000,
  keepAliveTimeout: KEEP_ALIVE_MS,
}

const brokenRefusals: Readonly<Record<string, (() => RequestRefusal) | undefined>> = {
  HPE_HEADER_OVERFLOW: headTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
}
