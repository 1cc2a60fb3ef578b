// Runs go-sdk/, which calls everything that is served with the generated clients of hcp-sdk-go.
import assert from 'node:assert/strict'
import { lookup } from 'node:dns'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { outboundClient } from '../../src/machine/outbound/outbound-client.ts'
import { noteAnswered } from '../support/answered-operations.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { joined, programToken } from '../support/people.ts'
import { startRegistry } from '../support/registry.ts'
import { tokenIssuer } from '../support/token-issuer.ts'
import { unserved } from '../support/served-operations.ts'
import { startFence } from './fence.ts'
import { buildGo, hasGo } from './go-program.ts'
import { registryEnvironment } from './registry-environment.ts'
import { workspaces } from './stock-client.ts'

const skip = hasGo ? false : 'there is no go on the PATH: the clients of hcp-sdk-go were not run'

/** The format of Go's test programs: `--- PASS: TestWalk/Operation/what it shows`. */
const RESULT = /^ *--- (?<result>\w+): TestWalk\/(?<operation>\w+)/gm

// The older Packer APIs have clients of their own, the Packer and Terraform releases of their time. hcp-sdk-go lacks our own operations.
const served = [...contractOperations]
  .filter(([name, { path }]) => !unserved.includes(name) && !/^\/(?:packer\/202[12]|assay\/)/.test(path))
  .map(([name]) => name)

describe('the generated clients of hcp-sdk-go', { skip }, () => {
  let directory: string
  let walk: string
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assay-walk-'))
    walk = join(directory, 'walk')
    await buildGo('go-sdk', 'test', walk)
  })
  after(() => rm(directory, { recursive: true, force: true }))

  for (const database of databases())
    test(`walk every served operation, and are told of the others, on ${database.name}`, async (t) => {
      const issuer = await tokenIssuer(t)
      const ask = outboundClient({ allowed: ['localhost'], authorities: [issuer.authority], lookup })
      const registry = await startRegistry(database, { ask })
      t.after(() => registry.close())
      const fence = await startFence()
      t.after(() => fence.close())
      const person = await joined(registry, 'admin')
      await joined(registry, 'viewer')
      const words = {
        WALK_PERSON_TOKEN: await programToken(registry, person),
        WALK_ISSUER: issuer.url,
        WALK_ISSUER_TOKEN: await issuer.sign({ aud: 'walk', sub: 'job' }),
      }
      const places = await workspaces({ ...registryEnvironment(registry), ...fence.environment, ...words })
      t.after(() => places.remove())

      const { exitCode, output } = await (await places.create({})).run([walk, '-test.v'])
      const results = Map.groupBy(output.matchAll(RESULT), ({ groups }) => groups?.['operation'] ?? '')
      const tests = ['Token', ...served, 'Unserved'].map((operation) =>
        t.test(operation, () => {
          const steps = results.get(operation) ?? assert.fail(`the walk did not come to ${operation}:\n${output}`)
          assert.ok(
            steps.every(({ groups }) => groups?.['result'] === 'PASS'),
            output,
          )
          if (served.includes(operation)) noteAnswered(operation)
        }),
      )
      await Promise.all(tests)
      assert.equal(exitCode, 0, output)
      assert.deepEqual(fence.attempts, [])
    })
})
