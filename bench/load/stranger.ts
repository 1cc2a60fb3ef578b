// Strangers, in a process of their own: each does the same thing over and over. They come from another address than the honest clients, and
// are not stopped by a refusal.
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type Assault, hostileBytes } from './assault.ts'
import type { Target } from './connection.ts'
import { answerJobs } from './worker.ts'

export interface Raid {
  readonly target: Target
  readonly assault: Assault
  readonly strangers: number
  readonly seconds: number
}

/** How often each result occurred: the status of the response, or `none`. */
export type Answers = Readonly<Record<string, number>>

const ADDRESS = '127.0.0.2'

async function run({ target, assault, strangers, seconds }: Raid): Promise<Answers> {
  const requests = assault.requests.map(hostileBytes)
  const answers: Record<string, number> = {}
  const end = new AbortController()
  const timer = setTimeout(() => {
    end.abort()
  }, seconds * 1000)
  const connections = Array.from({ length: strangers * assault.connections }, async (_, index) => {
    for (let turn = index; !end.signal.aborted; turn += 1) {
      const status = await attempt(target, requests[turn % requests.length] ?? Buffer.alloc(0), end.signal)
      answers[status] = (answers[status] ?? 0) + 1
    }
  })
  await Promise.all(connections)
  clearTimeout(timer)
  return answers
}

async function attempt(target: Target, request: Buffer, end: AbortSignal): Promise<string> {
  const socket = open(target)
  let head = ''
  socket.on('data', (chunk: Buffer) => {
    if (head.length < 12) head += chunk.toString('latin1', 0, 12)
  })
  socket.on('error', () => undefined)
  socket.write(request)
  const leave = () => socket.destroy()
  end.addEventListener('abort', leave)
  await once(socket, 'close').catch(() => undefined)
  end.removeEventListener('abort', leave)
  return head.slice(9, 12) || 'none'
}

function open({ host, port, ca }: Target): Socket {
  const to = { host, port, localAddress: ADDRESS }
  return ca === null ? connectTcp(to) : connectTls({ ...to, ca, servername: 'localhost' })
}

answerJobs(run)
