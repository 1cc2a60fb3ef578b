// Closes connections whose clients may still be sending. If they were just closed, what is under way would be answered by a
// reset, at which clients (Go's net/http for one) throw away the answer that they have and report a broken pipe. So the
// answer goes out, what still comes is thrown away, and the end comes when the body has, or nothing comes any more.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Progress } from './progress.ts'

/** Nobody sends more than this without having looked for an answer. */
const MOST_BYTES = 64 * 1024 * 1024
/** Long for what is under way, short for who only waits for the end. A half-closed TLS connection hears nothing in Node. */
const SILENT_SECONDS = 2

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
  readBefore: number
  silentSeconds: number
}

export function lingering(progress: Progress): Lingering {
  const all = new Map<Socket, Leaving>()
  return {
    begin(socket, request, close) {
      const read = socket.bytesRead
      all.set(socket, { close, readAtFirst: read, readBefore: read, silentSeconds: 0 })
      const unwatch = progress.watch(
        () => socket.bytesRead - read,
        () => socket.destroy(),
      )
      socket.once('close', () => {
        unwatch()
        all.delete(socket)
      })
      socket.once('end', close)
      if (request === null) throwAway(socket)
      else request.once('end', close).resume()
    },
    has: (socket) => all.has(socket),
    second() {
      for (const [socket, leaving] of all) {
        const read = socket.bytesRead
        leaving.silentSeconds = read === leaving.readBefore ? leaving.silentSeconds + 1 : 0
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

/** Takes the socket away from Node's parser, which has given up. */
function throwAway(socket: Socket): void {
  socket.removeAllListeners('data')
  socket.on('data', () => undefined)
  socket.resume()
}
