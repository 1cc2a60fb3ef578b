// Every field of every served body, with values that are invalid there. They are generated from the contract, so that new fields are
// covered as well.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unimplemented } from '../../src/http/packer/v2023/unimplemented.ts'
import { operationsWithBody, wrongBodiesOf } from '../support/contract-bodies.ts'
import { databases } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { acceptableBodies, furnish } from '../support/furnished.ts'
import { inParallel } from '../support/in-parallel.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const unserved = new Set<string>(unimplemented)
const served = operationsWithBody.filter((name) => !unserved.has(name))

for (const database of databases())
  describe(`wrong values in bodies, on ${database.name}`, () => {
    let registry: TestRegistry
    let dumper: Dumper
    let params: Readonly<Record<string, string>>
    before(async () => {
      registry = await startRegistry(database)
      dumper = await openDumper(registry.location)
      params = await furnish(registry.admin)
    })
    after(async () => {
      await dumper.close()
      await registry.close()
    })

    for (const operation of served)
      test(`${operation} refuses each with 400 and code 3, by the name of the field, and leaves no trace`, async () => {
        const before = await dumper.dump()
        const wrong = wrongBodiesOf(operation)
        assert.ok(wrong.length > 0)
        await inParallel(8, wrong, async ({ field, body }) => {
          // The rest of the body is valid, so that nothing else can be the reason.
          const isPart = typeof body === 'object' && body !== null && !Array.isArray(body)
          const whole = isPart ? { ...acceptableBodies[operation], ...body } : body
          const answer = await registry.admin.call(operation, { params, body: whole })
          const message = assertRefused(answer, 3)
          assert.ok(message.startsWith(`${field}: `), `${JSON.stringify(body)}: ${message}`)
        })
        assert.deepEqual(await dumper.dump(), before)
      })
  })
