// The HTTP server: one Fastify scope per API, one envelope for errors, one line of log per request. It knows every API
// and no rule of the registry.
import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import Fastify, { LogController, type FastifyInstance, type FastifyPluginAsync, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { invalidArgument } from '../domain/errors.ts'
import { apis } from './apis.ts'
import { bindOperations, type Binding } from './bind-operations.ts'
import { errorHandler, handleClientError, handleError, handleNotFound } from './error-handler.ts'
import { type HealthCheck, healthRoutes } from './health.ts'
import type { DownloadPath } from './packer-2023/sboms.ts'
import { logRequests } from './request-log.ts'
import { readTarget } from './request-target.ts'
import { LONGEST_PARAMETER } from './routes.ts'

export interface ServerParts {
  readonly log: Logger
  /** Certificate and key in PEM; null serves plain HTTP. */
  readonly tls: { readonly key: string; readonly cert: string } | null
  /** Addresses whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[]
  /** How clients reach the server, where that is not what their requests say. */
  readonly publicUrl: string | null
  readonly binding: Omit<Binding, 'originOf'>
  readonly downloadPath: DownloadPath
  readonly healthChecks: readonly HealthCheck[]
  readonly tokenEndpoint: FastifyPluginAsync
  readonly sbomDownload: FastifyPluginAsync
  readonly runTask: FastifyPluginAsync
}

const BODY_BYTES = 4 * 1024 * 1024
// The largest SBOM over the slowest line that anybody builds images on; nobody may hold a connection for longer.
const REQUEST_MS = 5 * 60 * 1000

export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { log, tls, trustedProxies, binding, publicUrl } = parts
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // A client that keeps its connection but sends nothing must not hold up the end.
    forceCloseConnections: 'idle',
    frameworkErrors: handleError,
    clientErrorHandler: handleClientError,
    requestTimeout: REQUEST_MS,
    exposeHeadRoutes: false,
    rewriteUrl: ({ url = '/' }) => readTarget(url),
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    ...(tls ? { https: { key: tls.key, cert: tls.cert } } : {}),
  }) as unknown as FastifyInstance
  server.decorateRequest('match', null)
  server.decorateRequest('actor', null)
  server.setErrorHandler(handleError)
  server.setNotFoundHandler(handleNotFound)
  closeConnectionsAtTheEnd(server)
  logRequests(server)
  answerUnknownRoutes(server)
  const originOf = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`
  await server.register(healthRoutes(parts.healthChecks))
  await server.register(parts.tokenEndpoint)
  await server.register(parts.sbomDownload)
  await server.register(parts.runTask)
  for (const api of apis(parts.downloadPath))
    await server.register(async (scope) => {
      parseEverythingAsJson(scope)
      scope.setErrorHandler(errorHandler(api.errors))
      bindOperations(scope, api, { ...binding, originOf })
    })
  return server
}

/** Before Fastify would read their bodies: what nobody is asked for is not worth one. */
function answerUnknownRoutes(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.is404) handleNotFound(request, reply)
    else done()
  })
}

/** A client that has its answer must not hold up the end by keeping its connection for the next request. */
function closeConnectionsAtTheEnd(server: FastifyInstance): void {
  let isEnding = false
  server.addHook('preClose', (done) => {
    isEnding = true
    done()
  })
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isEnding) void reply.header('connection', 'close')
    done(null, payload)
  })
}

/** As grpc-gateway does: curl users send JSON under any content type, and some clients send an empty body under JSON. */
function parseEverythingAsJson(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'ignore')
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    if (bytes.length === 0) done(null, undefined)
    else if (!isUtf8(bytes)) done(invalidArgument('body', 'must be UTF-8'))
    else void parse(request, bytes.toString(), done)
  })
}
