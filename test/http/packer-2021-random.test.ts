// Random requests to packer 2021-04-30: never a 5xx, always the envelope, and what violates the contract is refused with 400 and code 3.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Answer, Call, Client } from '../support/client.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { furnishIterations, iterationOperations } from '../support/furnished-iterations.ts'
import { randomBodies } from '../support/random-bodies.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const RUNS = 40
/** The codes that a rule may refuse with; every response other than 200 has one of these. */
const CODES = new Set([3, 5, 6, 9, 10])

for (const database of databases())
  describe(`requests at random of 2021-04-30 on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    let callOf: (operation: string) => Call
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      callOf = await furnishIterations(admin)
    })
    after(() => registry.close())

    /** The client checks every response against the contract, errors included, and `error` against `message`. */
    const call = (operation: string, given: Call): Promise<Answer> =>
      admin.call(`2021-04-30/PackerService_${operation}`, given)
    const assertAnswered = (answer: Answer) => {
      if (answer.status === 200) return
      assert.ok(CODES.has(answer.body.code as number), JSON.stringify(answer.body))
      assertRefused(answer, answer.body.code as number)
    }

    for (const [name, body] of randomBodies('packer-2021-04-30')) {
      const operation = name.replace('PackerService_', '')
      test(`${operation} takes any body`, async () => {
        await fc.assert(
          fc.asyncProperty(body, async ({ value, isWrong }) => {
            const answer = await call(operation, { ...callOf(operation), body: value })
            if (isWrong) assertRefused(answer, 3)
            else assertAnswered(answer)
          }),
          { numRuns: RUNS },
        )
      })
    }

    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.integer().map(String),
      fc.constantFrom('', 'true', 'open', 'complete', 'production', 'a\0b', '../..', '%', 'desc', 'x'.repeat(1500)),
    )

    for (const operation of iterationOperations.filter((name) => !name.startsWith('Delete'))) {
      const { path = '', query = [] } = contractOperations.get(`2021-04-30/PackerService_${operation}`) ?? {}
      if (query.length > 0)
        test(`${operation} takes any query`, async () => {
          const drawn = anyOf(query, texts)
          await fc.assert(
            fc.asyncProperty(drawn, async (values) => {
              assertAnswered(await call(operation, { ...callOf(operation), query: values }))
            }),
            { numRuns: RUNS },
          )
        })
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
      if (names.length > 0)
        test(`${operation} takes any names and ids in its path`, async () => {
          const given = callOf(operation)
          // An empty segment would give another path, and the client resolves dots as path steps.
          const drawn = anyOf(
            names,
            texts.filter((text) => !/^\.*$/.test(text)),
          )
          await fc.assert(
            fc.asyncProperty(drawn, async (values) => {
              assertAnswered(await call(operation, { ...given, params: { ...given.params, ...values } }))
            }),
            { numRuns: RUNS },
          )
        })
    }
  })

/** Values for some of the names. */
const anyOf = (
  names: readonly string[],
  value: fc.Arbitrary<string>,
): fc.Arbitrary<Readonly<Record<string, string>>> =>
  names.length === 0
    ? fc.constant({})
    : fc
        .subarray([...names])
        .chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), value))))
        .map((entries) => Object.fromEntries(entries) as Readonly<Record<string, string>>)
