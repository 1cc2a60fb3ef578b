import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hashSecret } from '../../../src/auth/secret-hash.ts'
import { createProject } from '../../../src/domain/organization/create-project.ts'
import { deleteProject } from '../../../src/domain/organization/delete-project.ts'
import { operatorActor } from '../../../src/domain/principal/principal.ts'
import { grantRole } from '../../../src/domain/principal/role/grant-role.ts'
import { createServicePrincipalKey } from '../../../src/domain/principal/service-principal/create-service-principal-key.ts'
import { createServicePrincipal } from '../../../src/domain/principal/service-principal/create-service-principal.ts'
import { deleteRegistry } from '../../../src/domain/registry/delete-registry.ts'
import { databases } from '../../support/databases.ts'
import { type Identity, startIdentity } from '../../support/identity.ts'

for (const database of databases())
  describe(`deleting a project on ${database.name}`, () => {
    let identity: Identity
    before(async () => {
      identity = await startIdentity(database)
    })
    after(() => identity.close())

    test('takes its service principals with it, but never the last owner of the organization', async () => {
      const { admin, location, store } = identity
      const { organizationId, projectId } = location
      const context = { ...identity.contextOf(null), actor: operatorActor }
      await createProject(context, { organizationId, name: 'prod', description: '' })
      await deleteRegistry(context, location)
      await assert.rejects(deleteProject(context, projectId), {
        code: 'failed_precondition',
        message:
          'this would leave the organization without an owner who can get in: make another one, or another key of this one, first',
      })
      assert.equal((await store.principals.find(admin.principalId))?.name, 'admin')

      const home = { organizationId, projectId: null }
      const other = await createServicePrincipal(context, { home, name: 'other' })
      const making = { hashSecret, keep: async () => undefined, limit: 10 }
      await createServicePrincipalKey(context, { home, id: other.id }, making)
      const target = { type: 'organization', organizationId } as const
      await grantRole(context, { target, role: 'owner', principalId: other.id })
      await assert.rejects(deleteProject(identity.contextOf('admin'), projectId), { code: 'permission_denied' })
      await deleteProject(context, projectId)
      assert.equal(await store.principals.find(admin.principalId), undefined)
      assert.equal(await store.organizations.findProject(projectId), undefined)
    })
  })
