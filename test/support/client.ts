// A client of the registry over a real TLS socket that checks every response against the contract.
import assert from 'node:assert/strict'
import { Agent, request } from 'node:https'
import { text } from 'node:stream/consumers'
import { contractOperations, UNREAD } from './contract.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Parsed JSON, or the text if it is not JSON. */
  readonly body: Json
}

// Tests assert responses as whole objects; `any` keeps access to their fields readable.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Call {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Client {
  /** Sends any request, with this client's token unless headers say otherwise. */
  readonly send: (sent: Sent) => Promise<Answer>
  /** Calls an operation of the contract, with the location parameters filled in. The response is checked against the contract. */
  readonly call: (operation: string, call: Call) => Promise<Answer>
  /** Like `call`, but the response must be 200; returns the body. */
  readonly ok: (operation: string, call: Call) => Promise<Json>
  /** Like `call`, but the response must be an error with this google.rpc code; returns its message. */
  readonly refused: (operation: string, code: number, call: Call) => Promise<string>
}

export interface Server {
  readonly url: string
  readonly ca: string
  readonly organizationId: string
  readonly projectId: string
}

export interface Connection {
  readonly as: (token: string | null) => Client
  readonly close: () => void
}

export function connect(server: Server): Connection {
  const agent = new Agent({ keepAlive: true, ca: server.ca })
  return {
    as: (token) => clientOf(server, agent, token),
    close: () => {
      agent.destroy()
    },
  }
}

function clientOf(server: Server, agent: Agent, token: string | null): Client {
  const send = async ({ method, path, headers, body }: Sent): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const outgoing = request(
      // Concatenated: resolving a path that begins with two slashes would yield another host. Links are absolute
      // already.
      new URL(path.startsWith('/') ? server.url + path : path),
      { agent, method, headers: { accept: 'application/json', ...length, ...authorization, ...headers } },
      (incoming) => {
        const answer = async () => {
          if (incoming.headers['content-type']?.startsWith('text/event-stream')) {
            incoming.destroy()
            return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: UNREAD }
          }
          const received = await text(incoming)
          return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: parsed(received) }
        }
        answer().then(resolve, reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
    return promise
  }

  const call = async (operation: string, { params, query, headers, body }: Call): Promise<Answer> => {
    const entry = contractOperations.get(operation) ?? assert.fail(`the contract has no ${operation}`)
    const location = { organization_id: server.organizationId, project_id: server.projectId }
    const all: Record<string, string> = {
      'location.organization_id': location.organization_id,
      'location.project_id': location.project_id,
      ...params,
    }
    const path = entry.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
      encodeURIComponent(all[name] ?? assert.fail(`${operation} needs ${name}`)),
    )
    const search = new URLSearchParams(
      Object.entries(query ?? {}).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((item): [string, string] => [name, String(item)]),
      ),
    )
    const answer = await send({
      method: entry.method,
      path: search.size > 0 ? `${path}?${search.toString()}` : path,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: `${JSON.stringify(body)}\n` }),
    })
    assert.deepEqual(
      entry.check(answer.status, answer.body),
      [],
      `${operation} answered ${JSON.stringify(answer.body)}`,
    )
    return answer
  }

  return {
    send,
    call,
    ok: async (operation, arguments_) => {
      const answer = await call(operation, arguments_)
      assert.equal(answer.status, 200, `${operation} answered ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    refused: async (operation, code, arguments_) => {
      const { body } = await call(operation, arguments_)
      assert.equal(body.code, code, `${operation} answered ${JSON.stringify(body)}`)
      return body.message
    },
  }
}

function parsed(received: string): Json {
  try {
    return JSON.parse(received)
  } catch {
    return received
  }
}
