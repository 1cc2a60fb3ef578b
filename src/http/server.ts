// The HTTP server: one Fastify scope per API, one envelope for errors, one line of log per request. It knows every API
// and no rule of the registry.
import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import Fastify, { LogController, type FastifyInstance, type FastifyPluginAsync, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Refusals } from '../auth/refusals.ts'
import { invalidArgument, shown } from '../domain/errors.ts'
import type { EverySecond } from '../machine/every-second.ts'
import { type ApiParts, apis } from './apis.ts'
import { type Binding, bindOperations } from './binding/bind-operations.ts'
import { LONGEST_PARAMETER } from './binding/routes.ts'
import { errorHandler, handleError, handleNotFound, type NoteRefusal } from './error-handler.ts'
import type { BodyBudget } from './gate/body-budget.ts'
import type { ConnectionLimits } from './gate/connections.ts'
import { createGate, type Gate } from './gate/gate.ts'
import { readBodies, USUAL_BODY_BYTES } from './gate/read-body.ts'
import { serverIsStopping } from './gate/request-refusal.ts'
import { type HealthCheck, healthRoutes } from './health.ts'
import { type KeptAnswers, keptAnswers, type KeptAnswersParts } from './kept/kept-answers.ts'
import { pages } from './pages/pages.ts'
import type { PagesParts } from './pages/visit.ts'
import { webPages } from './pages/web-pages.ts'
import { type Live, liveStreams } from './platform/assay/live/live.ts'
import { logRequests } from './request-log.ts'
import { askedOf } from './wire/asked.ts'
import { readTarget } from './wire/request-target.ts'

export interface ServerParts {
  readonly log: Logger
  /** Certificate and key in PEM; null serves plain HTTP. */
  readonly tls: { readonly key: string; readonly cert: string } | null
  readonly connections: ConnectionLimits
  readonly everySecond: EverySecond
  /** Addresses whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[]
  /** How clients reach the server, where that is not what their requests say. */
  readonly publicUrl: string | null
  readonly binding: Omit<Binding, 'originOf' | 'answers' | 'keeping'>
  /** Records the refusals of authenticated callers. Closed with the server. */
  readonly refusals: Refusals
  readonly kept: Pick<KeptAnswersParts, 'clock' | 'footingOf'>
  readonly apis: Omit<ApiParts, 'live'>
  readonly healthChecks: readonly HealthCheck[]
  readonly tokenEndpoint: FastifyPluginAsync
  readonly sbomDownload: (room: BodyBudget) => FastifyPluginAsync
  readonly runTask: FastifyPluginAsync
  readonly unsubscribe: FastifyPluginAsync
  readonly pages: PagesParts
  /** The folder of the built web pages; null when they have not been built. */
  readonly webPages: string | null
}

/** http/wire reads and writes the contract's messages, so Fastify's validator and serializer are not even loaded. */
const noSchemas = () => {
  throw new Error('a route has a schema')
}

/** A body of this size takes some milliseconds to parse. */
const LONG_BYTES = 1024 * 1024

export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { log, tls, trustedProxies, binding, publicUrl } = parts
  const gate = createGate(parts)
  const kept = keptAnswers({ ...parts.kept, log, actorOf: binding.actorOf })
  const live = liveStreams({ everySecond: parts.everySecond, log, connections: parts.connections.inAll })
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: USUAL_BODY_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // A client that keeps its connection but sends nothing must not delay the shutdown.
    forceCloseConnections: 'idle',
    frameworkErrors: handleError,
    serverFactory: (router) => gate.serverFor(kept.inFrontOf(router)),
    clientErrorHandler: gate.refuseBroken,
    return503OnClosing: false,
    exposeHeadRoutes: false,
    rewriteUrl: ({ url = '/' }) => readTarget(url),
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    ...(tls ? { https: {} } : {}),
  }) as unknown as FastifyInstance
  server.decorateRequest('match', null)
  server.decorateRequest('actor', null)
  server.setErrorHandler(handleError)
  server.setNotFoundHandler(handleNotFound)
  logRequests(server)
  endConnectionsAtTheEnd(server, { gate, kept, live })
  answerUnknownRoutes(server)
  readBodies(server, gate)
  server.addHook('onClose', () => parts.refusals.close())
  const noteRefusal = noteIn(parts.refusals)
  const originOf = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`
  await server.register(healthRoutes(parts.healthChecks))
  await server.register(parts.tokenEndpoint)
  await server.register(parts.sbomDownload(gate.answers))
  await server.register(parts.runTask)
  await server.register(parts.unsubscribe)
  await server.register(pages(parts.pages, originOf))
  await server.register(webPages(parts.webPages))
  for (const api of apis({ ...parts.apis, live }))
    await server.register(async (scope) => {
      parseEverythingAsJson(scope)
      scope.setErrorHandler(errorHandler(api.errors, noteRefusal))
      bindOperations(scope, api, { ...binding, originOf, answers: gate.answers, keeping: kept.keeping })
    })
  return server
}

/** Makes the function that records, for the audit log, that an authenticated caller lacked a permission. */
const noteIn =
  ({ note }: Refusals): NoteRefusal =>
  ({ denied, message: error }, request) => {
    const { actor, match } = request
    if (actor === null || actor.id === '') return
    // A caller who may change nothing at all is refused before the bucket is known, so its name is taken from the path.
    const { bucket_name: name, bucket_slug: bucketName = name } = request.params as Readonly<Record<string, string>>
    const resource = bucketName === undefined ? {} : { bucketName: shown(bucketName) }
    note({
      ...denied,
      resource: { ...resource, ...denied.resource },
      actor,
      asked: askedOf(request),
      operation: match?.operation ?? '',
      error,
    })
  }

/** Answers requests for unknown routes before Fastify would read their bodies. */
function answerUnknownRoutes(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.is404) handleNotFound(request, reply)
    else done()
  })
}

/** During the shutdown no request is begun, and a client that has its response cannot delay it by keeping its connection. */
function endConnectionsAtTheEnd(
  server: FastifyInstance,
  { gate, kept, live }: { readonly gate: Gate; readonly kept: KeptAnswers; readonly live: Live },
): void {
  let isEnding = false
  server.addHook('preClose', (done) => {
    isEnding = true
    kept.close()
    live.close()
    gate.letGo()
    done()
  })
  server.addHook('onClose', (_server, done) => {
    gate.close()
    done()
  })
  server.addHook('onRequest', (_request, _reply, done) => {
    done(isEnding ? serverIsStopping() : undefined)
  })
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isEnding) void reply.header('connection', 'close')
    done(null, payload)
  })
}

/** As grpc-gateway does: curl users send JSON with any content type, and some clients send an empty body labelled as JSON. */
function parseEverythingAsJson(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'ignore')
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (request, _payload, done) => {
    const { bytes } = request
    request.bytes = null
    if (bytes === null || bytes.length === 0) done(null, undefined)
    else if (!isUtf8(bytes)) done(invalidArgument('body', 'must be UTF-8'))
    else if (bytes.length < LONG_BYTES) void parse(request, bytes.toString(), done)
    else
      void parse(request, bytes.toString(), (error, value) => {
        // Lets other requests have a turn between the parsing and the reading of a long body.
        setImmediate(done, error, value)
      })
  })
}
