import type { FastifyInstance } from 'fastify'

/** One line for each request when it is over: enough for an audit by eye, never a token, a body or a query. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        operation: request.match?.operation ?? `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
        principal: request.actor?.name,
        sourceChannel: request.headers['x-hcp-source-channel'],
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 100) / 100,
      },
      'request',
    )
  })
}
