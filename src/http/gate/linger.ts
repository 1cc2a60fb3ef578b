// Closes connections whose clients may still be sending. If such a connection were simply closed, the data in flight would be
// answered by a reset, at which clients (Go's net/http for one) discard the response they already have and report a broken pipe.
// So the response is sent, what still arrives is discarded, and the connection closes when the body ends or nothing more arrives.
// Discarding costs nearly as much as reading, so lingering connections take turns, and together they cost hardly anything,
// however many there are. A client that waits for a turn already has its response.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Progress } from './progress.ts'

/** No client sends more than this without looking for a response. */
const MOST_BYTES = 64 * 1024 * 1024
/** Long for data in flight, short for a client that only waits for the close. In Node a half-closed TLS connection receives nothing. */
const SILENT_SECONDS = 2
const ROUND_MS = 10
/** 32 MiB a second for all connections together: a few hundredths of a core. A round that reads more takes it from the next ones. */
const ROUND_BYTES = 320 * 1024
/** A turn is one read from a socket, which brings 2 MiB at most. */
const ROUND_TURNS = 8

export interface Lingering {
  /** `close` closes the connection in order. Without a request, nothing that still arrives is HTTP. */
  begin(socket: Socket, request: IncomingMessage | null, close: () => void): void
  has(socket: Socket): boolean
  /** Called once a second. */
  second(): void
  /** Destroys all lingering connections. */
  readonly letGo: () => void
}

interface Leaving {
  readonly close: () => void
  readonly readAtFirst: number
  /** The bytes read, as of a second ago. */
  readBefore: number
  silentSeconds: number
}

export function lingering(progress: Progress): Lingering {
  const all = new Map<Socket, Leaving>()
  /** The sockets that are being read, each with its bytes read when its turn began. */
  const heard = new Map<Socket, number>()
  /** The socket whose turn is next comes first. */
  const waiting = new Set<Socket>()
  let rounds: NodeJS.Timeout | undefined
  let bytesLeft = ROUND_BYTES

  function listen(socket: Socket): void {
    waiting.delete(socket)
    heard.set(socket, socket.bytesRead)
    socket.resume()
  }

  function pauseThoseWhoSpoke(): void {
    for (const [socket, read] of heard) {
      if (socket.bytesRead === read) continue
      bytesLeft -= socket.bytesRead - read
      heard.delete(socket)
      waiting.add(socket)
      socket.pause()
    }
  }

  function goRound(): void {
    pauseThoseWhoSpoke()
    bytesLeft = Math.min(bytesLeft + ROUND_BYTES, ROUND_BYTES)
    if (bytesLeft <= 0 || waiting.size === 0) return
    for (const socket of [...waiting.values().take(ROUND_TURNS)]) listen(socket)
    // The event loop polls the sockets before it runs this.
    setImmediate(pauseThoseWhoSpoke)
  }

  function forget(socket: Socket): void {
    all.delete(socket)
    heard.delete(socket)
    waiting.delete(socket)
    if (all.size > 0) return
    clearInterval(rounds)
    rounds = undefined
  }

  return {
    begin(socket, request, close) {
      if (socket.destroyed) return
      const read = socket.bytesRead
      const unwatch = progress.watch(
        () => socket.bytesRead - read,
        () => socket.destroy(),
      )
      all.set(socket, { close, readAtFirst: read, readBefore: read, silentSeconds: 0 })
      rounds ??= setInterval(goRound, ROUND_MS)
      socket.once('close', () => {
        unwatch()
        forget(socket)
      })
      socket.once('end', close)
      // Without a request, Node's parser has given up.
      if (request === null) socket.removeAllListeners('data').on('data', () => undefined)
      else request.once('end', close).resume()
      listen(socket)
      setImmediate(() => setImmediate(pauseThoseWhoSpoke))
    },
    has: (socket) => all.has(socket),
    second() {
      for (const [socket, leaving] of all) {
        const read = socket.bytesRead
        const isSilent = read === leaving.readBefore && heard.has(socket)
        leaving.silentSeconds = isSilent ? leaving.silentSeconds + 1 : 0
        leaving.readBefore = read
        if (read - leaving.readAtFirst > MOST_BYTES) socket.destroy()
        else if (leaving.silentSeconds === SILENT_SECONDS) leaving.close()
      }
    },
    letGo: () => {
      for (const socket of all.keys()) socket.destroy()
    },
  }
}
