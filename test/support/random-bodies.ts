// Random bodies made from the contract: fields present or absent, of the right type or another, nested and strange.
import fc from 'fast-check'
import { contractDocument, type Schema } from './contract-document.ts'

export interface RandomBody {
  readonly value: unknown
  /** Whether the body violates the contract, so that it must be refused as a whole. */
  readonly isWrong: boolean
}

/** By operationId, for every operation of a document that has a body. */
export function randomBodies(document: string): ReadonlyMap<string, fc.Arbitrary<RandomBody>> {
  const { bodies, resolve } = contractDocument(document)
  return new Map([...bodies].map(([operation, schema]) => [operation, valueOf(schema, resolve)]))
}

type Resolve = (schema: Schema) => Schema

const right = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((value): RandomBody => ({ value, isWrong: false }))
const wrong = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((value): RandomBody => ({ value, isWrong: true }))

// Strings that JSON can express and no text may contain.
const notText = fc.constantFrom('a\0b', '\ud800', 'a\udc00b')
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 50 }),
  fc.constantFrom('open', 'complete', 'x'.repeat(5000)),
)
const scalar = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean())
const mostly = (usual: fc.Arbitrary<RandomBody>, odd: fc.Arbitrary<RandomBody>) =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: odd, weight: 1 })
// Null means absent, except in lists and maps.
const orNull = (arbitrary: fc.Arbitrary<RandomBody>) =>
  fc.oneof({ arbitrary, weight: 8 }, { arbitrary: right(fc.constant(null)), weight: 1 })

function valueOf(given: Schema, resolve: Resolve): fc.Arbitrary<RandomBody> {
  const schema = resolve(given)
  const structures = fc.constantFrom([], {}, [null], { a: 1 })
  if (schema.enum)
    return mostly(right(fc.constantFrom('', ...schema.enum)), wrong(fc.oneof(scalar, structures, fc.constant('NOPE'))))
  if (schema.properties)
    return mostly(objectOf(schema.properties, resolve), wrong(fc.oneof(scalar, text, fc.constant([]))))
  switch (schema.type) {
    case 'string':
      return schema.format === 'date-time'
        ? mostly(right(moment), wrong(fc.oneof(scalar, structures, fc.constantFrom('', 'now', '2026-13-01T00:00:00Z'))))
        : mostly(right(text), wrong(fc.oneof(scalar, structures, notText)))
    case 'integer':
      return mostly(right(fc.integer()), wrong(fc.oneof(fc.constantFrom(1.5, 2 ** 31, 2 ** 60, '1', true), structures)))
    case 'boolean':
      return mostly(right(fc.boolean()), wrong(fc.oneof(fc.constantFrom(0, 1, 'true', ''), structures)))
    case 'array':
      return mostly(listOf(valueOf(schema.items ?? {}, resolve)), wrong(fc.oneof(scalar, text, fc.constant({}))))
    case 'object':
      if (typeof schema.additionalProperties === 'object')
        return mostly(
          mapOf(valueOf(schema.additionalProperties, resolve)),
          wrong(fc.oneof(scalar, text, fc.constant([]))),
        )
      break
    case undefined:
    default:
  }
  return right(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }))
}

const moment = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2400-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

function objectOf(properties: Readonly<Record<string, Schema>>, resolve: Resolve): fc.Arbitrary<RandomBody> {
  const members = Object.entries(properties).map(([name, schema]) => [name, orNull(valueOf(schema, resolve))] as const)
  return fc
    .tuple(fc.record(Object.fromEntries(members), { requiredKeys: [] }), fc.boolean())
    .map(([record, hasUnknown]) => ({
      value: {
        ...Object.fromEntries(Object.entries(record).map(([name, drawn]) => [name, (drawn as RandomBody).value])),
        ...(hasUnknown ? { unheard_of: [{ a: null }] } : {}),
      },
      isWrong: Object.values(record).some((drawn) => (drawn as RandomBody).isWrong),
    }))
}

const listOf = (item: fc.Arbitrary<RandomBody>) =>
  fc.array(mostly(item, wrong(fc.constant(null))), { maxLength: 4 }).map((items) => ({
    value: items.map(({ value }) => value),
    isWrong: items.some(({ isWrong }) => isWrong),
  }))

const mapOf = (item: fc.Arbitrary<RandomBody>) =>
  fc
    .array(fc.tuple(text, mostly(item, wrong(fc.constant(null)))), { maxLength: 4 })
    .map((entries) => new Map(entries.filter(([name]) => name !== '__proto__')))
    .map((entries) => ({
      value: Object.fromEntries([...entries].map(([name, { value }]) => [name, value])),
      isWrong: [...entries.values()].some(({ isWrong }) => isWrong),
    }))
