import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { after } from 'node:test'
import type { Json, Server } from './client.ts'

/** One event of a stream. */
export interface Told {
  readonly id: string
  readonly kind: string
  readonly event: Json
}

export interface OpenedStream {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The next event; undefined when the stream has ended. */
  readonly next: () => Promise<Told | undefined>
  /** The next `count` events, or fewer when the stream ends. */
  readonly take: (count: number) => Promise<readonly Told[]>
  /** All text received so far, unparsed. */
  readonly text: () => string
  /** Resolves when the stream has ended. */
  readonly over: Promise<void>
  readonly close: () => void
}

/** Opens a stream of the events of the server's project, with a token or with other credentials in the headers. */
export async function openStream(
  server: Server,
  token: string | null,
  { headers = {}, query = '' }: { readonly headers?: Readonly<Record<string, string>>; readonly query?: string } = {},
): Promise<OpenedStream> {
  const { url, ca, organizationId, projectId } = server
  const path = `/assay/v1/organizations/${organizationId}/projects/${projectId}/events/stream${query}`
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const outgoing = request(url + path, {
    ca,
    agent: false,
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
  })
  outgoing.on('response', resolve).on('error', reject).end()
  const incoming = await promise
  const over = Promise.withResolvers<undefined>()
  let all = ''
  let rest = ''
  let id = ''
  const told: Told[] = []
  let bell = Promise.withResolvers<undefined>()
  incoming.setEncoding('utf8')
  incoming.on('data', (text: string) => {
    all += text
    rest += text
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]))
      id = fields.get('id') ?? id
      const data = fields.get('data')
      if (data !== undefined) told.push({ id, kind: fields.get('event') ?? '', event: JSON.parse(data) })
    }
    bell.resolve(undefined)
  })
  incoming.on('error', () => undefined)
  incoming.on('close', () => {
    over.resolve(undefined)
  })
  let taken = 0
  const next = async (): Promise<Told | undefined> => {
    for (;;) {
      const found = told[taken]
      if (found !== undefined) {
        taken += 1
        return found
      }
      const isOver = await Promise.race([bell.promise.then(() => false), over.promise.then(() => true)])
      bell = Promise.withResolvers()
      if (isOver && told[taken] === undefined) return undefined
    }
  }
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    next,
    take: async (count) => {
      const found: Told[] = []
      for (let told; found.length < count && (told = await next()) !== undefined;) found.push(told)
      return found
    },
    text: () => all,
    over: over.promise,
    close: () => {
      outgoing.destroy()
    },
  }
}

/** Opens streams that are closed when the suite ends. */
export function openingStreams(): typeof openStream {
  const opened: OpenedStream[] = []
  after(() => {
    for (const stream of opened) stream.close()
  })
  return async (...args) => {
    const stream = await openStream(...args)
    opened.push(stream)
    return stream
  }
}
