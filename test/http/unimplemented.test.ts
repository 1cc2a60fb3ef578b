// Operations that are not served say so in a form that clients understand, however its address is spelled, and so do
// addresses of no operation.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, Client } from '../support/client.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { inParallel } from '../support/in-parallel.ts'
import { exchange } from '../support/raw-socket.ts'
import { accessToken, startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'
import { pathsOf, spellingNames } from '../support/spellings.ts'
import { unserved as unimplemented } from '../support/served-operations.ts'

const someSpellings = ['as the SDK encodes them', 'raw', 'with every slash doubled']
const methodOf = (operation: string) => contractOperations.get(operation)?.method ?? assert.fail(operation)
const refusal = (operation: string) => `${operation} is not served by this version of Assay`

for (const database of databases())
  describe(`what is not served, on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    interface Asked {
      readonly operation: string
      readonly path: string
      readonly answer: Answer
    }
    /** Calls everything that is not served, and checks every response against the contract. */
    const askAll = async (client: Client, spelling: string, place: { organizationId: string; projectId: string }) => {
      const asked = unimplemented.flatMap((operation) =>
        pathsOf(operation, spelling, place).map((path) => ({ operation, path })),
      )
      const answers: Asked[] = []
      await inParallel(8, asked, async ({ operation, path }) => {
        const answer = await client.send({ method: methodOf(operation), path })
        assert.match(String(answer.headers['content-type']), /^application\/json/)
        assert.deepEqual(contractOperations.get(operation)?.check(answer.status, answer.body), [], path)
        answers.push({ operation, path, answer })
      })
      return answers
    }

    test('is part of the log service, and more than fifty operations in all', () => {
      const services = new Set(unimplemented.map((operation) => operation.replace(/_.*/, '')))
      for (const service of ['LogService', 'GroupsService', 'ResourceService'])
        assert.ok(services.has(service), service)
      assert.ok(unimplemented.length > 50)
    })

    for (const spelling of spellingNames)
      test(`answers 501 with code 12 and names itself, its address ${spelling}`, async () => {
        for (const { operation, path, answer } of await askAll(admin, spelling, registry))
          assert.equal(assertRefused(answer, 12), refusal(operation), path)
      })

    for (const spelling of someSpellings)
      test(`tells nobody without a token that it is not served, its address ${spelling}`, async () => {
        for (const { answer } of await askAll(registry.anonymous, spelling, registry)) assertRefused(answer, 16)
      })

    /** Whether the path names a project as the location of the operation, and not as its target. */
    const isInProject = (operation: string, path: string) => {
      const { path: template, resourceName } = contractOperations.get(operation) ?? assert.fail(operation)
      if (resourceName) return /(^|\/)project\//.test(decodeURIComponent(path).replace(/\/+/g, '/'))
      return /\/organizations\/\{[^}]+\}\/projects\/\{/.test(template)
    }

    test('tells strangers to the project in its path nothing, however they spell it', async () => {
      const elsewhere = { ...registry, projectId: '33333333-3333-4333-8333-333333333333' }
      for (const spelling of someSpellings)
        for (const { operation, path, answer } of await askAll(admin, spelling, elsewhere))
          assert.equal(answer.body.code, isInProject(operation, path) ? 7 : 12, `${operation} at ${path}`)
    })

    test('a principal without a role is refused where the path has a project', async () => {
      const nobody = await registry.principal(null)
      const answers = await askAll(nobody, 'raw', registry)
      for (const { operation, path, answer } of answers) assertRefused(answer, isInProject(operation, path) ? 7 : 12)
      assert.ok(answers.filter(({ answer }) => answer.status === 403).length > 15)
    })

    test('a body is not read for it: what cannot be one is no other answer', async () => {
      const headers = { 'content-type': 'application/json' }
      for (const operation of unimplemented.filter((each) => ['POST', 'PUT', 'PATCH'].includes(methodOf(each))))
        for (const path of pathsOf(operation, 'raw', registry))
          assertRefused(await admin.send({ method: methodOf(operation), path, headers, body: '{"a":' }), 12)
    })

    test('a resource name of a kind that no document tells is 501 with code 12, and never "not found"', async () => {
      const { projectId } = registry
      for (const [method, name] of [
        ['GET', `/2023-05-31/webhook/project/${projectId}/thing/x`],
        ['GET', `/2023-05-31/webhook%2Fproject%2F${projectId}%2Fthing%2Fx`],
        ['DELETE', `/2019-12-10/iam/project/${projectId}/robot/r2d2`],
        ['GET', '/iam/2019-12-10/some-name'],
        ['POST', `/2019-12-10/vault/project/${projectId}/app/x/keys`],
      ] as const) {
        const known = assertRefused(await admin.send({ method, path: name }), 12)
        assert.match(known, /^the resource name ".*" is not served by this version of Assay$/)
        assertRefused(await registry.anonymous.send({ method, path: name }), 16)
      }
      const elsewhere = '/2019-12-10/iam/project/33333333-3333-4333-8333-333333333333/robot/r2d2'
      assertRefused(await admin.send({ method: 'GET', path: elsewhere }), 7)
      assertRefused(await admin.send({ method: 'GET', path: '/2019-12-10/iam%2Fproject%2Fa%00b%2Frobot%2Fx' }), 3)
    })

    test('a resource name with a slash in the name at its end is 400 with code 3, and tells strangers nothing', async () => {
      const { projectId } = registry
      for (const [method, path] of [
        ['GET', `/2023-05-31/webhook/project/${projectId}/geo/us/webhook/a%2Fb`],
        ['DELETE', `/2023-05-31/webhook%2Fproject%2F${projectId}%2Fgeo%2Fus%2Fwebhook%2Fa%2Fb`],
        ['GET', `/2023-05-31/webhook/project/${projectId}/geo/us/webhook/a/b/deliveries`],
        ['GET', `/2019-12-10/iam/project/${projectId}/service-principal/a%2Fb`],
      ] as const) {
        const why = assertRefused(await admin.send({ method, path }), 3)
        assert.match(why, /^resource_name: ".*a\/b.*" has a slash in the name at its end/)
        assertRefused(await registry.anonymous.send({ method, path }), 16)
      }
      const elsewhere = '/2023-05-31/webhook/project/33333333-3333-4333-8333-333333333333/geo/us/webhook/a%2Fb'
      assertRefused(await admin.send({ method: 'GET', path: elsewhere }), 7)
    })

    test('a resource name longer than any is 400 with code 3, raw or encoded', async () => {
      const long = `iam/project/${registry.projectId}/service-principal/${'x/'.repeat(1200)}`
      for (const name of [long, encodeURIComponent(long)])
        assertRefused(await admin.send({ method: 'GET', path: `/2019-12-10/${name}` }), 3)
    })

    test('letters of a path that need no encoding may be encoded all the same, in words as in names', async () => {
      const { organizationId, projectId } = registry
      const path = `/%6Cogs/2021%2D03-30/%6Frganizations/${organizationId}/%70rojects/${projectId}/resources/x/archives`
      assert.equal(assertRefused(await admin.send({ method: 'GET', path }), 12), refusal('LogService_ListArchives'))
      assertRefused(await admin.send({ method: 'GET', path: `${base()}/buckets/my%2Dbucket` }), 5)
    })

    test('a method that an operation does not have finds nothing, and reads no other one', async () => {
      for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PUT']) {
        const { status } = await admin.send({
          method,
          path: `/2023-05-31/webhook/project/${registry.projectId}/webhooks`,
        })
        assert.equal(status, 404, method)
      }
    })

    test('every other operation of the Packer API is served', async () => {
      const left = new Set<string>(unimplemented)
      const served = [...contractOperations.keys()].filter((name) => /PackerService_/.test(name) && !left.has(name))
      for (const operation of served) {
        // In another project: the permission is refused before anything happens, or the body is refused even earlier.
        const [path = ''] = pathsOf(operation, 'raw', { ...registry, projectId: 'another' })
        const { code } = (await admin.send({ method: methodOf(operation), path })).body
        assert.ok(code === 3 || code === 7, `${operation} answered with code ${String(code)}`)
      }
    })

    test('dots in a path are names like any others: nothing is above or beside where they stand', async () => {
      const token = await accessToken(registry.anonymous, registry.credentials)
      for (const [path, code] of [
        [`${base()}/./registry`, 404],
        [`${base()}/%2e%2e/registry`, 404],
        [`${base()}/buckets/../registry`, 404],
        [`/healthz/..${base()}/registry`, 404],
        [`${base()}/../${registry.projectId}/registry`, 404],
        [`${base()}/buckets/%2e%2e`, 404],
        [`${base().replace(registry.projectId, '..')}/registry`, 403],
        [`${base()};a=b/registry`, 403],
      ] as const) {
        const headers = `Host: localhost\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n`
        const { received } = await exchange(registry, [`GET ${path} HTTP/1.1\r\n${headers}\r\n`])
        assert.match(received, new RegExp(`^HTTP/1\\.1 ${code} .*"code":${code === 404 ? 5 : 7}`, 's'), path)
      }
    })

    const base = () => `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
    const unknown: readonly (readonly [method: string, path: () => string])[] = [
      ['GET', () => '/'],
      ['GET', () => '/packer/2023-01-01'],
      ['GET', () => `${base()}/nonsense`],
      ['GET', () => `${base()}/buckets/a/b/c`],
      ['POST', () => `${base()}/buckets`],
      ['DELETE', () => `${base()}/buckets`],
      ['GET', () => `${base()}/registry/`],
      ['GET', () => `${base().replace('packer', 'PACKER')}/registry`],
      ['GET', () => base().replace('2023-01-01', '2099-01-01') + '/registry'],
      ['POST', () => '/2023-05-31/webhook/nonsense'],
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
