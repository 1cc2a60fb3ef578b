// A TLS connection for what no HTTP client would send.
import { connect } from 'node:tls'
import type { Server } from './client.ts'

export interface Exchange {
  /** All that the server said before it closed the connection. */
  readonly received: string
  /** Bytes that were written until the first of it came. */
  readonly sentBeforeAnswer: number
}

/**
 * Writes the pieces, as fast as the server takes them, until the server answers; then waits until it closes. Aborted, it
 * vanishes without a word.
 */
export async function exchange(
  server: Server,
  pieces: Iterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<Exchange> {
  const { port } = new URL(server.url)
  const socket = connect({ host: '127.0.0.1', port: Number(port), ca: server.ca, servername: 'localhost' })
  const closed = Promise.withResolvers<undefined>()
  let received = ''
  let sent = 0
  let sentBeforeAnswer: number | undefined
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    sentBeforeAnswer ??= sent
    received += text
  })
  // A server that has heard enough may reset the connection; what it said before that is what counts.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    closed.resolve(undefined)
  })
  signal?.addEventListener('abort', () => {
    socket.destroy()
  })
  const isOver = () => sentBeforeAnswer !== undefined || socket.destroyed
  for (const piece of pieces) {
    if (isOver()) break
    sent += piece.length
    const flushed = Promise.withResolvers<undefined>()
    socket.write(piece, () => {
      flushed.resolve(undefined)
    })
    await Promise.race([flushed.promise, closed.promise])
  }
  await closed.promise
  return { received, sentBeforeAnswer: sentBeforeAnswer ?? sent }
}
