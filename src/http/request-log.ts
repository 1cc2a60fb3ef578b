import type { FastifyInstance } from 'fastify'

/** One line for each request when it is over: enough for an audit by eye, never a token, a body or a query. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  server.addHook('onResponse', async (request, reply) => {
    // Fastify makes these anew each time they are asked for.
    const { config, url } = request.routeOptions
    request.log.info(
      {
        operation: config.operation ?? `${request.method} ${url ?? 'unknown'}`,
        principal: request.actor?.name,
        sourceChannel: request.headers['x-hcp-source-channel'],
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 100) / 100,
      },
      'request',
    )
  })
}
