// Reads a JSON body as protojson is read: snake_case or camelCase names, null is absent, unknown fields are ignored,
// everything else must have the type that the contract says. A refusal names the field and what is allowed there.
import { invalidArgument, shown } from '../../domain/errors.ts'
import { readTimestamp } from './timestamp.ts'

/** The part of JSON Schema that the contract uses. */
export interface MessageSchema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly items?: MessageSchema
  readonly properties?: Readonly<Record<string, MessageSchema>>
  readonly additionalProperties?: MessageSchema | boolean
}

export type MessageSchemas = Readonly<Record<string, MessageSchema>>

/** Turns a JSON value into the message it stands for; undefined stands for an absent one. */
export type MessageReader = (value: unknown, field: string) => unknown

// Deeper than any build tool nests its metadata, and far from what overflows a stack.
const DEPTH = 64

/** A field's other name, which clients may send as well. */
export const camelCase = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const refused = (field: string, expected: string) =>
  invalidArgument(field === '' ? 'body' : field, `must be ${expected}`)

/** Makes the reader of one message of the contract, once, at start. */
export function messageReader(schemas: MessageSchemas, schema: MessageSchema): MessageReader {
  const read = valueReader(schemas, schema)
  return (value, field) => (value === null || value === undefined ? undefined : read(value, field))
}

function valueReader(schemas: MessageSchemas, schema: MessageSchema): MessageReader {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    const target = schemas[name]
    if (!target) throw new Error(`the contract refers to ${name}, which it does not have`)
    return valueReader(schemas, target)
  }
  if (schema.enum) return enumReader(schema.enum)
  if (schema.properties) return objectReader(schemas, schema.properties)
  switch (schema.type) {
    case 'string':
      return schema.format === 'date-time' ? readTimestamp : readText
    case 'integer':
      return schema.format === 'int32' ? readInt32 : readInteger
    case 'boolean':
      return readBoolean
    case 'array':
      return listReader(messageReader(schemas, schema.items ?? {}))
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? mapReader(messageReader(schemas, schema.additionalProperties))
        : readOpaque
    case undefined:
    default:
      return readOpaque
  }
}

export function readText(value: unknown, field: string): string {
  if (typeof value !== 'string') throw refused(field, 'a string')
  if (!isText(value)) throw refused(field, 'text without NUL and with valid Unicode')
  return value
}

/** JSON can express what PostgreSQL cannot store (NUL) and what UTF-8 cannot encode (half of a surrogate pair). */
const isText = (value: string) => !value.includes('\0') && value.isWellFormed()

function readInteger(value: unknown, field: string): number {
  if (!Number.isSafeInteger(value)) throw refused(field, 'a whole number')
  return value as number
}

/** Databases may be unable to store a larger number, and Go clients cannot have sent one. */
function readInt32(value: unknown, field: string): number {
  if (!Number.isInteger(value) || value !== (value as number) << 0) throw refused(field, 'a whole number of 32 bits')
  return value
}

function readBoolean(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') throw refused(field, 'true or false')
  return value
}

function readOpaque(value: unknown, field: string): unknown {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH) throw refused(field, `nested at most ${DEPTH} levels deep`)
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    )
  }
  return value
}

function enumReader(allowed: readonly string[]): MessageReader {
  return (value, field) => {
    if (value === '') return undefined
    if (typeof value !== 'string' || !allowed.includes(value)) throw refused(field, `one of ${allowed.join(', ')}`)
    return value
  }
}

function listReader(read: MessageReader): MessageReader {
  return (value, field) => {
    if (!Array.isArray(value)) throw refused(field, 'a list')
    return value.map((item, index) => {
      const place = `${field}[${index}]`
      return read(item, place) ?? missing(place)
    })
  }
}

function missing(field: string): never {
  throw refused(field, 'present, not null')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function mapReader(read: MessageReader): MessageReader {
  return (value, field) => {
    if (!isObject(value)) throw refused(field, 'an object')
    const entries = Object.entries(value).map(([name, item]) => {
      if (!isText(name)) throw refused(field, 'an object whose names have no NUL and are valid Unicode')
      const place = `${field}.${shown(name)}`
      return [name, read(item, place) ?? missing(place)]
    })
    return Object.fromEntries(entries) as unknown
  }
}

function objectReader(schemas: MessageSchemas, properties: Readonly<Record<string, MessageSchema>>): MessageReader {
  const fields = Object.entries(properties).map(([name, schema]) => ({
    name,
    alias: camelCase(name),
    read: messageReader(schemas, schema),
  }))
  return (value, path) => {
    if (!isObject(value)) throw refused(path, 'an object')
    const message: Record<string, unknown> = {}
    for (const { name, alias, read } of fields) {
      const sent = Object.hasOwn(value, name) ? value[name] : Object.hasOwn(value, alias) ? value[alias] : undefined
      const result = read(sent, path === '' ? name : `${path}.${name}`)
      if (result !== undefined) message[name] = result
    }
    return message
  }
}
