import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../domain/principal/principal.ts'

interface Answered {
  readonly operation: string
  readonly actor: Actor | null
  readonly headers: IncomingHttpHeaders
  readonly status: number
  readonly milliseconds: number
}

/** Logs one line for each request when it is over: enough for an audit by eye, but never a token, a body or a query. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  server.addHook('onResponse', async (request, reply) => {
    logReply(request, reply)
  })
}

/** Logs a response that ends when its reader disconnects: Fastify's hook runs only for those that were read to the end. */
export function logWhenBrokenOff(reply: FastifyReply): void {
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) logReply(reply.request, reply)
  })
}

function logReply({ log, match, actor, headers, method, routeOptions }: FastifyRequest, reply: FastifyReply): void {
  const operation = match?.operation ?? `${method} ${routeOptions.url ?? 'unknown'}`
  logAnswer(log, {}, { operation, actor, headers, status: reply.statusCode, milliseconds: reply.elapsedTime })
}

/** Writes the line; `unbound` has the request id for a log that does not bind it. */
export function logAnswer(
  log: Pick<FastifyBaseLogger, 'info'>,
  unbound: { readonly requestId?: string },
  { operation, actor, headers, status, milliseconds }: Answered,
): void {
  log.info(
    {
      ...unbound,
      operation,
      principal: actor?.name,
      sourceChannel: headers['x-hcp-source-channel'],
      status,
      milliseconds: Math.round(milliseconds * 100) / 100,
    },
    'request',
  )
}
