// The types that the generated tables use, and the types of their messages as the server writes and reads them.

export type ParameterKind = 'string' | 'integer' | 'boolean' | 'strings'

/** How a client calls an operation. */
export interface CallEntry {
  readonly method: string
  /** As the document has it: `/packer/…/buckets/{bucket_name}`. */
  readonly path: string
  /** The name of the body's message, if the operation takes one. */
  readonly body: string | null
}

/** One line of a generated operation table. */
export interface OperationEntry extends CallEntry {
  /** The path in the router's syntax: `:bucket_name`, with dots in names replaced. */
  readonly route: string
  readonly params: readonly string[]
  readonly query: Readonly<Record<string, ParameterKind>>
  /** The path parameter that is a resource name, and the patterns that it may match. */
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

/** A response that does not end by itself: server-sent events, each with one such message as its data. */
export interface EventStream<Message> {
  readonly [STREAMED]: Message
}

/** Lists and maps of strings (labels) are not messages; google.protobuf.Any is one, though it has an index signature too. */
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
 * A message as the server must write it. Every field is required, so that a forgotten one does not compile. A nested message
 * may be null; a list or a map may not.
 */
export type Outgoing<T> = T extends readonly (infer Item)[]
  ? readonly Outgoing<Item>[]
  : IsMessage<T> extends true
    ? { readonly [Field in keyof T]: Outgoing<T[Field]> | (IsMessage<T[Field]> extends true ? null : never) }
    : T

/** A message as a handler reads it: any field may be absent, and null counts as absent. */
export type Incoming<T> = T extends readonly (infer Item)[]
  ? readonly Incoming<Item>[]
  : IsMessage<T> extends true
    ? { readonly [Field in keyof T]?: Incoming<NonNullable<T[Field]>> }
    : T
