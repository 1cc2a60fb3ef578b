// node:http alone, with which the registry is compared. It sends the bytes and headers that were recorded from the registry.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BareAnswer } from './bare-server.ts'
import type { Answer, Target } from './connection.ts'

export interface BareServer {
  readonly pid: number
  readonly target: Target
  readonly stop: () => void
}

const ADDED_BY_NODE = ['date', 'connection', 'keep-alive']

export function bareAnswer({ head, body }: Answer): BareAnswer {
  const headers = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(': ', 2) as [string, string])
    .filter(([name]) => !ADDED_BY_NODE.includes(name.toLowerCase()))
  return { headers: Object.fromEntries(headers), body: body.toString() }
}

/** Forks a file of this folder that receives what to answer, and reports its port. */
export async function startBareServer(file: string, answers: object): Promise<BareServer> {
  const bare = fork(fileURLToPath(new URL(file, import.meta.url)))
  const listening = once(bare, 'message') as Promise<[number]>
  bare.send(answers)
  const [port] = await listening
  return {
    pid: bare.pid ?? 0,
    target: { host: '127.0.0.1', port, ca: null },
    stop: () => {
      bare.disconnect()
    },
  }
}
