// A connection that can send what no HTTP client would.
import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect } from 'node:tls'
import type { Json, Server } from './client.ts'

/** The address to connect to, and the one to connect from. */
export interface Line {
  readonly url: string
  /** The authority to trust; unused where the address is plain HTTP. */
  readonly ca: string
  /** The local address to connect from, where that matters. */
  readonly from?: string
}

export interface Exchange {
  /** Everything that the server sent before it closed the connection. */
  readonly received: string
  /** The bytes written before the first byte of the response arrived. */
  readonly sentBeforeAnswer: number
}

export function connectTo({ url, ca, from }: Line): Socket {
  const { protocol, port, hostname } = new URL(url)
  const host = hostname === 'localhost' ? '127.0.0.1' : hostname
  const place = { host, port: Number(port), ...(from === undefined ? {} : { localAddress: from }) }
  const socket = protocol === 'http:' ? connectPlain(place) : connect({ ...place, ca, servername: 'localhost' })
  // No delay, so that the kernel does not hold small pieces back until earlier ones are acknowledged.
  return socket.setNoDelay(true)
}

/**
 * Writes the pieces, as fast as the server accepts them, until the server responds; then waits until the server closes.
 * When aborted, it drops the connection without notice.
 */
export async function exchange(
  server: Server,
  pieces: Iterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<Exchange> {
  const socket = connectTo(server)
  const closed = Promise.withResolvers<undefined>()
  let received = ''
  let sent = 0
  let sentBeforeAnswer: number | undefined
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    sentBeforeAnswer ??= sent
    received += text
  })
  // A server that has read enough may reset the connection; only what it sent before that counts.
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

export interface RawAnswer {
  readonly status: number
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON, or the text if it is not JSON. */
  readonly body: Json
}

/** Writes the pieces, waits for one whole response and drops the connection: what the server still expects never arrives. */
export async function ask(server: Server, ...pieces: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const socket = connectTo(server)
  try {
    for (const piece of pieces) socket.write(piece)
    let received = ''
    for await (const text of socket.setEncoding('latin1') as AsyncIterable<string>) {
      received += text
      const answer = wholeAnswer(received)
      if (answer !== undefined) return answer
    }
    throw new Error(`the server closed the connection after ${JSON.stringify(received)}`)
  } finally {
    socket.destroy()
  }
}

interface WholeAnswer extends RawAnswer {
  /** The length of this response within what was received. */
  readonly length: number
}

function wholeAnswer(received: string): WholeAnswer | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = received.slice(0, end).split('\r\n')
  const pairs = lines.map((line) => /^([^:]+): *(.*)$/.exec(line) ?? [])
  const headers = Object.fromEntries(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value]))
  const length = end + 4 + Number(headers['content-length'] ?? 0)
  if (received.length < length) return undefined
  return { status: Number(first.split(' ')[1]), headers, body: parsed(received.slice(end + 4, length)), length }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A connection that stays open, and what happens next on it. */
export interface RawConnection {
  /** Resolves when the piece is sent; on loopback, it has then practically arrived. */
  readonly write: (piece: string | Uint8Array) => Promise<void>
  /** The next whole response. */
  readonly answer: () => Promise<RawAnswer>
  /** Whether the server has closed its side. */
  readonly isClosed: () => boolean
  /** Resolves when the server has closed its side, with the received bytes that no call has taken. */
  readonly closed: () => Promise<string>
  readonly vanish: () => void
}

export async function openConnection(line: Line): Promise<RawConnection> {
  const socket = connectTo(line)
  const changed = new EventTarget()
  let received = ''
  let hasEnded = false
  const change = () => changed.dispatchEvent(new Event('change'))
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    received += text
    change()
  })
  socket.on('error', () => undefined)
  for (const event of ['end', 'close'])
    socket.on(event, () => {
      hasEnded = true
      change()
    })
  /** Waits until `find` finds something. */
  const until = async <Value>(find: () => Value | undefined): Promise<Value> => {
    for (let found = find(); ; found = find()) {
      if (found !== undefined) return found
      await once(changed, 'change')
    }
  }
  await once(socket, 'encrypted' in socket ? 'secureConnect' : 'connect')
  return {
    write: async (piece) => {
      const flushed = Promise.withResolvers<undefined>()
      socket.write(piece, () => {
        flushed.resolve(undefined)
      })
      await flushed.promise
    },
    answer: () =>
      until(() => {
        const answer = wholeAnswer(received)
        if (answer === undefined && hasEnded) throw new Error(`closed after ${JSON.stringify(received)}`)
        if (answer !== undefined) received = received.slice(answer.length)
        return answer
      }),
    isClosed: () => hasEnded,
    closed: () => until(() => (hasEnded ? received : undefined)),
    vanish: () => {
      socket.destroy()
    },
  }
}
