// Binds one API of the contract to the router: every operation of its table gets a route that reads the request, calls
// the handler named after it, and answers 200 with a JSON object. No rule of the registry lives here.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OperationEntry } from '../contract/operation.ts'
import type { Actor } from '../domain/principal/principal.ts'
import type { Context } from '../domain/context.ts'
import { unauthenticated } from '../domain/errors.ts'
import type { ErrorSpelling } from './error-handler.ts'
import type { AnyHandler } from './handler.ts'
import { heartbeatsOf } from './heartbeats.ts'
import { permissionGate } from './permission-gate.ts'
import { messageReader, type MessageSchema, type MessageSchemas } from './read-message.ts'
import { paramsReader, queryReader } from './read-parameters.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read, on every route of an API. */
    actor: Actor | null
  }
  interface FastifyContextConfig {
    operation?: string
  }
}

export interface Api {
  readonly operations: Readonly<Record<string, OperationEntry>>
  readonly bodySchemas: MessageSchemas
  /** By operationId; an operation without one answers that it is not served. */
  readonly handlers: Readonly<Record<string, AnyHandler>>
  readonly errors: ErrorSpelling
  /** Operations that have a body and only read. */
  readonly searches: readonly string[]
  /** Bytes, for operations whose bodies are larger than others. */
  readonly bodyLimits: Readonly<Record<string, number>>
}

export interface Binding {
  readonly actorOf: (authorization: string | undefined) => Actor | Promise<Actor>
  readonly contextOf: (actor: Actor) => Context
  readonly originOf: (request: FastifyRequest) => string
}

export function bindOperations(scope: FastifyInstance, api: Api, binding: Binding): void {
  scope.addHook('onRequest', async (request) => {
    const actor = binding.actorOf(request.headers.authorization)
    request.actor = actor instanceof Promise ? await actor : actor
  })
  const bound = new Set<string>()
  for (const [operation, entry] of Object.entries(api.operations)) {
    // Some documents name one path several times, with parameters that differ in name alone.
    const shape = `${entry.method} ${entry.route.replace(/:\w+/g, ':')}`
    if (bound.has(shape)) continue
    bound.add(shape)
    bindOperation(scope, api, binding, operation, entry)
  }
}

function bindOperation(scope: FastifyInstance, api: Api, binding: Binding, operation: string, entry: OperationEntry) {
  const handler = api.handlers[operation]
  const readParams = paramsReader(entry)
  const readQuery = queryReader(entry)
  const readBody = bodyReader(api, entry)
  const bodyLimit = api.bodyLimits[operation]
  const refuse = permissionGate({ operation, entry, isServed: handler !== undefined, searches: api.searches })
  const contextOf = (request: FastifyRequest) => binding.contextOf(request.actor ?? unauthenticatedRoute())
  scope.route({
    method: entry.method,
    url: entry.route,
    config: { operation },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    onRequest: (request, _reply, done) => {
      const params = readParams(request.params as Record<string, unknown>)
      request.params = params
      refuse(params, contextOf(request))
      done()
    },
    handler: async (request) => {
      const query = readQuery(request.query as Record<string, unknown>)
      const body = readBody(request.body)
      const { params } = request
      const read = { params, query, body, origin: binding.originOf(request), heartbeats: heartbeatsOf(request.headers) }
      return handler?.(read as never, contextOf(request))
    },
  })
}

function bodyReader({ bodySchemas }: Api, { body }: OperationEntry): (value: unknown) => unknown {
  if (body === null) return () => undefined
  const schema: MessageSchema | undefined = bodySchemas[body]
  if (!schema) throw new Error(`the contract has no message ${body}`)
  const read = messageReader(bodySchemas, schema)
  return (value) => read(value ?? {}, '')
}

function unauthenticatedRoute(): never {
  throw unauthenticated('send an access token: Authorization: Bearer <token>')
}
