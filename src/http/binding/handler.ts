import type { FastifyBaseLogger } from 'fastify'
import type { EventStream, Incoming, OperationTypes, Outgoing } from '../../contract/operation.ts'
import type { Heartbeats } from '../../domain/catalog/build/build.ts'
import type { Context } from '../../domain/context.ts'
import type { Streamed } from '../wire/json-stream.ts'
import type { EventStreamAnswer } from './event-stream.ts'

/** Who asks, where no token says so. */
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
  /** Whether the client sends any while it builds. */
  readonly heartbeats: () => Heartbeats
  readonly caller: () => Caller
  /** Of the header Last-Event-ID; empty where there is none. */
  readonly lastEventId: () => string
  /** Who asks, found out again, for an answer that takes long. Throws when they are nobody any more. */
  readonly again: () => Promise<Context>
}

/** Wire in, one use case, wire out. */
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

/** Handler and table meet untyped at the router, after the compiler has checked each against the contract. */
export type AnyHandler = (request: never, context: Context) => Promise<unknown>
