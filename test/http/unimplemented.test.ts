// What is not served says so in words that clients understand, and so does what nobody serves.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unimplemented } from '../../src/http/packer-2023/unimplemented.ts'
import type { Client } from '../support/client.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { type TestRegistry, startRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const served = new Set([
  'OrganizationService_List',
  'OrganizationService_Get',
  'ProjectService_List',
  'ProjectService_Get',
  'IamService_GetCallerIdentity',
  'OperationService_Get',
  'OperationService_List',
  'OperationService_Wait',
])

/** Where an operation is, every parameter being `some-name`. */
const addressOf = (operation: string) => {
  const { method, path } = contractOperations.get(operation) ?? assert.fail(`the contract has no ${operation}`)
  return { method, path: path.replace(/\{[^}]+\}/g, 'some-name') }
}

const parametersOf = (operation: string): Record<string, string> => {
  const { path } = contractOperations.get(operation) ?? assert.fail(`the contract has no ${operation}`)
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  return Object.fromEntries(names.filter((name) => !name.startsWith('location.')).map((name) => [name, 'some-name']))
}

for (const database of databases())
  describe(`what is not served, on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const packerNames = [...contractOperations.keys()].filter((name) => name.startsWith('PackerService_'))
    const others = [...contractOperations.keys()].filter((name) => !/PackerService_/.test(name) && !served.has(name))

    for (const operation of unimplemented)
      test(`${operation} answers 501 with code 12 and names itself`, async () => {
        const message = assertRefused(await admin.call(operation, { params: parametersOf(operation) }), 12)
        assert.equal(message, `${operation} is not served by this version of Assay`)
      })

    test('every other operation of the Packer API is served', async () => {
      const left = new Set<string>(unimplemented)
      for (const operation of packerNames.filter((name) => !left.has(name))) {
        // In the project of somebody else: permission is refused before anything happens, or already the body.
        const params = { ...parametersOf(operation), 'location.project_id': 'another' }
        const { code } = (await admin.call(operation, { params })).body
        assert.ok(code === 3 || code === 7, `${operation} answered with code ${String(code)}`)
      }
    })

    test('operations of the other APIs that are not served answer 501 with code 12', async () => {
      for (const operation of others) assertRefused(await admin.send(addressOf(operation)), 12)
    })

    test('an unserved operation tells nobody without a token that it is unserved', async () => {
      const operation = unimplemented[0]
      assertRefused(await registry.anonymous.call(operation, { params: parametersOf(operation) }), 16)
    })

    const base = () => `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
    const unknown: readonly (readonly [method: string, path: () => string])[] = [
      ['GET', () => '/'],
      ['GET', () => '/packer/2023-01-01'],
      ['GET', () => `${base()}/nonsense`],
      ['GET', () => `${base()}/buckets/a/b/c`],
      ['POST', () => `${base()}/buckets`],
      ['DELETE', () => `${base()}/buckets`],
      ['GET', () => base().replace('2023-01-01', '2099-01-01') + '/registry'],
      ['GET', () => '/oauth2/token'],
    ]
    for (const [method, path] of unknown)
      test(`${method} ${path.toString().replace(/^\(\) => /, '')} is 404 with the envelope of errors`, async () => {
        const { status, headers, body } = await admin.send({ method, path: `${path()}?token=secret` })
        assert.equal(status, 404)
        assert.match(String(headers['content-type']), /^application\/json/)
        assert.deepEqual(body, { code: 5, details: [], message: `there is no ${method} ${path()}` })
      })
  })
