// What the generated tables are made of, and how the messages in them look on each side of the wire.

export type ParameterKind = 'string' | 'integer' | 'boolean' | 'strings'

/** How an operation is asked for. */
export interface CallEntry {
  readonly method: string
  /** As the document has it: `/packer/…/buckets/{bucket_name}`. */
  readonly path: string
  /** The name of the body's message, if the operation takes one. */
  readonly body: string | null
}

/** One line of a generated operation table. */
export interface OperationEntry extends CallEntry {
  /** As the router wants it: `:bucket_name`, dots in names replaced. */
  readonly route: string
  readonly params: readonly string[]
  readonly query: Readonly<Record<string, ParameterKind>>
  /** The path parameter that is a resource name, and the patterns that it may have. */
  readonly resourceName?: { readonly parameter: string; readonly patterns: readonly string[] }
}

/** One member of a generated `Operations` interface. */
export interface OperationTypes {
  readonly params: object
  readonly query: object
  readonly body: unknown
  readonly response: unknown
}

declare const STREAMED: unique symbol

/** What an operation answers that has no end of its own: server-sent events, the data of each such a message. */
export interface EventStream<Message> {
  readonly [STREAMED]: Message
}

/** No list, and no map of strings (labels); google.protobuf.Any, which has an index too, is a message. */
type IsMessage<T> = unknown extends T
  ? false
  : T extends readonly unknown[]
    ? false
    : T extends object
      ? string extends keyof T
        ? T[string & keyof T] extends string
          ? false
          : true
        : true
      : false

/**
 * A message as the server must write it: every field there, so that a forgotten one does not compile. A nested message
 * may be null, a list and a map may not.
 */
export type Outgoing<T> = T extends readonly (infer Item)[]
  ? readonly Outgoing<Item>[]
  : IsMessage<T> extends true
    ? { readonly [Field in keyof T]: Outgoing<T[Field]> | (IsMessage<T[Field]> extends true ? null : never) }
    : T

/** A message as a handler reads it: any field may be absent; null and absent are the same. */
export type Incoming<T> = T extends readonly (infer Item)[]
  ? readonly Incoming<Item>[]
  : IsMessage<T> extends true
    ? { readonly [Field in keyof T]?: Incoming<NonNullable<T[Field]>> }
    : T
