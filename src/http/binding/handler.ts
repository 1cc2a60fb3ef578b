import type { FastifyBaseLogger } from 'fastify'
import type { EventStream, Incoming, OperationTypes, Outgoing } from '../../contract/operation.ts'
import type { Heartbeats } from '../../domain/catalog/build/build.ts'
import type { Context } from '../../domain/context.ts'
import type { Streamed } from '../wire/json-stream.ts'
import type { EventStreamAnswer } from './event-stream.ts'

/** The sender of a request, for operations that take no token. */
export interface Caller {
  readonly address: string
  readonly requestId: string
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

export interface Request<Operation extends OperationTypes> {
  readonly params: Operation['params']
  readonly query: Operation['query']
  readonly body: Incoming<Operation['body']>
  /** `https://host:port` as the client reached the server, or as it is configured. */
  readonly origin: string
  /** Whether the client sends heartbeats while it builds. */
  readonly heartbeats: () => Heartbeats
  readonly caller: () => Caller
  /** The header Last-Event-ID; empty when there is none. */
  readonly lastEventId: () => string
  /** Authenticates the caller again, for responses that take long. Throws when the credential is no longer valid. */
  readonly again: () => Promise<Context>
}

/** Reads a message, calls one use case, and returns a message. */
export type Handler<Operation extends OperationTypes> = (
  request: Request<Operation>,
  context: Context,
) => Promise<
  Operation['response'] extends EventStream<unknown> ? EventStreamAnswer : Streamed<Outgoing<Operation['response']>>
>

/** The handlers of some operations of an API; `satisfies Handlers<…>` makes a missing or misspelt one an error. */
export type Handlers<Operations, Names extends keyof Operations> = {
  readonly [Name in Names]: Operations[Name] extends OperationTypes ? Handler<Operations[Name]> : never
}

/** The router pairs handlers with operations untyped; the compiler has checked each of them against the contract before. */
export type AnyHandler = (request: never, context: Context) => Promise<unknown>
