// The HTTP server: one Fastify scope per API, one envelope for errors, one line of log per request. It knows every API
// and no rule of the registry.
import { randomUUID } from 'node:crypto'
import Fastify, { LogController, type FastifyInstance, type FastifyPluginAsync, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import * as iam from '../contract/generated/iam-2019-12-10.ts'
import * as operation from '../contract/generated/operation-2020-05-05.ts'
import * as packer2023 from '../contract/generated/packer-2023-01-01.ts'
import * as resourceManager from '../contract/generated/resource-manager-2019-12-10.ts'
import { type Api, bindOperations, type Binding } from './bind-operations.ts'
import { handleError, handleNotFound } from './error-handler.ts'
import { healthRoutes } from './health.ts'
import { iamHandlers } from './iam/index.ts'
import { operationHandlers } from './operation/index.ts'
import { packer2023BodyLimits, packer2023Handlers } from './packer-2023/index.ts'
import type { DownloadPath } from './packer-2023/sboms.ts'
import { logRequests } from './request-log.ts'
import { resourceManagerHandlers } from './resource-manager/index.ts'

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
  /** Whether the database answers. */
  readonly ping: () => Promise<void>
  readonly tokenEndpoint: FastifyPluginAsync
  readonly sbomDownload: FastifyPluginAsync
}

const BODY_BYTES = 4 * 1024 * 1024
// Longer than any name that is allowed, so that the answer can say what is wrong with it.
const PARAMETER_CHARACTERS = 2000

const apis = (downloadPath: DownloadPath): readonly Api[] => [
  { ...packer2023, handlers: packer2023Handlers(downloadPath), bodyLimits: packer2023BodyLimits },
  { ...resourceManager, handlers: resourceManagerHandlers, bodyLimits: {} },
  { ...iam, handlers: iamHandlers, bodyLimits: {} },
  { ...operation, handlers: operationHandlers, bodyLimits: {} },
]

export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { log, tls, trustedProxies, binding, publicUrl } = parts
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // A client that keeps its connection but sends nothing must not hold up the end.
    forceCloseConnections: 'idle',
    frameworkErrors: handleError,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: PARAMETER_CHARACTERS },
    ...(tls ? { https: { key: tls.key, cert: tls.cert } } : {}),
  }) as unknown as FastifyInstance
  server.decorateRequest('actor', null)
  server.setErrorHandler(handleError)
  server.setNotFoundHandler(handleNotFound)
  logRequests(server)
  const originOf = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`
  await server.register(healthRoutes(parts.ping))
  await server.register(parts.tokenEndpoint)
  await server.register(parts.sbomDownload)
  for (const api of apis(parts.downloadPath))
    await server.register(async (scope) => {
      parseEverythingAsJson(scope)
      bindOperations(scope, api, { ...binding, originOf })
    })
  return server
}

/** As grpc-gateway does: curl users send JSON under any content type, and some clients send an empty body under JSON. */
function parseEverythingAsJson(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'ignore')
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else void parse(request, body as string, done)
  })
}
