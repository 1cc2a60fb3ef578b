import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  authorize,
  authorizeBuckets,
  authorizeSomeChange,
  isAllowed,
  isAllowedSomewhere,
  type Permission,
  permissionsOf,
} from '../../src/domain/authorize.ts'
import { restoreVersion } from '../../src/domain/catalog/revocation/restore-version.ts'
import { revokeVersion } from '../../src/domain/catalog/revocation/revoke-version.ts'
import { completeVersion } from '../../src/domain/catalog/version/complete-version.ts'
import type { Context } from '../../src/domain/context.ts'
import { DomainError } from '../../src/domain/errors.ts'
import type { Resource } from '../../src/domain/location.ts'
import type { Actor } from '../../src/domain/principal/principal.ts'
import { type HeldRole, type Role, rolesOn } from '../../src/domain/principal/role/role.ts'
import { roleTable } from '../support/role-table.ts'

const organizationId = 'organization-1'
const home = { organizationId, projectId: 'project-1' }
const ubuntu = { location: home, bucketName: 'ubuntu' }

/** Authorization reads nothing but the actor. */
const contextOf = (actor: Actor) => ({ actor }) as Context
const holding = (...roles: readonly HeldRole[]) => contextOf({ type: 'service', id: 'id', name: 'ci', roles })
const actorWith = (role: Role) => holding({ ...home, role })
const nobody = holding()

const on = {
  organization: (role: Role) => holding({ organizationId, role }),
  project: actorWith,
  bucket: (role: Role) => holding({ ...home, bucketName: 'ubuntu', role }),
  group: (role: Role) => holding({ organizationId, groupId: 'group-1', role }),
}
const resources: Readonly<Record<string, Resource>> = {
  organization: { organizationId },
  'its group': { organizationId, groupId: 'group-1' },
  'another group': { organizationId, groupId: 'group-2' },
  project: home,
  bucket: ubuntu,
  'another bucket': { location: home, bucketName: 'debian' },
  'another project': { organizationId, projectId: 'project-2' },
  'a bucket of another project': { location: { organizationId, projectId: 'project-2' }, bucketName: 'ubuntu' },
  'another organization': { organizationId: 'organization-2' },
  'a project of another organization': { organizationId: 'organization-2', projectId: 'project-1' },
}

describe('authorization', () => {
  const sorted = (permissions: Iterable<string>) => [...new Set(permissions)].sort()
  for (const [role, granted] of Object.entries(roleTable) as [Role, readonly string[]][])
    test(`lets a ${role} do ${granted.length} things and nothing else`, () => {
      assert.deepEqual(sorted(permissionsOf[role]), sorted(granted))
    })

  /** What a role grants above the resource it is held on: a view of the project and organization that contain it. */
  const above = ['organization.get', 'project.get', 'registry.get', 'operation.get']
  const reached: Readonly<Record<keyof typeof on, Readonly<Record<string, 'all' | 'above'>>>> = {
    organization: {
      ...{ organization: 'all', 'its group': 'all', 'another group': 'all', project: 'all', bucket: 'all' },
      ...{ 'another bucket': 'all', 'another project': 'all', 'a bucket of another project': 'all' },
    },
    project: {
      ...{ organization: 'above', 'its group': 'above', 'another group': 'above' },
      ...{ project: 'all', bucket: 'all', 'another bucket': 'all' },
    },
    bucket: {
      ...{ organization: 'above', 'its group': 'above', 'another group': 'above' },
      ...{ project: 'above', bucket: 'all' },
    },
    group: { 'its group': 'all' },
  }
  for (const type of ['organization', 'project', 'bucket', 'group'] as const)
    for (const role of rolesOn[type])
      test(`of a ${role} on a ${type} reaches what is in that, and nothing else`, () => {
        const context = on[type](role)
        for (const [name, resource] of Object.entries(resources)) {
          const reach = reached[type][name]
          const expected = (permission: Permission) =>
            roleTable[role].includes(permission) &&
            (reach === 'all' || (reach === 'above' && above.includes(permission)))
          for (const permission of permissionsOf.owner)
            assert.equal(isAllowed(context, permission, resource), expected(permission), `${permission} on ${name}`)
        }
      })

  test('adds up what is held in several places', () => {
    const context = holding({ ...home, role: 'viewer' }, { ...home, bucketName: 'ubuntu', role: 'packer.builder' })
    assert.equal(isAllowed(context, 'build.create', ubuntu), true)
    assert.equal(isAllowed(context, 'build.create', { ...ubuntu, bucketName: 'debian' }), false)
    assert.equal(isAllowed(context, 'build.get', { ...ubuntu, bucketName: 'debian' }), true)
    assert.deepEqual(authorizeBuckets(context, 'build.create', home), ['ubuntu'])
    assert.equal(authorizeBuckets(context, 'build.get', home), null)
    assert.throws(() => authorizeBuckets(context, 'bucket.delete', home), /needs the contributor role/)
    assert.throws(() => authorizeBuckets(context, 'build.create', { ...home, organizationId: 'organization-2' }))
  })

  test('somewhere in an organization is held by a role anywhere in it', () => {
    const context = on.bucket('admin')
    assert.equal(isAllowedSomewhere(context, 'policy.set', organizationId), true)
    assert.equal(isAllowedSomewhere(context, 'owner.set', organizationId), false)
    assert.equal(isAllowedSomewhere(context, 'policy.set', 'organization-2'), false)
  })

  test('of some change is held by who may change anything there or in it', () => {
    for (const role of ['contributor', 'packer.builder', 'packer.publisher'] as const) {
      authorizeSomeChange(actorWith(role), home)
      authorizeSomeChange(on.bucket(role), home)
    }
    for (const context of [actorWith('viewer'), on.bucket('viewer'), on.group('iam.group-manager'), nobody])
      assert.throws(() => {
        authorizeSomeChange(context, home)
      }, /needs the packer\.builder, packer\.publisher or contributor role in project .*, or in a bucket of it$/)
  })

  for (const type of ['service', 'user'] as const)
    test(`gives no permission to a ${type} without a role`, () => {
      assert.equal(isAllowed(contextOf({ type, id: 'id', name: type, roles: [] }), 'registry.get', home), false)
    })

  for (const type of ['registry', 'operator'] as const)
    test(`gives the ${type} itself every permission`, () => {
      const context = contextOf({ type, id: '', name: type, roles: [] })
      assert.equal(isAllowed(context, 'registry.delete-active', home), true)
      assert.equal(isAllowedSomewhere(context, 'owner.set', organizationId), true)
    })

  test('is asked for again by each step that an update of a version may come to', async () => {
    const ref = { location: home, bucketName: 'bucket', fingerprint: 'fp' }
    const request = { ...ref, at: '', message: '', includeDescendants: true, rollbackChannels: true }
    const viewer = actorWith('viewer')
    for (const step of [
      () => completeVersion(viewer, ref),
      () => restoreVersion(viewer, ref),
      () => revokeVersion(viewer, request),
    ])
      await assert.rejects(step, (error) => error instanceof DomainError && error.code === 'permission_denied')
  })

  test('refuses in words that name principal, role and place', () => {
    const words = (permission: Permission, resource: Resource) => {
      try {
        authorize(nobody, permission, resource)
      } catch (error) {
        if (error instanceof DomainError && error.code === 'permission_denied') return error.message
      }
      return assert.fail('it was not refused')
    }
    const project = 'project project-1 of organization organization-1'
    assert.equal(words('registry.update', home), `principal "ci" needs the contributor role in ${project}`)
    assert.equal(
      words('channel.assign', home),
      `principal "ci" needs the packer.publisher or contributor role in ${project}`,
    )
    assert.equal(words('build.get', ubuntu), `principal "ci" needs the viewer role in bucket "ubuntu" of ${project}`)
    assert.equal(
      words('version.update', ubuntu),
      `principal "ci" needs the packer.builder, packer.publisher or contributor role in bucket "ubuntu" of ${project}`,
    )
    assert.equal(
      words('owner.set', { organizationId }),
      'principal "ci" needs the owner role in organization organization-1',
    )
  })
})
