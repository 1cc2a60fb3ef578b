// Closes connections whose clients may still be sending. If they were just closed, what is under way would be answered by a
// reset, at which clients (Go's net/http for one) throw away the answer that they have and report a broken pipe. So the
// answer goes out, what still comes is thrown away, and the end comes when the body has, or nothing comes any more.
// Throwing away costs nearly as much as reading, so those who are left take turns at it, and together they hardly cost
// anything, however many they are. Who waits for a turn has the answer already.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Progress } from './progress.ts'

/** Nobody sends more than this without having looked for an answer. */
const MOST_BYTES = 64 * 1024 * 1024
/** Long for what is under way, short for who only waits for the end. A half-closed TLS connection hears nothing in Node. */
const SILENT_SECONDS = 2
const ROUND_MS = 10
/** 32 MiB a second for all together: a few hundredths of a core. A round that took more is paid for by those after it. */
const ROUND_BYTES = 320 * 1024
/** A turn is one look at the socket, which brings 2 MiB at most. */
const ROUND_TURNS = 8

export interface Lingering {
  /** `close` ends the connection in order. Without a request, nothing of what comes is HTTP. */
  begin(socket: Socket, request: IncomingMessage | null, close: () => void): void
  has(socket: Socket): boolean
  /** A second has passed. */
  second(): void
  /** Waits for nobody any longer. */
  readonly letGo: () => void
}

interface Leaving {
  readonly close: () => void
  readonly readAtFirst: number
  /** A second ago. */
  readBefore: number
  silentSeconds: number
}

export function lingering(progress: Progress): Lingering {
  const all = new Map<Socket, Leaving>()
  /** What had been read of those that are being listened to. */
  const heard = new Map<Socket, number>()
  /** Whose turn comes next is first. */
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
    // The loop looks at sockets before it comes to this.
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
      // Node's parser has given up.
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
