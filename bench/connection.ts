// One keep-alive connection of the load generator, over a bare socket: it must cost far less than what it measures. It
// understands answers with a Content-Length and no others, which is all that the servers here send.
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
  /** Sends the bytes of one request and answers with what comes back; one at a time. */
  readonly exchange: (request: string | Buffer) => Promise<Answer>
  readonly close: () => void
}

const HEAD_END = Buffer.from('\r\n\r\n')

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

/** One request on a connection of its own. */
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

/** Null until the whole answer is there. */
function readAnswer(received: Buffer): Answer | null {
  const end = received.indexOf(HEAD_END)
  if (end === -1) return null
  const head = received.toString('latin1', 0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${head}`)
  const start = end + HEAD_END.length
  if (received.length < start + Number(length)) return null
  return { status: Number(head.slice(9, 12)), head, body: received.subarray(start, start + Number(length)) }
}
