// Binds one API of the contract to the router: every operation of its table gets a route that reads the request, calls
// the handler named after it, and answers 200 with a JSON object. No rule of the registry lives here.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Credential } from '../../auth/authenticate.ts'
import type { OperationEntry } from '../../contract/operation.ts'
import type { Asked, Context } from '../../domain/context.ts'
import type { Place } from '../../domain/location.ts'
import type { ActorInPlace } from '../../domain/organization/actor-in-place.ts'
import type { Actor } from '../../domain/principal/principal.ts'
import { handleNotFound } from '../error-handler.ts'
import type { BodyBudget } from '../gate/body-budget.ts'
import { USUAL_BODY_BYTES } from '../gate/read-body.ts'
import type { KeptAnswers, Routed } from '../kept/kept-answers.ts'
import { askedOf } from '../wire/asked.ts'
import { credentialOf } from '../wire/credential.ts'
import { ownOrigins, requireOwnPage } from '../wire/own-page.ts'
import { messageReader, type MessageSchema } from '../wire/read-message.ts'
import { paramsReader, queryReader } from '../wire/read-parameters.ts'
import { sendMessage } from '../wire/send-message.ts'
import type { Api, Repeated } from './api.ts'
import { EventStreamAnswer, sendEventStream } from './event-stream.ts'
import type { AnyHandler } from './handler.ts'
import { heartbeatsOf } from './heartbeats.ts'
import { permissionGate, placeIn, slashedNameGate, unknownNameGate, unknownPlace } from './permission-gate.ts'
import { type Match, type Params, type Route, routesOf } from './routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route of an API, before the body is read: first the operation that was matched, then the caller. */
    match: Match | null
    actor: Actor | null
  }
}

export interface Binding {
  readonly actorOf: (credential: Credential) => Actor | Promise<Actor>
  readonly actorIn: ActorInPlace
  readonly contextOf: (actor: Actor, asked: Asked) => Context
  readonly originOf: (request: FastifyRequest) => string
  /** The memory budget for large responses while clients read them. */
  readonly answers: BodyBudget
  readonly keeping: KeptAnswers['keeping']
}

export function bindOperations(scope: FastifyInstance, api: Api, binding: Binding): void {
  const unknown = Object.keys(api.handlers).find((operation) => !Object.hasOwn(api.operations, operation))
  if (unknown !== undefined) throw new Error(`${unknown} cannot be reached: ${api.name} has no such operation`)
  const bound = new Map(
    Object.entries(api.operations).map(([operation, entry]) => [operation, boundOperation(api, operation, entry)]),
  )
  for (const route of routesOf(api.operations)) bindRoute(scope, route, binding, bound)
}

/** What a handler needs besides the request itself. */
interface Around {
  readonly origin: string
  /** Authenticates the caller again. */
  readonly again: () => Promise<Context>
}

/** How to answer a request, once its operation is known. */
interface BoundOperation {
  readonly actorOf: (request: FastifyRequest, binding: Binding) => Actor | Promise<Actor>
  readonly readParams: (params: Params) => Params
  /** The project that the parameters name; undefined when they name none. */
  readonly placeOf: (params: Params) => Place | undefined
  /** Runs before the body is read; throws when the path parameters alone suffice to refuse the request. */
  readonly admit: (params: Params, context: Context) => void
  /** The size limit of the body in bytes; 0 when the contract has no body. */
  readonly bodyBytes: number
  readonly answer: (request: FastifyRequest, context: Context, around: Around) => Promise<unknown>
  /** Null when the operation's responses are not worth caching. */
  readonly routed: ((request: FastifyRequest, actor: Actor) => Routed) | null
}

/** The actor for operations that take no token. It may do nothing. */
const nobody: Actor = { type: 'service', id: '', name: 'nobody', roles: [] }

function bindRoute(
  scope: FastifyInstance,
  route: Route,
  binding: Binding,
  bound: ReadonlyMap<string, BoundOperation>,
): void {
  const boundTo = ({ operation, isSlashed }: Match) =>
    (operation === null ? undefined : bound.get(operation)) ?? (isSlashed === true ? slashedName : unknownName)
  const inPlace = (actor: Actor, place: Place | undefined) =>
    place === undefined ? actor : binding.actorIn(actor, place)
  scope.route({
    method: route.method,
    url: route.url,
    onRequest: async (request, reply) => {
      const match = route.find(request.params as Params)
      if (match === undefined) {
        handleNotFound(request, reply)
        return reply
      }
      request.match = match
      const { actorOf, readParams, placeOf, admit, bodyBytes } = boundTo(match)
      const actor = await actorOf(request, binding)
      const params = readParams(match.params)
      request.actor = await inPlace(actor, placeOf(params))
      request.params = params
      admit(params, binding.contextOf(request.actor, askedOf(request)))
      request.bodyWanted = { by: match.operation ?? '', bytes: bodyBytes }
    },
    handler: async (request, reply) => {
      const { match, actor: heard } = request
      if (match === null || heard === null) throw new Error('a route of an API was reached without its onRequest')
      const { actorOf, placeOf, bodyBytes, answer, routed } = boundTo(match)
      // A body may take minutes to arrive. By then its sender may have lost a role, or the credential may be invalid.
      const actorNow = async () => inPlace(await actorOf(request, binding), placeOf(request.params as Params))
      const again = async () => binding.contextOf(await actorNow(), askedOf(request))
      const actor = bodyBytes === 0 ? heard : await actorNow()
      const keep = routed && (await binding.keeping(routed(request, actor)))
      const around = { origin: binding.originOf(request), again }
      const message = await answer(request, binding.contextOf(actor, askedOf(request)), around)
      if (message instanceof EventStreamAnswer) return sendEventStream(reply, message)
      return sendMessage(reply, message, { room: binding.answers, keep })
    },
  })
}

/** Authenticates the caller. A session is accepted only for requests that can have come from one of our own pages. */
function authenticate(request: FastifyRequest, binding: Binding): Actor | Promise<Actor> {
  const credential = credentialOf(request.headers)
  if (credential.kind === 'session')
    requireOwnPage(request.method, request.headers, ownOrigins(request, binding.originOf(request)))
  return binding.actorOf(credential)
}

function boundOperation(api: Api, operation: string, entry: OperationEntry): BoundOperation {
  const handler = api.handlers[operation]
  const isOpen = api.withoutToken.includes(operation)
  return {
    actorOf: isOpen ? () => nobody : authenticate,
    readParams: paramsReader(entry),
    placeOf: isOpen ? () => undefined : placeIn(entry),
    admit: isOpen ? () => undefined : permissionGate(api, operation, entry),
    bodyBytes: entry.body === null ? 0 : (api.bodyLimits[operation] ?? USUAL_BODY_BYTES),
    answer: handler ? answerOf(handler, api, entry) : neverAdmitted,
    routed: routedTo(operation, entry, api.repeated[operation]),
  }
}

function routedTo(operation: string, entry: OperationEntry, repeated: Repeated | undefined): BoundOperation['routed'] {
  if (repeated === undefined) return null
  const { what, bucket } = repeated
  const placeOf = placeIn(entry)
  return ({ params, headers, originalUrl: address }, actor) => {
    const isConditional = headers['if-none-match'] !== undefined
    const { [bucket]: bucketName = '' } = params as Params
    const { projectId = '' } = placeOf(params as Params) ?? {}
    return { operation, actor, address, isConditional, what, projectId, bucketName }
  }
}

function answerOf(handler: AnyHandler, api: Api, entry: OperationEntry): BoundOperation['answer'] {
  const readQuery = queryReader(entry)
  const readBody = bodyReader(api, entry)
  return async (request, context, { origin, again }) => {
    const { params, headers, id: requestId, log } = request
    const query = readQuery(request.query as Record<string, unknown>)
    const body = readBody(request.body)
    const heartbeats = () => heartbeatsOf(headers)
    const caller = () => ({ address: request.ip, requestId, log })
    const lastEventId = () => String(headers['last-event-id'] ?? '')
    return handler({ params, query, body, origin, heartbeats, caller, lastEventId, again } as never, context)
  }
}

const neverAdmitted: BoundOperation['answer'] = () =>
  Promise.reject(new Error('what nobody serves was admitted by its gate'))

const unknownName: BoundOperation = {
  actorOf: authenticate,
  readParams: (params) => params,
  placeOf: unknownPlace,
  admit: unknownNameGate,
  bodyBytes: 0,
  answer: neverAdmitted,
  routed: null,
}

const slashedName: BoundOperation = { ...unknownName, admit: slashedNameGate }

function bodyReader({ bodySchemas }: Api, { body }: OperationEntry): (value: unknown) => unknown {
  if (body === null) return () => undefined
  const schema: MessageSchema | undefined = bodySchemas[body]
  if (!schema) throw new Error(`the contract has no message ${body}`)
  const read = messageReader(bodySchemas, schema)
  return (value) => read(value ?? {}, '')
}
