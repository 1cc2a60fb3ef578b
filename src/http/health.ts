import type { FastifyInstance } from 'fastify'

/** `/healthz`: the process answers. `/readyz`: the database does too; 503 until then. No token needed. */
export const healthRoutes = (ping: () => Promise<void>) =>
  async function (scope: FastifyInstance): Promise<void> {
    scope.get('/healthz', async () => ({ status: 'ok' }))
    scope.get('/readyz', async (request, reply) => {
      try {
        await ping()
        return { status: 'ok' }
      } catch (error) {
        request.log.warn({ err: error }, 'the database does not answer')
        return reply.code(503).send({ status: 'unavailable' })
      }
    })
  }
