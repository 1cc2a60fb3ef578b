import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../../../src/machine/new-id.ts'
import { createBucket } from '../../../../src/domain/catalog/bucket/create-bucket.ts'
import type { Context } from '../../../../src/domain/context.ts'
import { createProject } from '../../../../src/domain/organization/create-project.ts'
import { createGroup } from '../../../../src/domain/principal/group/create-group.ts'
import { newPrincipal } from '../../../../src/domain/principal/principal.ts'
import { grantRole, withdrawRole } from '../../../../src/domain/principal/role/grant-role.ts'
import type { PolicyTarget } from '../../../../src/domain/principal/role/policy.ts'
import { type BoundResource, type Role, rolesOn } from '../../../../src/domain/principal/role/role.ts'
import type { Ports } from '../../../../src/domain/store.ts'
import { databases } from '../../../support/databases.ts'
import { type Identity, startIdentity } from '../../../support/identity.ts'

for (const database of databases())
  describe(`a policy on ${database.name}`, () => {
    let identity: Identity
    let context: Context
    before(async () => {
      identity = await startIdentity(database)
      context = identity.contextOf('owner')
    })
    after(() => identity.close())

    const somebody = async (tx: Ports): Promise<string> => {
      const { organizationId } = identity.location
      const id = newId()
      const home = { organizationId, projectId: null }
      await tx.principals.insert(
        newPrincipal({ id, kind: 'user', ...home, name: `p-${id}`, createdAt: context.clock.now() }),
      )
      return id
    }

    interface Doomed {
      readonly target: PolicyTarget
      readonly bound: BoundResource
      /** Deletes the resource as its use case does. */
      readonly end: (tx: Ports) => Promise<unknown>
      readonly words: RegExp
    }
    const doomed: Readonly<Record<string, () => Promise<Doomed>>> = {
      'a project': async () => {
        const { organizationId } = identity.location
        const { id } = await createProject(context, { organizationId, name: `p-${newId()}`, description: '' })
        const bound = { type: 'project', id } as const
        const end = async ({ organizations }: Ports) => {
          await organizations.lock(organizationId)
          await organizations.deleteProject(id)
        }
        return { target: { type: 'project', projectId: id }, bound, end, words: /^project ".*" does not exist$/ }
      },
      'a bucket': async () => {
        const { location } = identity
        const { projectId } = location
        const name = `b-${newId()}`
        const { id } = await createBucket(context, { location, name, description: '', labels: {} })
        const bound = { type: 'bucket', id } as const
        const end = ({ buckets }: Ports) => buckets.delete(id, context.clock.now())
        return { target: { type: 'bucket', projectId, bucketName: name }, bound, end, words: /^bucket ".*" does/ }
      },
      'a group': async () => {
        const { organizationId } = identity.location
        const given = { organizationId, displayName: `g-${newId()}`, description: '', memberIds: [] }
        const { id, name } = (await createGroup(context, given)).principal
        const bound = { type: 'group', id } as const
        const end = async ({ organizations, principals }: Ports) => {
          await organizations.lock(organizationId)
          await principals.delete(id)
        }
        return { target: { type: 'group', organizationId, name }, bound, end, words: /^group ".*" does not exist$/ }
      },
    }
    for (const [what, make] of Object.entries(doomed))
      test(`of ${what} that is deleted meanwhile is not written`, async () => {
        const { target, bound, end, words } = await make()
        const [role = assert.fail('no role')] = rolesOn[bound.type]
        const principalId = await context.store.transaction(somebody)
        const held = Promise.withResolvers<undefined>()
        const asked = Promise.withResolvers<undefined>()
        const ending = context.store.transaction(async (tx) => {
          await end(tx)
          held.resolve(undefined)
          await asked.promise
        })
        await held.promise
        const setting = grantRole(context, { target, role, principalId })
        const refused = assert.rejects(setting, { code: 'not_found', message: words })
        // Gives the grant time to reach the database, where transactions do not run one after another anyway.
        for (let turn = 0; turn < 50; turn++) await context.store.roles.list(bound)
        asked.resolve(undefined)
        await Promise.all([ending, refused])
        assert.deepEqual(await context.store.roles.list(bound), [])
      })

    test('that names more than a thousand already may lose some, or have others instead, but not name more', async () => {
      const { projectId } = identity.location
      const bound = { type: 'project', id: projectId } as const
      const { ids, another } = await context.store.transaction(async (tx) => {
        const ids: string[] = []
        for (let count = 0; count < 1002; count++) ids.push(await somebody(tx))
        await tx.roles.replace(
          bound,
          ids.map((principalId) => ({ role: 'viewer', principalId })),
        )
        return { ids, another: await somebody(tx) }
      })
      const [first = '', second = ''] = ids
      const change = (make: typeof grantRole, role: Role, principalId: string) =>
        make(context, { target: { type: 'project', projectId }, role, principalId })
      await assert.rejects(change(grantRole, 'viewer', another), { code: 'invalid_argument', message: /at most 1002/ })
      await change(grantRole, 'contributor', first)
      await change(withdrawRole, 'viewer', second)
      const held = await context.store.roles.list(bound)
      assert.equal(held.length, 1002)
      assert.ok(held.some(({ role, principalId }) => role === 'contributor' && principalId === first))
      assert.ok(!held.some(({ principalId }) => principalId === second))
    })
  })
