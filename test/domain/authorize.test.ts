import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { authorize, authorizeSomeChange, isAllowed, permissionsOf } from '../../src/domain/authorize.ts'
import { restoreVersion } from '../../src/domain/catalog/revocation/restore-version.ts'
import { revokeVersion } from '../../src/domain/catalog/revocation/revoke-version.ts'
import { completeVersion } from '../../src/domain/catalog/version/complete-version.ts'
import type { Context } from '../../src/domain/context.ts'
import { DomainError } from '../../src/domain/errors.ts'
import type { Actor, Role } from '../../src/domain/principal/principal.ts'

const home = { organizationId: 'organization-1', projectId: 'project-1' }

/** Authorization reads nothing but the actor. */
const contextOf = (actor: Actor) => ({ actor }) as Context
const actorWith = (role: Role) => contextOf({ type: 'service', id: 'id', name: 'ci', roles: [{ ...home, role }] })
const nobody = contextOf({ type: 'service', id: 'id', name: 'ci', roles: [] })

describe('authorization', () => {
  const viewer = [
    ...['registry.get', 'bucket.get', 'version.get', 'build.get', 'channel.get', 'sbom.get', 'enforced-block.get'],
    'operation.get',
  ]
  const contributor = [
    ...viewer,
    ...['registry.create', 'registry.update', 'registry.delete', 'bucket.create', 'bucket.update', 'bucket.delete'],
    ...['version.create', 'version.update', 'version.complete', 'version.revoke', 'version.restore', 'version.delete'],
    ...['build.create', 'build.update', 'build.delete', 'channel.get-restricted', 'channel.create', 'channel.update'],
    ...['channel.assign', 'channel.delete', 'sbom.upload', 'run-task.get', 'run-task.update'],
  ]
  const admin = [
    ...contributor,
    ...['registry.delete-active', 'service-principal-key.list', 'service-principal-key.create'],
    'service-principal-key.delete',
  ]
  const table: Readonly<Record<Role, readonly string[]>> = { viewer, contributor, admin }
  for (const [role, granted] of Object.entries(table) as [Role, readonly string[]][])
    test(`lets a ${role} do ${granted.length} things and nothing else`, () => {
      const held = permissionsOf.admin.filter((permission) => isAllowed(actorWith(role), permission, home))
      assert.deepEqual(held, granted)
    })

  test('of an organization is held by no role in one of its projects', () => {
    const { organizationId } = home
    assert.equal(isAllowed(actorWith('admin'), 'registry.get', { organizationId }), false)
    assert.throws(
      () => {
        authorize(actorWith('admin'), 'registry.get', { organizationId })
      },
      (error) =>
        error instanceof DomainError &&
        error.message === 'principal "ci" needs the viewer role in organization organization-1',
    )
  })

  test('of a bucket is held by a role in its project', () => {
    const bucket = { ...home, bucketName: 'ubuntu' }
    assert.equal(isAllowed(actorWith('contributor'), 'channel.assign', bucket), true)
    assert.equal(isAllowed(actorWith('viewer'), 'channel.assign', bucket), false)
  })

  test('of some change is held from the contributor up', () => {
    authorizeSomeChange(actorWith('contributor'), home)
    for (const context of [actorWith('viewer'), nobody])
      assert.throws(() => {
        authorizeSomeChange(context, home)
      }, /needs the contributor role/)
  })

  for (const type of ['service', 'user'] as const)
    test(`gives no permission to a ${type} without a role`, () => {
      assert.equal(isAllowed(contextOf({ type, id: 'id', name: type, roles: [] }), 'registry.get', home), false)
    })

  for (const type of ['registry', 'operator'] as const)
    test(`gives the ${type} itself every permission`, () => {
      assert.equal(isAllowed(contextOf({ type, id: '', name: type, roles: [] }), 'registry.delete-active', home), true)
    })

  test('holds a role only where organization and project both match', () => {
    const admin = actorWith('admin')
    assert.equal(isAllowed(admin, 'registry.get', { ...home, projectId: 'project-2' }), false)
    assert.equal(isAllowed(admin, 'registry.get', { ...home, organizationId: 'organization-2' }), false)
    assert.equal(isAllowed(admin, 'registry.get', { organizationId: 'project-1', projectId: 'organization-1' }), false)
  })

  test('takes the role of the project asked for when there are several', () => {
    const other = { organizationId: 'organization-1', projectId: 'project-2' }
    const roles = [
      { ...home, role: 'viewer' },
      { ...other, role: 'admin' },
    ] as const
    const context = contextOf({ type: 'service', id: 'id', name: 'ci', roles })
    assert.equal(isAllowed(context, 'channel.assign', home), false)
    assert.equal(isAllowed(context, 'channel.assign', other), true)
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

  test('refuses in words that name principal, role and project', () => {
    assert.throws(
      () => {
        authorize(nobody, 'channel.assign', home)
      },
      (error) =>
        error instanceof DomainError &&
        error.code === 'permission_denied' &&
        error.message ===
          'principal "ci" needs the contributor role in project project-1 of organization organization-1',
    )
  })
})
