// Which operation a request reaches: every operation of every document is reachable, however its address is spelled,
// and a server with an unreachable operation does not start.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import type { OperationEntry } from '../../../src/contract/operation.ts'
import { registryActor } from '../../../src/domain/principal/principal.ts'
import { apis } from '../../../src/http/apis.ts'
import { unasked } from '../../support/unasked.ts'
import type { Api } from '../../../src/http/binding/api.ts'
import { type Binding, bindOperations } from '../../../src/http/binding/bind-operations.ts'
import { routesOf } from '../../../src/http/binding/routes.ts'
import { plainErrors } from '../../../src/http/error-handler.ts'
import { bodyBudget, BUDGET_LIMITS } from '../../../src/http/gate/body-budget.ts'
import { readTarget } from '../../../src/http/wire/request-target.ts'
import { contractName, contractOperations } from '../../support/contract.ts'
import { pathsOf, spellingNames } from '../../support/spellings.ts'

const place = {
  organizationId: '11111111-1111-4111-8111-111111111111',
  projectId: '22222222-2222-4222-8222-222222222222',
}
const registryItself: Binding = {
  actorOf: () => registryActor,
  actorIn: (actor) => actor,
  contextOf: (actor) => ({ actor }) as never,
  originOf: () => 'https://localhost',
  answers: bodyBudget(BUDGET_LIMITS),
  keeping: () => Promise.resolve(null),
}

/** A server on which every operation is served: each responds with its name and its path parameters. */
async function echoServer(): Promise<FastifyInstance> {
  const server = Fastify({
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 2000 },
    rewriteUrl: ({ url = '' }) => readTarget(url),
  })
  server.decorateRequest('match', null)
  server.decorateRequest('actor', null)
  for (const api of apis(unasked)) {
    const handlers = Object.keys(api.operations).map((operation) => [
      operation,
      ({ params }: { readonly params: object }) =>
        Promise.resolve({ operation: contractName(api.name, operation), params }),
    ])
    await server.register((scope, _options, done) => {
      bindOperations(
        scope,
        { ...api, withoutToken: [], ofOneself: [], changes: {}, handlers: Object.fromEntries(handlers) },
        registryItself,
      )
      done()
    })
  }
  return server
}

describe('an operation', () => {
  let server: FastifyInstance
  before(async () => {
    server = await echoServer()
  })
  after(() => server.close())

  const reached = async (method: string, url: string) => {
    const answer = await server.inject({ method: method as 'GET', url, headers: { authorization: 'Bearer token' } })
    return answer.json<{ readonly operation?: string; readonly params?: Readonly<Record<string, string>> }>()
  }

  for (const spelling of spellingNames)
    test(`is reached by its address ${spelling}`, async () => {
      for (const [operation, { method, resourceName }] of contractOperations)
        for (const path of pathsOf(operation, spelling, place)) {
          const { operation: found, params } = await reached(method, path)
          assert.equal(found, operation, `${method} ${path}`)
          const name = resourceName ? params?.[resourceName.parameter] : 'no resource name'
          assert.doesNotMatch(name ?? 'missing', /%|\/\/|^\/|\/$|missing/, `${method} ${path}`)
        }
    })

  test('is told from its neighbours by the shape of the resource name alone', async () => {
    const ofProject = `/2019-12-10/iam/project/${place.projectId}/service-principal/ci`
    const ofOrganization = `/2019-12-10/iam/organization/${place.organizationId}/service-principal/ci`
    const provider = `${ofProject}/workload-identity-provider/github`
    const group = `/iam/2019-12-10/iam/organization/${place.organizationId}/group/ops`
    const expected: readonly (readonly [method: string, path: string, operation: string])[] = [
      ['GET', ofProject, 'ServicePrincipalsService_GetServicePrincipal'],
      ['GET', ofOrganization, 'ServicePrincipalsService_GetServicePrincipal2'],
      ['GET', provider, 'ServicePrincipalsService_GetWorkloadIdentityProvider'],
      ['GET', `${ofProject}/workload-identity-providers`, 'ServicePrincipalsService_ListWorkloadIdentityProvider'],
      ['DELETE', ofProject, 'ServicePrincipalsService_DeleteServicePrincipal'],
      ['DELETE', `${ofProject}/key/k`, 'ServicePrincipalsService_DeleteServicePrincipalKey'],
      ['DELETE', `${ofOrganization}/key/k`, 'ServicePrincipalsService_DeleteServicePrincipalKey2'],
      ['DELETE', provider, 'ServicePrincipalsService_DeleteWorkloadIdentityProvider'],
      ['POST', `${ofProject}/keys`, 'ServicePrincipalsService_CreateServicePrincipalKey'],
      ['POST', `${provider}/exchange-token`, 'ServicePrincipalsService_ExchangeWorkloadIdentityToken'],
      ['GET', group, 'GroupsService_GetGroup'],
      ['GET', `${group}/members`, 'GroupsService_ListGroupMembers'],
      [
        'GET',
        `/iam/2019-12-10/iam/organization/${place.organizationId}/groups/count`,
        'GroupsService_CountOrganizationGroups',
      ],
      ['GET', '/2019-12-10/resource-manager/resources/iam-policy', 'ResourceService_GetIamPolicy'],
      ['GET', '/resource-manager/2019-12-10/organizations/o/roles', 'OrganizationService_ListRoles'],
      ['GET', '/resource-manager/2019-12-10/organizations/o/roles/admin', 'OrganizationService_GetRole'],
      ['GET', '/resource-manager/2019-12-10/organizations/o/roles%2Fadmin', 'OrganizationService_GetRole'],
      ['GET', '/resource-manager/2019-12-10/organizations/o/constraints/c', 'OrganizationService_GetConstraint'],
    ]
    for (const [method, path, operation] of expected)
      assert.equal((await reached(method, path)).operation, operation, `${method} ${path}`)
  })

  test('that has no resource name keeps an encoded slash in its value', async () => {
    const base = `/packer/2023-01-01/organizations/${place.organizationId}/projects/${place.projectId}`
    const { operation, params } = await reached('GET', `${base}//buckets/a%2Fb%2f%2Fc`)
    assert.equal(operation, 'PackerService_GetBucket')
    assert.equal(params?.['bucket_name'], 'a/b//c')
  })

  // An empty organization or project id can only become one that does not exist.
  test('of a registry becomes no other one that changes something when a name in its address is empty', async () => {
    for (const [operation, { method, path }] of contractOperations) {
      if (!path.startsWith('/packer/')) continue
      const places = path.matchAll(/(?<!\/(?:organizations|projects)\/)\{[^}]+\}/g)
      for (const place of places) {
        const empty = path.replace(place[0], '').replace(/\{[^}]+\}/g, 'some-name')
        const { operation: found } = await reached(method, empty)
        if (found === undefined || found === operation) continue
        assert.equal(method, 'GET', `${operation} at ${empty} becomes ${found}`)
      }
    }
  })
})

describe('an address in a request line', () => {
  const read: readonly (readonly [target: string, address: string])[] = [
    ['/a/b', '/a/b'],
    ['//a//b', '/a/b'],
    ['/a////b/', '/a/b/'],
    ['//', '/'],
    ['/a//b?x=//y', '/a/b?x=//y'],
    ['/a?x=//y', '/a?x=//y'],
    ['/a%2F%2Fb//%2F', '/a%2F%2Fb/%2F'],
    ['/a/..//b', '/a/../b'],
    ['https://host:1//a//b?c=https://d', '/a/b?c=https://d'],
    ['HTTP://host', '/'],
    ['http://host?a=b', '/?a=b'],
    ['/https://host/a', '/https:/host/a'],
    ['*', '*'],
  ]
  for (const [target, address] of read)
    test(`${target} is read as ${address}`, () => {
      assert.equal(readTarget(target), address)
    })

  test('of a great many slashes is read in time that grows with its length', () => {
    const many = '/'.repeat(16_000)
    assert.equal(readTarget(`${many}a${many}`), '/a/')
  })
})

describe('a server does not start', () => {
  const entry: OperationEntry = { method: 'GET', path: '', route: '/things/:id', params: ['id'], query: {}, body: null }
  const named = (route: string, parameter: string, ...patterns: string[]): OperationEntry => ({
    ...entry,
    route,
    params: [parameter],
    resourceName: { parameter, patterns },
  })

  test('with two operations at one route, whatever its parameters are called', () => {
    const operations = { One: entry, Two: { ...entry, route: '/things/:name' } }
    assert.throws(() => routesOf(operations), { message: 'Two cannot be reached: One is at /things/:id as well' })
  })

  test('with two operations whose resource names are alike', () => {
    const operations = {
      One: named('/:name', 'name', 'a/*', 'project/*/thing/*'),
      Two: named('/:name_1', 'name_1', 'project/*/*/b'),
    }
    assert.throws(() => routesOf(operations), {
      message: 'Two cannot be reached: One is at project/*/thing/* as well',
    })
  })

  test('with a longer path that a resource name of another operation covers', () => {
    const operations = {
      One: named('/:name', 'name', 'iam/*/things'),
      Two: named('/iam/:parent/things', 'parent', 'project'),
    }
    assert.throws(() => routesOf(operations), /^Error: Two cannot be reached: One is at iam/)
  })

  test('with a handler for an operation that its document does not have', () => {
    const api: Api = {
      name: 'things',
      operations: { One: entry },
      bodySchemas: {},
      handlers: { Other: () => Promise.resolve({}) },
      errors: plainErrors,
      bodyLimits: {},
      searches: [],
      repeated: {},
      withoutToken: [],
      ofOneself: [],
      changes: {},
    }
    assert.throws(() => {
      bindOperations(Fastify(), api, registryItself)
    }, /^Error: Other cannot be reached: things has no such operation$/)
  })

  test('with an operation that another one without a resource name hides', () => {
    const operations = {
      One: { ...entry, route: '/iam/:kind/:id' },
      Two: named('/:name', 'name', 'iam/project/*'),
    }
    assert.throws(() => routesOf(operations), /^Error: Two cannot be reached: One is at \/iam\/:kind\/:id as well$/)
  })
})
