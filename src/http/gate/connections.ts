// The connections that are open, counted by address and in all, so that nobody has them all. Who comes when there are too
// many takes the place of one that is idle; where none is, the first request is answered with 503.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { addressBlock, blockMatcher } from '../../auth/address-block.ts'
import { type Measured, UNREAD_LIMITS, unreadAnswers } from './unread-answers.ts'

export interface ConnectionLimits {
  readonly inAll: number
  /** Many builders may share an address behind a router. A trusted proxy has as many as there are. */
  readonly perAddress: number
}

/** So many are kept until they have been told that they are too many; beyond that they are dropped. */
const MOST_REFUSED = 256

export interface Connection {
  /** Where requests come from; until TLS is agreed on, the socket below. */
  socket: Socket
  readonly isRefused: boolean
  /** What is being answered. */
  current: { readonly request: IncomingMessage; readonly response: ServerResponse } | null
  /** Begin requests that came before the current one was answered. */
  readonly waiting: (() => void)[]
  /** Nothing that still comes is a request. */
  isSealed: boolean
  /** Ends it when all that was written is out. */
  close: () => void
}

export interface Connections {
  /** A new connection, which may be one too many; undefined when it has been dropped. */
  open(socket: Socket): Connection | undefined
  /** Requests of the connection that was opened by the socket below this one will come from it. */
  secure(socket: Socket): Connection | undefined
  of(socket: Socket): Connection | undefined
  /** Those that are open. */
  all(): Iterable<Connection>
  setBusy(connection: Connection): void
  setIdle(connection: Connection): void
  /** A second has passed. */
  second(): Second
}

interface Second {
  /** How many connections were refused in it. */
  readonly refusals: number
  /** How many were given up in it, because their clients do not take what they asked for. */
  readonly unread: number
  /** Those that have begun a request, by HEAD_SECONDS ago, and not got on to its body. */
  readonly late: readonly Connection[]
}

/** From the first byte of a connection, or after an answer, to the end of a request's headers. */
const HEAD_SECONDS = 15

interface Tracked extends Connection {
  /** Null for those that are not counted by address. */
  readonly block: string | null
  /** What had been read when the last request was over; 0 when none is, or it has begun. */
  readBefore: number
  headSeconds: number
}

export function trackConnections(limits: ConnectionLimits, trustedProxies: readonly string[]): Connections {
  const isProxy = blockMatcher(trustedProxies)
  const counted = new Set<Tracked>()
  const perBlock = new Map<string, Set<Tracked>>()
  /** Those that were idle for longest come first. */
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
      const place = placeOf(socket)
      unsecured.set(place, connection)
      socket.once('close', () => {
        forget(connection)
        if (unsecured.get(place) === connection) unsecured.delete(place)
      })
      return connection
    },
    secure(socket) {
      const place = placeOf(socket)
      const connection = unsecured.get(place)
      unsecured.delete(place)
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

/** A connection that is kept for the next request may be silent, but not in the middle of one. */
function isLateWithHead(connection: Tracked): boolean {
  const { current, isSealed, socket, readBefore } = connection
  const hasBegun = current === null && !isSealed && (readBefore === 0 || socket.bytesRead > readBefore)
  connection.headSeconds = hasBegun ? connection.headSeconds + 1 : 0
  return connection.headSeconds === HEAD_SECONDS
}

/** Node has two sockets for a TLS connection and tells nobody which belong together. */
const placeOf = ({ remoteAddress, remotePort, localAddress }: Socket): string =>
  [remoteAddress, remotePort, localAddress].join()

function measure({ block, socket, current }: Tracked): Measured {
  const unsent = Math.max(socket.writableLength, current?.response.writableLength ?? 0)
  return { block, unsent, taken: socket.bytesWritten - socket.writableLength }
}
