// Policies over the wire: who has which role on what, as Terraform reads and writes them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import { newPrincipal, type PrincipalKind } from '../../src/domain/principal/principal.ts'
import { newBucket } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { openDumper } from '../support/dump.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

interface Binding {
  readonly role_id: string
  readonly members: readonly { readonly member_id: string; readonly member_type: string }[]
}

for (const database of databases())
  describe(`policies on ${database.name}`, () => {
    let registry: TestRegistry
    let project: string
    before(async () => {
      registry = await startRegistry(database)
      project = `project/${registry.projectId}`
      await newBucket(registry.admin, 'images')
    })
    after(() => registry.close())

    const somebody = async (kind: PrincipalKind, inProject = false): Promise<string> => {
      const { store, organizationId, projectId, clock } = registry
      const id = newId()
      const home = { organizationId, projectId: inProject ? projectId : null }
      const given = newPrincipal({ id, kind, ...home, name: `p-${id}`, createdAt: clock.now() })
      await store.transaction(({ principals }) => principals.insert(given))
      return id
    }
    const member = (id: string, type: string) => ({ member_id: id, member_type: type })
    const get = async (name: string) =>
      (await registry.admin.ok('ResourceService_GetIamPolicy', { query: { resource_name: name } })).policy
    const put = (name: string, bindings: unknown, etag = '') =>
      registry.admin.call('ResourceService_SetIamPolicy', {
        body: { resource_name: name, policy: { bindings, etag } as never },
      })
    const putOk = async (name: string, bindings: readonly Binding[], etag = '') => {
      const { status, body } = await put(name, bindings, etag)
      assert.equal(status, 200, JSON.stringify(body))
      return body.policy as { readonly bindings: readonly Binding[]; readonly etag: string }
    }

    test('of what has none are empty, and have an etag that stays while nothing changes', async () => {
      const name = `packer/project/${registry.projectId}/bucket/images`
      const policy = await get(name)
      assert.deepEqual(policy.bindings, [])
      assert.match(policy.etag, /^[\w-]{22}$/)
      assert.deepEqual(await get(name), policy)
      const other = await newBucket(registry.admin, 'other')
      assert.notEqual((await get(`packer/project/${registry.projectId}/bucket/${other.name}`)).etag, policy.etag)
    })

    test('are replaced whole; each role comes once, and each member once in it', async () => {
      const [user, service, group] = [await somebody('user'), await somebody('service', true), await somebody('group')]
      const set = await putOk(project, [
        { role_id: 'roles/viewer', members: [member(user, 'USER'), member(group, 'GROUP')] },
        { role_id: 'roles/packer.builder', members: [member(service, 'SERVICE_PRINCIPAL')] },
        { role_id: 'roles/viewer', members: [member(user, 'USER')] },
      ])
      const expected = [
        { role_id: 'roles/packer.builder', members: [member(service, 'SERVICE_PRINCIPAL')] },
        {
          role_id: 'roles/viewer',
          members: [member(user, 'USER'), member(group, 'GROUP')].toSorted((one, other) =>
            one.member_id < other.member_id ? -1 : 1,
          ),
        },
      ]
      assert.deepEqual(set.bindings, expected)
      assert.deepEqual(await get(project), set)
      assert.deepEqual((await putOk(project, [])).bindings, [])
    })

    test('with an etag are written only while it is that of the policy', async () => {
      const user = await somebody('user')
      const { etag } = await get(project)
      const viewer = [{ role_id: 'roles/viewer', members: [member(user, 'USER')] }]
      const set = await putOk(project, viewer, etag)
      assert.notEqual(set.etag, etag)
      const message = assertRefused(await put(project, [], etag), 10)
      assert.match(message, /has changed since it was read: read it again/)
      assert.deepEqual(await get(project), set)
      await putOk(project, [], set.etag)
    })

    test('of two that are written at once with one etag, one counts', async () => {
      const users = await Promise.all([somebody('user'), somebody('user'), somebody('user')])
      const { etag } = await get(project)
      const answers = await Promise.all(
        users.map((id) => put(project, [{ role_id: 'roles/viewer', members: [member(id, 'USER')] }], etag)),
      )
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
      await putOk(project, [])
    })

    test('that say what there is not are refused by the field, and change nothing', async () => {
      const dumper = await openDumper(registry.location)
      const user = await somebody('user')
      const elsewhere = await dumper.dump()
      const viewer = (...members: readonly unknown[]) => [{ role_id: 'roles/viewer', members }]
      const organization = `organization/${registry.organizationId}`
      const cases: readonly (readonly [unknown, RegExp, string?])[] = [
        [
          viewer(member(user, 'USER'), member('nobody', 'USER')),
          /^policy\.bindings\[0\]\.members\[1\]\.member_id: .*"nobody"/,
        ],
        [viewer(member(user, 'GROUP')), /^policy\.bindings\[0\]\.members\[0\]\.member_type: .* is a user, not a group/],
        [viewer(member('', 'USER')), /member_id/],
        [[{ role_id: 'roles/emperor', members: [member(user, 'USER')] }], /role_id: there is no role "roles\/emperor"/],
        [[{ role_id: 'viewer', members: [member(user, 'USER')] }], /role_id: .*roles\/viewer/],
        [[{ role_id: 'roles/owner', members: [member(user, 'USER')] }], /role_id: .* cannot be held on a project/],
        [viewer(...Array.from({ length: 1001 }, (_, index) => member(`p${index}`, 'USER'))), /at most 1000 members/],
        [
          viewer(member(user, 'USER')).map((one) => ({ ...one, role_id: 'roles/iam.group-manager' })),
          /cannot be held/,
          organization,
        ],
      ]
      for (const [bindings, words, name = project] of cases) {
        assert.match(assertRefused(await put(name, bindings), 3), words)
      }
      assert.deepEqual(await dumper.dump(), elsewhere)
      await dumper.close()
    })

    test('may name a thousand members in five roles', async () => {
      const { store, organizationId, clock } = registry
      const made = Array.from({ length: 1000 }, () => {
        const id = newId()
        const home = { kind: 'user', organizationId, projectId: null, name: `p-${id}` } as const
        return newPrincipal({ id, ...home, createdAt: clock.now() })
      })
      await store.transaction(async ({ principals }) => {
        for (const principal of made) await principals.insert(principal)
      })
      const members = made.map(({ id }) => member(id, 'USER'))
      const roles = ['viewer', 'contributor', 'admin', 'packer.builder', 'packer.publisher']
      const bindings = roles.map((role) => ({ role_id: `roles/${role}`, members }))
      assert.equal((await putOk(project, bindings)).bindings.length, 5)
      await putOk(project, [])
    })

    test('of things that are not there, or are nothing that has one, are refused', async () => {
      const nowhere = '33333333-3333-4333-8333-333333333333'
      for (const [name, code] of [
        [`project/${nowhere}`, 5],
        [`organization/${nowhere}`, 5],
        [`packer/project/${registry.projectId}/bucket/nowhere`, 5],
        [`iam/organization/${registry.organizationId}/group/nowhere`, 5],
        [`vault/project/${registry.projectId}/cluster/x`, 3],
        ['', 3],
      ] as const) {
        const answer = await registry.admin.call('ResourceService_GetIamPolicy', { query: { resource_name: name } })
        assertRefused(answer, code)
        assertRefused(await put(name, []), code)
      }
    })

    test('are found by the id of a thing as well', async () => {
      const { projectId, organizationId } = registry
      const { bucket } = await registry.admin.ok('PackerService_GetBucket', { params: { bucket_name: 'images' } })
      for (const [id, name] of [
        [projectId, project],
        [organizationId, `organization/${organizationId}`],
        [bucket.id as string, `packer/project/${projectId}/bucket/images`],
      ] as const) {
        const { policy } = await registry.admin.ok('ResourceService_GetIamPolicy', { query: { resource_id: id } })
        assert.deepEqual(policy, await get(name))
      }
    })

    test('asked for by an id tell whoever may not see the thing no more than that there is none', async () => {
      const { projectId, organizationId } = registry
      const { bucket } = await registry.admin.ok('PackerService_GetBucket', { params: { bucket_name: 'images' } })
      const params = { parent_resource_name: `organization/${organizationId}` }
      const { group } = await registry.admin.ok('GroupsService_CreateGroup', { params, body: { name: 'Hidden' } })
      const nobody = await registry.principal(null)
      const permissions = ['packer.buckets.get']
      for (const id of [projectId, organizationId, bucket.id as string, group.resource_id as string, 'none']) {
        const message = `resource "${id}" does not exist`
        const named = { resource_id: id }
        for (const refused of [
          await nobody.refused('ResourceService_GetIamPolicy', 5, { query: named }),
          await nobody.refused('AuthorizationService_TestIamPermissions', 5, { body: { ...named, permissions } }),
          await nobody.refused('ResourceService_ListRoles', 5, { query: { 'resource.id': id } }),
        ])
          assert.equal(refused, message)
      }
      const viewer = await registry.principal('viewer')
      const asked = { query: { resource_id: bucket.id as string } }
      assert.match(
        await viewer.refused('ResourceService_GetIamPolicy', 7, asked),
        /needs the admin role in bucket "images"/,
      )
    })

    test('of an organization take an owner to make owners, and never leave it without one', async () => {
      const { organizationId, admin } = registry
      const name = `organization/${organizationId}`
      const before = await get(name)
      const [owners] = before.bindings as Binding[]
      const [owner] = owners?.members ?? []
      assert.match(assertRefused(await put(name, []), 9), /without an owner/)
      const group = await somebody('group')
      const empty = [{ role_id: 'roles/owner', members: [member(group, 'GROUP')] }]
      assert.match(assertRefused(await put(name, empty), 9), /without an owner/)

      const client = await registry.principal('admin')
      const { principal } = await client.ok('IamService_GetCallerIdentity', {})
      const asAdmin = [
        ...before.bindings,
        { role_id: 'roles/admin', members: [member(principal.id, 'SERVICE_PRINCIPAL')] },
      ]
      await putOk(name, asAdmin as Binding[])
      registry.clock.advance(5000)
      const self = [{ role_id: 'roles/owner', members: [owner, member(principal.id, 'SERVICE_PRINCIPAL')] }]
      const refused = await client.call('OrganizationService_SetIamPolicy', {
        params: { id: organizationId },
        body: { policy: { bindings: self as never, etag: '' } },
      })
      assert.match(assertRefused(refused, 7), /needs the owner role to change who owns/)
      const { policy } = await admin.ok('OrganizationService_GetIamPolicy', { params: { id: organizationId } })
      await putOk(name, before.bindings as Binding[], policy.etag as string)
    })

    test('give and take roles of groups within 5 s, on every server', async () => {
      const replica = await registry.another()
      const token = await registry.token(null)
      const { principal } = await registry.as(token).ok('IamService_GetCallerIdentity', {})
      const organization = `organization/${registry.organizationId}`
      const params = { parent_resource_name: organization }
      const body = { name: 'Readers', member_principal_ids: [principal.id as string] }
      const { group } = await registry.admin.ok('GroupsService_CreateGroup', { params, body })
      await putOk(project, [{ role_id: 'roles/viewer', members: [member(group.resource_id as string, 'GROUP')] }])
      registry.clock.advance(5000)
      const read = (server: { readonly as: TestRegistry['as'] }) =>
        server.as(token).call('PackerService_GetBucket', { params: { bucket_name: 'images' } })
      for (const server of [registry, replica]) assert.equal((await read(server)).status, 200)

      await registry.admin.ok('GroupsService_UpdateGroupMembers', {
        params: { resource_name: group.resource_name as string },
        body: { member_principal_ids_to_remove: [principal.id as string] },
      })
      registry.clock.advance(5000)
      for (const server of [registry, replica]) assertRefused(await read(server), 7)
    })

    test('tell everybody which permissions they hold themselves', async () => {
      const viewer = await registry.principal('viewer')
      const permissions = ['packer.buckets.get', 'packer.buckets.create', 'packer.registries.get', 'nobody.knows.this']
      const asked = await viewer.ok('ProjectService_TestIamPermissions', {
        params: { id: registry.projectId },
        body: { permissions },
      })
      assert.deepEqual(asked.allowed_permissions, ['packer.buckets.get', 'packer.registries.get'])
      const name = `packer/project/${registry.projectId}/bucket/images`
      const batch = await viewer.ok('AuthorizationService_BatchTestIamPermissions', {
        body: { resources: [{ resource_name: name, resource_id: '', permissions }] },
      })
      assert.deepEqual(batch.resource_permissions, {
        [name]: { allowed_permissions: ['packer.buckets.get', 'packer.registries.get'] },
      })
    })

    test('tell it of several things by their ids alone, each by its own', async () => {
      const { organizationId, projectId } = registry
      const viewer = await registry.principal('viewer')
      const ids = [organizationId, projectId]
      const permissions = ['packer.buckets.get', 'resource-manager.organizations.get']
      const asked = ids.map((id) => ({ resource_name: '', resource_id: id, permissions }))
      const { resource_permissions: told } = await viewer.ok('AuthorizationService_BatchTestIamPermissions', {
        body: { resources: asked },
      })
      assert.deepEqual(told, {
        [organizationId]: { allowed_permissions: ['resource-manager.organizations.get'] },
        [projectId]: { allowed_permissions: permissions },
      })
    })

    test('call the permissions on workload identity providers what those of other principals are called', async () => {
      const permissions = ['iam.workload-identity-providers.create', 'iam.service-principals.create']
      const { allowed_permissions: allowed } = await registry.admin.ok('OrganizationService_TestIamPermissions', {
        params: { id: registry.organizationId },
        body: { permissions },
      })
      assert.deepEqual(allowed, permissions)
    })
  })
