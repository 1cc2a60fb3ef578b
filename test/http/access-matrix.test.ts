// Calls every served operation with every role on everything that a role can be granted on: the handlers themselves, on a database that
// refuses writes. A handler that begins to write has let its caller in.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import type { Context } from '../../src/domain/context.ts'
import { permissionsOf, rolesFor } from '../../src/domain/authorize.ts'
import { DomainError } from '../../src/domain/errors.ts'
import { createServicePrincipal } from '../../src/domain/principal/service-principal/create-service-principal.ts'
import { type HeldRole, type Role, rolesOn } from '../../src/domain/principal/role/role.ts'
import { type ApiParts, apis } from '../../src/http/apis.ts'
import { permissionGate } from '../../src/http/binding/permission-gate.ts'
import { contractName, contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { acceptableBodies, furnish } from '../support/furnished.ts'
import { roleTable } from '../support/role-table.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { unasked } from '../support/unasked.ts'
import { matrix, type Wanted } from './access-matrix.ts'

/** Where a role is granted, relative to the target of the operations. */
const scopes = ['organization', 'project', 'bucket', 'another project', 'another bucket'] as const
type Scope = (typeof scopes)[number]

const BEGAN_TO_WRITE = new Error('the use case has begun to write')

for (const database of databases().slice(0, 1))
  describe('every served operation by every role', () => {
    let registry: TestRegistry
    let params: Readonly<Record<string, string>>
    let store: Context['store']
    before(async () => {
      registry = await startRegistry(database)
      params = await arrange(registry)
      const refuse = () => Promise.reject(BEGAN_TO_WRITE)
      store = { ...registry.store, transaction: refuse }
    })
    after(() => registry.close())

    const heldOn = (scope: Scope, role: Role): HeldRole => {
      const { organizationId, projectId } = registry
      const bucketName = params['bucket_name'] ?? ''
      return {
        organization: { role, organizationId },
        project: { role, organizationId, projectId },
        bucket: { role, organizationId, projectId, bucketName },
        'another project': { role, organizationId, projectId: 'another' },
        'another bucket': { role, organizationId, projectId, bucketName: 'another' },
      }[scope]
    }
    const contextOf = (...roles: readonly HeldRole[]): Context => ({
      actor: { type: 'service', id: 'nobody', name: 'somebody', roles },
      store,
      clock: registry.clock,
      newId,
    })

    /** Whether the caller was let in. Every later refusal is not a matter of permission. */
    async function isLetIn(operation: string, context: Context): Promise<boolean> {
      const { api, name } = served.get(operation) ?? assert.fail(`${operation} is not served`)
      const entry = api.operations[name] ?? assert.fail(name)
      const request = {
        params: paramsOf(operation),
        query: queryOf(operation),
        body: acceptableBodies[operation] ?? bodyOf(operation),
        origin: 'https://localhost',
        heartbeats: () => 'unknown',
        lastEventId: () => '',
      }
      try {
        permissionGate(api, name, entry)(request.params, context)
        await api.handlers[name]?.(request as never, context)
        return true
      } catch (error) {
        if (error === BEGAN_TO_WRITE) return true
        assert.ok(error instanceof DomainError, `${operation}: ${String(error)}`)
        if (error.code === 'permission_denied') return false
        // Where a caller may see nothing of a resource, the response says that it does not exist.
        return !(error.code === 'not_found' && matrix[operation]?.hides === true)
      }
    }

    const paramsOf = (operation: string) => {
      const { path } = contractOperations.get(operation) ?? assert.fail(operation)
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
      const own = matrix[operation]?.params?.(params) ?? {}
      return Object.fromEntries(names.map((name) => [name, own[name] ?? params[name] ?? 'nothing']))
    }
    const queryOf = (operation: string) => matrix[operation]?.query?.(params) ?? {}
    const bodyOf = (operation: string) => matrix[operation]?.body?.(params) ?? {}

    test('is asked by roles that permit what is written down, and nothing else', () => {
      const sorted = (table: Readonly<Record<Role, readonly string[]>>) =>
        Object.entries(table).map(([role, permissions]) => [role, [...new Set(permissions)].sort()])
      assert.deepEqual(sorted(permissionsOf), sorted(roleTable))
    })

    test('has a line in the table of this test', () => {
      assert.deepEqual(Object.keys(matrix).sort(), [...served.keys()].sort())
    })

    test('names the roles that permit a change, before its body is read', () => {
      for (const [operation, { api, name }] of served) {
        if (!Object.hasOwn(api.changes, name)) continue
        // Named before the body is read, so the permission that most updates need: most bodies assign a version, although an empty one does
        // not.
        const permission = name === 'PackerService_UpdateChannel' ? 'channel.assign' : matrix[operation]?.permission
        const roles = rolesFor(permission ?? assert.fail(operation))
        const entry = api.operations[name] ?? assert.fail(name)
        const ask = () => {
          permissionGate(api, name, entry)(paramsOf(operation), contextOf())
        }
        assert.throws(ask, new RegExp(`needs the ${roles} role in`), operation)
      }
    })

    for (const [operation, wanted] of Object.entries(matrix))
      test(`${operation} is for who holds ${wanted.permission ?? 'anything or nothing'}`, async () => {
        const complaints: string[] = []
        const ask = async (label: string, expected: boolean, ...roles: readonly HeldRole[]) => {
          if ((await isLetIn(operation, contextOf(...roles))) !== expected)
            complaints.push(`${label} is ${expected ? 'refused' : 'let in'}`)
        }
        await ask('nobody', wanted.permission === null)
        for (const scope of scopes)
          for (const role of rolesOn[scope.split(' ').at(-1) as 'organization' | 'project' | 'bucket'])
            await ask(`${role} on ${scope}`, isExpected(wanted, scope, role), heldOn(scope, role))
        assert.deepEqual(complaints, [])
      })
  })

const workloads = { ...unasked.workloads, requireStatement: async () => undefined }
const webhooks: ApiParts['webhooks'] = {
  ...unasked.webhooks,
  sendTo: async ({ url }) => ({ sent: { url, headers: {}, payload: {} }, answer: { failure: 'gave no answer' } }),
}

/** The served operations by their names in the contract. */
const served = new Map(
  apis({ ...unasked, workloads, webhooks }).flatMap((api) =>
    Object.keys(api.handlers)
      .filter((name) => !api.withoutToken.includes(name))
      .map((name) => [contractName(api.name, name), { api, name }] as const),
  ),
)

const reached: Readonly<Record<Wanted['on'], readonly Scope[]>> = {
  organization: ['organization'],
  project: ['organization', 'project'],
  bucket: ['organization', 'project', 'bucket'],
}

function isExpected({ permission, on, alsoFrom = [] }: Wanted, scope: Scope, role: Role): boolean {
  if (permission === null) return true
  const permitted = roleTable[role].includes(permission)
  return permitted && (reached[on].includes(scope) || (scope !== 'organization' && alsoFrom.includes(scope)))
}

/** The targets of the operations: a furnished bucket, and one of everything that access management knows. */
async function arrange(registry: TestRegistry): Promise<Readonly<Record<string, string>>> {
  const { organizationId, projectId, admin } = registry
  const furnished = await furnish(admin)
  const operator = { type: 'operator', id: '', name: 'operator', roles: [] } as const
  const context: Context = { actor: operator, store: registry.store, clock: registry.clock, newId }
  const ofProject = await createServicePrincipal(context, { home: { organizationId, projectId }, name: 'of-project' })
  const ofAll = await createServicePrincipal(context, { home: { organizationId, projectId: null }, name: 'of-all' })
  const parent = { parent_resource_name: `organization/${organizationId}` }
  await admin.ok('GroupsService_CreateGroup', { params: parent, body: { name: 'Ops' } })
  const webhook = { name: 'chat', config: { url: 'https://hooks.example.com' } }
  const ofOwn = { parent_resource_name: `project/${projectId}` }
  await admin.ok('WebhookService_CreateWebhook', { params: ofOwn, body: webhook })
  const { destination } = await admin.ok('StreamingService_CreateDestination', {
    params: { organization_id: organizationId },
    body: {
      destination_name: 'known',
      datadog_provider: { endpoint: 'https://a.example', authorization: { value: 'x' } },
    },
  })
  const { version } = await admin.ok('PackerService_GetVersion', { params: furnished })
  return {
    ...furnished,
    // The names of the older API.
    bucket_slug: furnished['bucket_name'] ?? '',
    slug: furnished['channel_name'] ?? '',
    iteration_id: version.id as string,
    'location.organization_id': organizationId,
    'location.project_id': projectId,
    organization_id: organizationId,
    project_id: projectId,
    organization: `organization/${organizationId}`,
    project: `project/${projectId}`,
    bucket: `packer/project/${projectId}/bucket/${furnished['bucket_name'] ?? ''}`,
    ofProject: `iam/project/${projectId}/service-principal/of-project`,
    ofAll: `iam/organization/${organizationId}/service-principal/of-all`,
    ofProjectId: ofProject.id,
    ofAllId: ofAll.id,
    group: `iam/organization/${organizationId}/group/ops`,
    webhook: `webhook/project/${projectId}/geo/us/webhook/chat`,
    webhook_name: 'chat',
    destination_id: destination.id as string,
  }
}
