// The bodies that operations accept, read from the OpenAPI documents themselves: every position in them that takes a
// value of some kind, and values that are invalid there.
import assert from 'node:assert/strict'
import { contractDocument, type Schema } from './contract-document.ts'

export interface WrongBody {
  /** The field that the response must name. */
  readonly field: string
  readonly body: unknown
}

const { bodies, resolve } = contractDocument('packer-2023-01-01')

/** Operations of packer 2023-01-01 with a body. */
export const operationsWithBody: readonly string[] = [...bodies.keys()]

/** The names of the fields of an operation's body. */
export const fieldsOf = (operation: string): readonly string[] => Object.keys(bodies.get(operation)?.properties ?? {})

/** Bodies for the operation that are valid except for one value. */
export const wrongBodiesOf = (operation: string): readonly WrongBody[] =>
  wrongValues(bodies.get(operation) ?? assert.fail(operation), '').map(({ field, value }) => ({
    field: field === '' ? 'body' : field,
    body: value,
  }))

/** Valid in JSON, but refused by every text field: PostgreSQL cannot store NUL, and UTF-8 cannot encode half of a surrogate pair. */
const badTexts = ['a\0b', '\0', '\ud800', 'a\udc00b']
const deep = JSON.parse('[{"a":'.repeat(40) + '1' + '}]'.repeat(40)) as unknown

interface WrongValue {
  readonly field: string
  readonly value: unknown
}

function wrongValues(given: Schema, field: string): readonly WrongValue[] {
  const schema = resolve(given)
  const here = (...values: readonly unknown[]) => values.map((value) => ({ field, value }))
  if (schema.enum)
    return here(
      0,
      1,
      true,
      {},
      [],
      schema.enum,
      'NOPE',
      schema.enum[0]?.toLowerCase(),
      ` ${schema.enum[0] ?? ''}`,
      'toString',
      '__proto__',
      '\0',
    )
  if (schema.properties) {
    const members = Object.entries(schema.properties).flatMap(([name, member]) =>
      wrongValues(member, field === '' ? name : `${field}.${name}`).map((wrong) => ({
        ...wrong,
        value: { [name]: wrong.value },
      })),
    )
    return [...here([], [{}], 'text', '', 0, 1, true, false), ...members]
  }
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time')
        return here(
          '',
          'yesterday',
          '2026-13-01T00:00:00Z',
          '2026-01-01',
          '2026-01-01T00:00:00',
          1767225600,
          true,
          {},
          [],
        )
      if (schema.format === 'byte') return here(0, true, {}, [], ...badTexts, 'not base64!', 'ä', 'YQ==YQ==', ' YQ==')
      return here(0, 1.5, true, false, {}, [], ['text'], ...badTexts)
    case 'integer':
      return here('1', 1.5, 2 ** 60, true, {}, [])
    case 'boolean':
      return here('true', '', 0, 1, {}, [])
    case 'array':
      return [
        ...here({}, 'text', '', 0, true),
        ...wrongValues(schema.items ?? {}, `${field}[1]`).map((wrong) => ({
          ...wrong,
          value: [good(schema.items), wrong.value],
        })),
        { field: `${field}[1]`, value: [good(schema.items), null] },
      ]
    case 'object':
      if (typeof schema.additionalProperties !== 'object') break
      return [
        ...here([], 'text', '', 0, true),
        ...wrongValues(schema.additionalProperties, `${field}.some`).map((wrong) => ({
          ...wrong,
          value: { right: 'x', some: wrong.value },
        })),
        { field: `${field}.some`, value: { some: null } },
        ...badTexts.map((name) => ({ field, value: { [name]: 'x' } })),
      ]
    case undefined:
    default:
  }
  // Any value is allowed here, but not to any depth.
  return here(deep)
}

const good = (schema: Schema | undefined): unknown => (schema && resolve(schema).type === 'string' ? 'x' : {})
