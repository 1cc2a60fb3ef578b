import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { authorize, isAllowed, type Permission } from '../../src/domain/authorize.ts'
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
  const table: Readonly<Record<Role, readonly Permission[]>> = {
    viewer: ['view'],
    contributor: ['view', 'contribute'],
    admin: ['view', 'contribute', 'administer'],
  }
  for (const [role, granted] of Object.entries(table) as [Role, readonly Permission[]][])
    test(`lets a ${role} ${granted.join(' and ')} and nothing else`, () => {
      const all: readonly Permission[] = ['view', 'contribute', 'administer']
      const held = all.filter((permission) => isAllowed(actorWith(role), permission, home))
      assert.deepEqual(held, granted)
    })

  test('gives no permission to who has no role', () => {
    assert.equal(isAllowed(nobody, 'view', home), false)
  })

  for (const type of ['registry', 'operator'] as const)
    test(`gives the ${type} itself every permission`, () => {
      assert.equal(isAllowed(contextOf({ type, id: '', name: type, roles: [] }), 'administer', home), true)
    })

  test('holds a role only where organization and project both match', () => {
    const admin = actorWith('admin')
    assert.equal(isAllowed(admin, 'view', { ...home, projectId: 'project-2' }), false)
    assert.equal(isAllowed(admin, 'view', { ...home, organizationId: 'organization-2' }), false)
    assert.equal(isAllowed(admin, 'view', { organizationId: 'project-1', projectId: 'organization-1' }), false)
  })

  test('takes the role of the project asked for when there are several', () => {
    const other = { organizationId: 'organization-1', projectId: 'project-2' }
    const roles = [
      { ...home, role: 'viewer' },
      { ...other, role: 'admin' },
    ] as const
    const context = contextOf({ type: 'service', id: 'id', name: 'ci', roles })
    assert.equal(isAllowed(context, 'contribute', home), false)
    assert.equal(isAllowed(context, 'contribute', other), true)
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
        authorize(nobody, 'contribute', home)
      },
      (error) =>
        error instanceof DomainError &&
        error.code === 'permission_denied' &&
        error.message ===
          'principal "ci" needs the contributor role in project project-1 of organization organization-1',
    )
  })
})
