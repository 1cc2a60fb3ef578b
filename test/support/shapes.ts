// Responses are compared as a whole. Values that differ between runs are replaced by the name of their shape, so that a
// comparison also asserts that an id is an id and a time is a time.
import assert from 'node:assert/strict'
import type { Answer, Json } from './client.ts'

const shapes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['<ulid>', /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/],
  ['<time>', /^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/],
]

/** The value with every ULID and every time (UTC, milliseconds) in it replaced by `<ulid>` and `<time>`. */
export function shapeOf(value: Json): Json {
  if (typeof value === 'string') return shapes.find(([, pattern]) => pattern.test(value))?.[0] ?? value
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, shapeOf(member)]))
}

/** Asserts that a value inside a response is a list. */
export function listOf(value: Json): Json[] {
  assert.ok(Array.isArray(value), 'not a list')
  return value
}

/** google.rpc.Code to HTTP status, as in grpc-gateway and HCP, for the codes that the registry uses. */
const httpStatus: Readonly<Record<number, number>> = {
  3: 400,
  5: 404,
  6: 409,
  7: 403,
  9: 400,
  10: 409,
  12: 501,
  16: 401,
}

/** The response must be a google.rpc.Status with this code under the matching HTTP status; returns its message. */
export function assertRefused({ status, body }: Answer, code: number): string {
  assert.deepEqual({ status, code: body.code }, { status: httpStatus[code], code }, JSON.stringify(body))
  assert.notEqual(body.message, '')
  // Packer takes the first "code:<number>" of the error's text for the code (internal/hcp/api/errors.go).
  assert.equal(/[Cc]ode"?:([0-9]+)/.exec(JSON.stringify(body))?.[1], String(code))
  return body.message as string
}
