import type { OperationEntry } from '../../contract/operation.ts'
import type { Permission } from '../../domain/authorize.ts'
import type { ErrorSpelling } from '../error-handler.ts'
import type { Routed } from '../kept/kept-answers.ts'
import type { MessageSchemas } from '../wire/read-message.ts'
import type { AnyHandler } from './handler.ts'

/** An API of the contract, by the names of its operations. */
export interface Api<Operation extends string = string> {
  /** As people say it: `packer 2023-01-01`. */
  readonly name: string
  readonly operations: Readonly<Record<string, OperationEntry>>
  readonly bodySchemas: MessageSchemas
  /** By operationId; an operation without one answers that it is not served. */
  readonly handlers: Readonly<Record<string, AnyHandler>>
  readonly errors: ErrorSpelling
  /** Operations that have a body and only read. */
  readonly searches: readonly Operation[]
  /** Bytes, for operations whose bodies are larger than others. */
  readonly bodyLimits: Readonly<Partial<Record<Operation, number>>>
  /** Operations that clients repeat: what their answers show of which bucket, by the name of its parameter. */
  readonly repeated: Readonly<Partial<Record<Operation, Repeated>>>
  /** Operations by which people change what is theirs alone: for whoever may see the project. */
  readonly ofOneself: readonly Operation[]
  /** Operations by which a client gets its token, and so cannot send one: nobody asks for them, who may do nothing. */
  readonly withoutToken: readonly Operation[]
  /** What operations take that change something, as far as that is to be told before their bodies are read. */
  readonly changes: Readonly<Record<string, Permission>>
}

export interface Repeated {
  readonly what: Routed['what']
  readonly bucket: string
}
