import type { OperationEntry } from '../../contract/operation.ts'
import type { Permission } from '../../domain/authorize.ts'
import type { ErrorSpelling } from '../error-handler.ts'
import type { Routed } from '../kept/kept-answers.ts'
import type { MessageSchemas } from '../wire/read-message.ts'
import type { AnyHandler } from './handler.ts'

/** An API of the contract, by the names of its operations. */
export interface Api<Operation extends string = string> {
  /** The name for people to read, such as `packer 2023-01-01`. */
  readonly name: string
  readonly operations: Readonly<Record<string, OperationEntry>>
  readonly bodySchemas: MessageSchemas
  /** By operationId. An operation without a handler answers that it is not implemented. */
  readonly handlers: Readonly<Record<string, AnyHandler>>
  readonly errors: ErrorSpelling
  /** Operations that take a body but only read. */
  readonly searches: readonly Operation[]
  /** Body limits in bytes, for operations that need more than the usual limit. */
  readonly bodyLimits: Readonly<Partial<Record<Operation, number>>>
  /** Operations that clients repeat, whose responses are cached: what they show, and which parameter names the bucket. */
  readonly repeated: Readonly<Partial<Record<Operation, Repeated>>>
  /** Operations by which users change only their own data: every caller who may see the project may call them. */
  readonly ofOneself: readonly Operation[]
  /** Operations by which a client gets its token, and so cannot send one. They run as an actor who may do nothing. */
  readonly withoutToken: readonly Operation[]
  /** The permission that an operation needs to change something, so that a refusal before its body is read can name it. */
  readonly changes: Readonly<Record<string, Permission>>
}

export interface Repeated {
  readonly what: Routed['what']
  readonly bucket: string
}
