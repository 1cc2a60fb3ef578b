import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type JsonLimits, jsonShape } from '../../../src/http/gate/json-shape.ts'

const roomy: JsonLimits = { levels: 1000, names: 1000, values: 1000 }

/** The complaint about the text when it arrives in pieces of this many bytes. */
function complaint(text: string, limits: Partial<JsonLimits>, piece: number): string | null {
  const shape = jsonShape({ ...roomy, ...limits })
  const bytes = Buffer.from(text)
  try {
    for (let start = 0; start < bytes.length; start += piece) shape.follow(bytes.subarray(start, start + piece))
    return null
  } catch (error) {
    return (error as Error).message
  }
}

describe('the shape of JSON', () => {
  const cases: readonly (readonly [text: string, limits: Partial<JsonLimits>, expected: string | null])[] = [
    ['[[[]]]', { levels: 3 }, null],
    ['[[[]]]', { levels: 2 }, 'body: must be nested at most 2 levels deep'],
    ['[[],[],[]]', { levels: 2 }, null],
    ['{"a":{"b":[1]}}', { levels: 3 }, null],
    ['{"a":{"b":[1]}}', { levels: 2 }, 'body: must be nested at most 2 levels deep'],
    ['"[[[[{{{{,,,,::::"', { levels: 0, names: 0, values: 1 }, null],
    ['"\\"[[[["', { levels: 0 }, null],
    ['"\\\\"[', { levels: 0 }, 'body: must be nested at most 0 levels deep'],
    ['{"a":1,"b":2}', { names: 2 }, null],
    ['{"a":1,"b":2}', { names: 1 }, 'body: must have at most 1 names in its objects'],
    ['[{"a":1},{"a":1}]', { names: 1 }, 'body: must have at most 1 names in its objects'],
    ['[1,2,3]', { values: 4 }, null],
    ['[1,2,3]', { values: 3 }, 'body: must have at most 3 values in its lists and objects'],
    ['[[],[]]', { values: 3 }, 'body: must have at most 3 values in its lists and objects'],
    ['ü"[", no JSON at all', {}, null],
  ]
  for (const [text, limits, expected] of cases)
    test(`${text} within ${JSON.stringify(limits)} is ${expected === null ? 'let through' : 'refused'}`, () => {
      for (const piece of [1, 2, 3, 1000]) assert.equal(complaint(text, limits, piece), expected)
    })

  test('has the levels and names of the parsed value, and no more values than there are, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }),
        fc.integer({ min: 1, max: 7 }),
        (value, piece) => {
          const text = JSON.stringify(value)
          const { levels, names, values } = measured(value)
          assert.equal(complaint(text, { levels, names, values }, piece), null)
          if (levels > 0) assert.match(complaint(text, { levels: levels - 1 }, piece) ?? '', /nested/)
          if (names > 0) assert.match(complaint(text, { names: names - 1 }, piece) ?? '', /names/)
        },
      ),
      { seed: 20261126 },
    )
  })
})

function measured(value: unknown): JsonLimits {
  if (typeof value !== 'object' || value === null) return { levels: 0, names: 0, values: 1 }
  const members = Object.values(value).map(measured)
  const sum = (pick: (limits: JsonLimits) => number) => members.reduce((total, member) => total + pick(member), 0)
  const own = Array.isArray(value) ? 0 : members.length
  // Counting each opening bracket and each comma gives as many as there are values, and one more for an empty
  // structure.
  return {
    levels: 1 + Math.max(0, ...members.map(({ levels }) => levels)),
    names: own + sum(({ names }) => names),
    values: 2 + sum(({ values }) => values),
  }
}
