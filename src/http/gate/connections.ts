// Tracks the open connections, counted per address and in total, so that no client can take them all. When there are too many,
// a new connection replaces an idle one; when none is idle, the first request of the new one is answered with 503.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { addressBlock, blockMatcher } from '../../auth/address-block.ts'
import { type Measured, UNREAD_LIMITS, unreadAnswers } from './unread-answers.ts'

export interface ConnectionLimits {
  readonly inAll: number
  /** Many builders may share an address behind a router. Trusted proxies are not limited by address. */
  readonly perAddress: number
}

/** This many surplus connections stay open until their refusal has been sent; any more are dropped. */
const MOST_REFUSED = 256

export interface Connection {
  /** The socket on which requests arrive; until the TLS handshake is complete, the one beneath it. */
  socket: Socket
  readonly isRefused: boolean
  /** The request that is being answered. */
  current: { readonly request: IncomingMessage; readonly response: ServerResponse } | null
  /** Functions that begin the requests that arrived before the current one was answered. */
  readonly waiting: (() => void)[]
  /** Whether nothing that still arrives is to be read as a request. */
  isSealed: boolean
  /** Closes the connection once everything written has been sent. */
  close: () => void
}

export interface Connections {
  /** Adds a new connection, which may be one too many; undefined when it has been dropped. */
  open(socket: Socket): Connection | undefined
  /** Finds the connection that was opened with the socket beneath this TLS socket; its requests will arrive on this one. */
  secure(socket: Socket): Connection | undefined
  of(socket: Socket): Connection | undefined
  /** All open connections. */
  all(): Iterable<Connection>
  setBusy(connection: Connection): void
  setIdle(connection: Connection): void
  /** Called once a second. */
  second(): Second
}

interface Second {
  /** How many connections were refused during the second. */
  readonly refusals: number
  /** How many connections were given up during the second, because their clients do not read their responses. */
  readonly unread: number
  /** The connections on which a request's headers have not ended within HEAD_SECONDS. */
  readonly late: readonly Connection[]
}

/** From the opening of a connection, or the first byte after a response, to the end of a request's headers. */
const HEAD_SECONDS = 15

interface Tracked extends Connection {
  /** Null for connections that are not counted by address. */
  readonly block: string | null
  /** The bytes read when the last request was over; 0 before the first request and during a request. */
  readBefore: number
  headSeconds: number
}

export function trackConnections(limits: ConnectionLimits, trustedProxies: readonly string[]): Connections {
  const isProxy = blockMatcher(trustedProxies)
  const counted = new Set<Tracked>()
  const perBlock = new Map<string, Set<Tracked>>()
  /** The longest idle first. */
  const idle = new Set<Tracked>()
  const refused = new Set<Tracked>()
  const opened = new Set<Tracked>()
  const bySocket = new WeakMap<Socket, Tracked>()
  const unsecured = new Map<string, Tracked>()
  const unreadBy = unreadAnswers<Tracked>(UNREAD_LIMITS, measure)
  let refusedInSecond = 0

  function makeRoom(among: Iterable<Tracked>): boolean {
    for (const connection of among)
      if (idle.has(connection)) {
        forget(connection)
        connection.socket.destroy()
        return true
      }
    return false
  }

  function hasRoom(block: string | null): boolean {
    const neighbours = block === null ? undefined : perBlock.get(block)
    if (neighbours !== undefined && neighbours.size >= limits.perAddress && !makeRoom(neighbours)) return false
    return counted.size < limits.inAll || makeRoom(idle)
  }

  function count(connection: Tracked): void {
    counted.add(connection)
    if (connection.block === null) return
    const neighbours = perBlock.get(connection.block) ?? new Set()
    perBlock.set(connection.block, neighbours.add(connection))
  }

  function forget(connection: Tracked): void {
    connection.isSealed = true
    connection.waiting.length = 0
    opened.delete(connection)
    counted.delete(connection)
    idle.delete(connection)
    refused.delete(connection)
    if (connection.block === null) return
    const neighbours = perBlock.get(connection.block)
    neighbours?.delete(connection)
    if (neighbours?.size === 0) perBlock.delete(connection.block)
  }

  return {
    open(socket) {
      const address = socket.remoteAddress ?? ''
      const block = isProxy(address) ? null : addressBlock(address)
      const isRefused = !hasRoom(block)
      if (isRefused) refusedInSecond++
      if (isRefused && refused.size >= MOST_REFUSED) {
        socket.destroy()
        return undefined
      }
      const connection: Tracked = { socket, isRefused, block, ...FRESH, waiting: [], close: () => socket.destroy() }
      opened.add(connection)
      if (isRefused) refused.add(connection)
      else count(connection)
      bySocket.set(socket, connection)
      const endpoints = endpointsOf(socket)
      unsecured.set(endpoints, connection)
      socket.once('close', () => {
        forget(connection)
        if (unsecured.get(endpoints) === connection) unsecured.delete(endpoints)
      })
      return connection
    },
    secure(socket) {
      const endpoints = endpointsOf(socket)
      const connection = unsecured.get(endpoints)
      unsecured.delete(endpoints)
      if (connection === undefined) return undefined
      connection.socket = socket
      bySocket.set(socket, connection)
      socket.once('close', () => {
        forget(connection)
      })
      return connection
    },
    of: (socket) => bySocket.get(socket),
    all: () => opened,
    setBusy(connection) {
      const tracked = connection as Tracked
      tracked.readBefore = 0
      idle.delete(tracked)
    },
    setIdle(connection) {
      const tracked = connection as Tracked
      tracked.readBefore = tracked.socket.bytesRead
      if (counted.has(tracked)) idle.add(tracked)
    },
    second() {
      const unread = unreadBy.second(opened)
      for (const { socket } of unread) socket.destroy()
      const late = [...opened].filter(isLateWithHead)
      const refusals = refusedInSecond
      refusedInSecond = 0
      return { refusals, unread: unread.size, late }
    },
  }
}

const FRESH = { current: null, isSealed: false, readBefore: 0, headSeconds: 0 }

/** A connection that is kept alive may be silent between requests, but not in the middle of a request's headers. */
function isLateWithHead(connection: Tracked): boolean {
  const { current, isSealed, socket, readBefore } = connection
  const hasBegun = current === null && !isSealed && (readBefore === 0 || socket.bytesRead > readBefore)
  connection.headSeconds = hasBegun ? connection.headSeconds + 1 : 0
  return connection.headSeconds === HEAD_SECONDS
}

/** Identifies a connection: Node has two sockets for a TLS connection and does not reveal which of them belong together. */
const endpointsOf = ({ remoteAddress, remotePort, localAddress }: Socket): string =>
  [remoteAddress, remotePort, localAddress].join()

function measure({ block, socket, current }: Tracked): Measured {
  const unsent = Math.max(socket.writableLength, current?.response.writableLength ?? 0)
  return { block, unsent, taken: socket.bytesWritten - socket.writableLength }
}
