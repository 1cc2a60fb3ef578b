// What a principal that manages access may not take from others, nor learn about them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import { deleteProject } from '../../src/domain/organization/delete-project.ts'
import { getPrincipals, searchPrincipals } from '../../src/domain/principal/get-principals.ts'
import type { HeldRole, Role } from '../../src/domain/principal/role/role.ts'
import { disableUser, enableUser } from '../../src/domain/principal/user/disable-user.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { joined } from '../support/people.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

for (const database of databases())
  describe(`the reach of who manages access on ${database.name}`, () => {
    let registry: TestRegistry
    let organization: string
    before(async () => {
      registry = await startRegistry(database)
      organization = `organization/${registry.organizationId}`
    })
    after(() => registry.close())

    const idOf = async (client: Client): Promise<string> =>
      (await client.ok('IamService_GetCallerIdentity', {})).principal.id as string
    const give = (role: Role, principalId: string) =>
      registry.store.transaction(({ roles }) =>
        roles.bind({ type: 'organization', id: registry.organizationId }, { role, principalId }),
      )
    const withRole = async (role: Role): Promise<Client> => {
      const client = await registry.principal(null)
      await give(role, await idOf(client))
      registry.clock.advance(5000)
      return client
    }
    const newGroup = async (name: string, members: readonly string[] = []) =>
      (
        await registry.admin.ok('GroupsService_CreateGroup', {
          params: { parent_resource_name: organization },
          body: { name, member_principal_ids: members },
        })
      ).group as { readonly resource_id: string; readonly resource_name: string }
    const contextOf = (...roles: readonly HeldRole[]) => {
      const { store, clock } = registry
      const asked = { address: '192.0.2.1', requestId: 'the request' }
      return { actor: { type: 'service', id: 'p', name: 'tester', roles }, asked, store, clock, newId } as const
    }

    test('a group that owns the organization is deleted by owners alone', async () => {
      const group = await newGroup('Owners', [await idOf(await registry.principal(null))])
      await give('owner', group.resource_id)
      const one = { params: { resource_name: group.resource_name } }
      const message = await (await withRole('admin')).refused('GroupsService_DeleteGroup', 7, one)
      assert.match(message, /"Owners" holds the owner role where principal ".*" may not give it/)
      await registry.admin.ok('GroupsService_GetGroup', one)
      await registry.admin.ok('GroupsService_DeleteGroup', one)
    })

    test('nobody deletes a key of who may do more than they could give', async () => {
      const { principal } = await registry.admin.ok('IamService_GetCallerIdentity', {})
      const key = `${principal.service.resource_name as string}/key/${registry.credentials.clientId}`
      const admin = await registry.principal('admin')
      const one = { params: { resource_name_2: key } }
      assert.match(await admin.refused('ServicePrincipalsService_DeleteServicePrincipalKey', 7, one), /the owner role/)
      const { clientId } = registry.credentials
      const byId = { params: { organization_id: registry.organizationId, client_id: clientId } }
      await admin.refused('ServicePrincipalsService_DeleteProjectServicePrincipalKey', 7, {
        params: { ...byId.params, project_id: registry.projectId },
      })
      assert.equal((await registry.store.principals.findKey(clientId))?.clientId, clientId)
    })

    test('nor of one that looks after a group, who only looks after it as well', async () => {
      const { resource_id: groupId } = await newGroup('Looked after')
      const looksAfter = async (client: Client) => {
        const principalId = await idOf(client)
        await registry.store.transaction(({ roles }) =>
          roles.bind({ type: 'group', id: groupId }, { role: 'iam.group-manager', principalId }),
        )
        return principalId
      }
      const other = await looksAfter(await registry.principal(null))
      const admin = await registry.principal('admin')
      await looksAfter(admin)
      registry.clock.advance(5000)
      const { organizationId: organization_id, projectId: project_id } = registry
      const one = { params: { organization_id, project_id, client_id: other } }
      const message = await admin.refused('ServicePrincipalsService_DeleteProjectServicePrincipalKey', 7, one)
      assert.match(message, /holds the iam\.group-manager role where principal ".*" may not give it/)
      await registry.admin.ok('ServicePrincipalsService_DeleteProjectServicePrincipalKey', one)
    })

    test('who looks after a group sees the organization and that group, and no other', async () => {
      const { resource_id: id, resource_name: name } = await newGroup('Seen')
      const { resource_name: hidden } = await newGroup('Not seen')
      const manager = await registry.principal(null)
      const principalId = await idOf(manager)
      const list = { params: { parent_resource_name: organization } }
      await manager.refused('GroupsService_ListGroups', 7, list)
      const named = { resource_name: organization, permissions: ['iam.groups.list'] }
      const mayList = async () =>
        (await manager.ok('AuthorizationService_TestIamPermissions', { body: named })).allowed_permissions as unknown
      assert.deepEqual((await manager.ok('OrganizationService_List', {})).organizations, [])
      await registry.store.transaction(({ roles }) =>
        roles.bind({ type: 'group', id }, { role: 'iam.group-manager', principalId }),
      )
      registry.clock.advance(5000)
      const { groups } = await manager.ok('GroupsService_ListGroups', list)
      assert.deepEqual(await mayList(), ['iam.groups.list'])
      assert.deepEqual(
        (groups as readonly { readonly resource_name: string }[]).map((group) => group.resource_name),
        [name],
      )
      const { organizations } = await manager.ok('OrganizationService_List', {})
      assert.deepEqual(
        (organizations as readonly { readonly id: string }[]).map((one) => one.id),
        [registry.organizationId],
      )
      const asked = { body: { resource_name: name, permissions: ['iam.groups.update', 'iam.groups.delete'] } }
      const { allowed_permissions: allowed } = await manager.ok('AuthorizationService_TestIamPermissions', asked)
      assert.deepEqual(allowed, ['iam.groups.update'])
      await manager.refused('GroupsService_GetGroup', 7, { params: { resource_name: hidden } })
      await manager.refused('ResourceService_GetIamPolicy', 7, { query: { resource_name: organization } })
    })

    test('nor a project with such a principal', async () => {
      const { project } = await registry.admin.ok('ProjectService_Create', {
        body: { name: 'short-lived', parent: { type: 'ORGANIZATION', id: registry.organizationId } },
      })
      const id = project.id as string
      await registry.admin.call('PackerService_DeleteRegistry', { params: { 'location.project_id': id } })
      const home = { organization_id: registry.organizationId, project_id: id }
      const { service_principal: made } = await registry.admin.ok(
        'ServicePrincipalsService_CreateProjectServicePrincipal',
        { params: home, body: { name: 'builder' } },
      )
      await give('owner', made.id as string)
      const admin = contextOf({ organizationId: registry.organizationId, role: 'admin' })
      await assert.rejects(deleteProject(admin, id), {
        code: 'permission_denied',
        message: '"builder" holds the owner role where principal "tester" may not give it: ask who may',
      })
      await deleteProject(contextOf({ organizationId: registry.organizationId, role: 'owner' }), id)
    })

    test('an owner who was disabled is let in again by owners alone', async () => {
      const { id } = await joined(registry, 'owner')
      const { organizationId } = registry
      const [owner, admin] = (['owner', 'admin'] as const).map((role) => contextOf({ organizationId, role }))
      if (owner === undefined || admin === undefined) throw new Error('two were made')
      await disableUser(owner, { organizationId, id })
      await assert.rejects(enableUser(admin, { organizationId, id }), { code: 'permission_denied' })
      assert.equal((await enableUser(owner, { organizationId, id })).principal.disabledAt, null)
    })

    test('services are found by who may see them where they are; people and groups by who gives roles anywhere', async () => {
      const { organizationId, projectId, store } = registry
      const bucket = contextOf({ organizationId, projectId, bucketName: 'images', role: 'admin' })
      const project = contextOf({ organizationId, projectId, role: 'admin' })
      const all = contextOf({ organizationId, role: 'admin' })
      await registry.principal('viewer')
      const { id: user } = await joined(registry, null)
      const { resource_id: group } = await newGroup('Known to all')
      const page = { size: 1000, order: [{ field: 'createdAt', descending: false }], edge: null } as const
      const found = async (context: ReturnType<typeof contextOf>) => {
        const { items: principals } = await searchPrincipals(context, { organizationId, kinds: [], text: '', page })
        const ids = principals.map(({ id }) => id)
        assert.ok(ids.includes(user) && ids.includes(group))
        return principals.filter(({ kind }) => kind === 'service')
      }
      const params = { parent_resource_name: organization }
      const CREATE = 'ServicePrincipalsService_CreateServicePrincipal'
      const { service_principal: made } = await registry.admin.ok(CREATE, { params, body: { name: 'of-all' } })
      const first = (await store.principals.find(made.id as string)) ?? assert.fail('it was made')
      assert.deepEqual(await found(bucket), [])
      assert.deepEqual(await found(project), await store.principals.list('service', { organizationId, projectId }))
      const everywhere = (await found(all)).map(({ id }) => id)
      assert.ok(everywhere.length > 1 && everywhere.includes(first.id))
      assert.deepEqual(await getPrincipals(bucket, { organizationId, ids: [first.id] }), [
        { principal: first, account: null },
      ])
    })

    test('a policy tells nobody of groups that they may not see', async () => {
      const { resource_name: name } = await newGroup('Secret')
      const viewer = await registry.principal('viewer')
      const told = async (wanted: string) =>
        (await viewer.refused('ResourceService_GetIamPolicy', 5, { query: { resource_name: wanted } })).replace(
          /"[^"]*"/,
          '',
        )
      assert.equal(await told(name), await told(`${name}-2`))
    })

    test('a group, a service principal and a person of the organization may have one name', async () => {
      const body = { name: 'web-builder' }
      const params = { parent_resource_name: organization }
      await registry.admin.ok('ServicePrincipalsService_CreateServicePrincipal', { params, body })
      const { resource_name: name } = await newGroup('Web Builder')
      assert.match(name, /\/group\/web-builder$/)
    })

    test('in all projects at once nothing is made', async () => {
      const params = { organization_id: registry.organizationId, project_id: '-' }
      const CREATE = 'ServicePrincipalsService_CreateProjectServicePrincipal'
      await registry.admin.refused(CREATE, 7, { params, body: { name: 'builder' } })
      await registry.admin.refused('PackerService_CreateRegistry', 7, {
        params: { 'location.project_id': '-' },
        body: { feature_tier: 'PLUS' },
      })
    })
  })
