// One keep-alive connection of the load generator, over a bare socket: it must cost far less than what it measures. It understands only
// responses with a length or in chunks, which are all that the servers here send.
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export interface Target {
  readonly host: string
  readonly port: number
  /** PEM of the CA to trust; null speaks plain HTTP. */
  readonly ca: string | null
}

export interface Answer {
  readonly status: number
  readonly head: string
  readonly body: Buffer
}

export interface Connection {
  /** Sends the bytes of one request and resolves with the response. One request at a time. */
  readonly exchange: (request: string | Buffer) => Promise<Answer>
  readonly close: () => void
}

const HEAD_END = Buffer.from('\r\n\r\n')
const LINE_END = Buffer.from('\r\n')

export async function openConnection(target: Target): Promise<Connection> {
  const socket = await openSocket(target)
  socket.setNoDelay(true)
  let received: Buffer = Buffer.alloc(0)
  let waiting: PromiseWithResolvers<Answer> | null = null

  const settle = (finish: (exchange: PromiseWithResolvers<Answer>) => void) => {
    const exchange = waiting
    waiting = null
    if (exchange) finish(exchange)
  }
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const answer = readAnswer(received)
    if (answer === null) return
    received = Buffer.alloc(0)
    settle(({ resolve }) => {
      resolve(answer)
    })
  })
  const fail = (error: Error) => {
    settle(({ reject }) => {
      reject(error)
    })
  }
  socket.on('error', fail)
  socket.on('close', () => {
    fail(new Error('the server closed the connection'))
  })

  return {
    exchange: (request) => {
      waiting = Promise.withResolvers<Answer>()
      socket.write(request)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}

/** Sends one request on a connection of its own. */
export async function ask(target: Target, request: string): Promise<Answer> {
  const { exchange, close } = await openConnection(target)
  try {
    return await exchange(request)
  } finally {
    close()
  }
}

async function openSocket({ host, port, ca }: Target): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const opened = () => {
    resolve(undefined)
  }
  const socket =
    ca === null ? connectTcp({ host, port }, opened) : connectTls({ host, port, ca, servername: 'localhost' }, opened)
  socket.once('error', reject)
  await promise
  socket.off('error', reject)
  return socket
}

/** Null until the whole response has arrived. */
function readAnswer(received: Buffer): Answer | null {
  const end = received.indexOf(HEAD_END)
  if (end === -1) return null
  const head = received.toString('latin1', 0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  const start = end + HEAD_END.length
  const body = length === undefined ? readChunks(received, start) : readWhole(received, start, Number(length))
  return body && { status: Number(head.slice(9, 12)), head, body }
}

const readWhole = (received: Buffer, start: number, length: number): Buffer | null =>
  received.length < start + length ? null : received.subarray(start, start + length)

function readChunks(received: Buffer, start: number): Buffer | null {
  const chunks: Buffer[] = []
  for (let from = start; ;) {
    const end = received.indexOf(LINE_END, from)
    if (end === -1) return null
    const length = Number.parseInt(received.toString('latin1', from, end), 16)
    if (Number.isNaN(length)) throw new Error('an answer with neither a length nor chunks')
    const begins = end + LINE_END.length
    from = begins + length + LINE_END.length
    if (received.length < from) return null
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(received.subarray(begins, begins + length))
  }
}
