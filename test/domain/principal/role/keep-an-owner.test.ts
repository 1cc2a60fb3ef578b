import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { newId } from '../../../../src/machine/new-id.ts'
import { hashSecret } from '../../../../src/auth/secret-hash.ts'
import type { Context } from '../../../../src/domain/context.ts'
import { newPrincipal, operatorActor, type PrincipalKind } from '../../../../src/domain/principal/principal.ts'
import { grantRole, withdrawRole } from '../../../../src/domain/principal/role/grant-role.ts'
import { createServicePrincipalKey } from '../../../../src/domain/principal/service-principal/create-service-principal-key.ts'
import { deleteServicePrincipalKey } from '../../../../src/domain/principal/service-principal/delete-service-principal-key.ts'
import { disableUser } from '../../../../src/domain/principal/user/disable-user.ts'
import { createWorkloadIdentityProvider } from '../../../../src/domain/principal/workload/create-workload-identity-provider.ts'
import { deleteWorkloadIdentityProvider } from '../../../../src/domain/principal/workload/delete-workload-identity-provider.ts'
import { databases } from '../../../support/databases.ts'
import { type Identity, startIdentity } from '../../../support/identity.ts'

const refusal = {
  code: 'failed_precondition',
  message:
    'this would leave the organization without an owner who can get in: make another one, or another key of this one, first',
}

for (const database of databases())
  describe(`the last owner who can get in, on ${database.name}`, () => {
    let identity: Identity
    let context: Context
    before(async () => {
      identity = await startIdentity(database)
      context = identity.contextOf('owner')
    })
    after(() => identity.close())

    const place = () => ({ organizationId: identity.location.organizationId, projectId: null })
    const target = () => ({ type: 'organization', organizationId: identity.location.organizationId }) as const
    const own = (principalId: string) => grantRole(context, { target: target(), role: 'owner', principalId })
    const disown = (principalId: string) => withdrawRole(context, { target: target(), role: 'owner', principalId })
    const admin = () => ({ home: identity.location, id: identity.admin.principalId })
    const createKey = (id: string) =>
      createServicePrincipalKey(context, { home: place(), id }, { hashSecret, keep: async () => undefined, limit: 10 })

    /** An owner without any means to sign in. */
    async function owner(kind: PrincipalKind): Promise<string> {
      const id = newId()
      const principal = newPrincipal({ id, kind, ...place(), name: `p-${id}`, createdAt: context.clock.now() })
      await context.store.transaction(({ principals }) => principals.insert(principal))
      await own(id)
      return id
    }
    async function person(passwordHash: string | null): Promise<string> {
      const id = await owner('user')
      const { organizationId } = identity.location
      const nothing = { oneTimeSecret: null, secondFactorSince: null, usedStep: null }
      const account = { id, organizationId, email: id.toLowerCase(), passwordHash, ...nothing }
      await context.store.transaction(({ users }) => users.insert({ ...account, createdAt: context.clock.now() }))
      return id
    }

    beforeEach(async () => {
      await own(identity.admin.principalId)
      for (const { role, principalId } of await context.store.roles.list({
        type: 'organization',
        id: identity.location.organizationId,
      }))
        if (role === 'owner' && principalId !== identity.admin.principalId) await disown(principalId)
    })

    test('stays beside owners who cannot: without a key, without an account, without a password, of an empty group', async () => {
      await owner('service')
      await owner('user')
      await person(null)
      const group = await owner('group')
      await assert.rejects(disown(identity.admin.principalId), refusal)
      const [keyless, late] = [await owner('service'), await person(null)]
      await context.store.transaction(({ groups }) => groups.add(group, [keyless, late]))
      await assert.rejects(disown(identity.admin.principalId), refusal)

      await createKey(keyless)
      await disown(identity.admin.principalId)
    })

    test('may be a person with a password, or one whom a provider vouches for, unless they are disabled', async () => {
      const ada = await person('a hash')
      await disown(identity.admin.principalId)
      const grace = await person(null)
      await assert.rejects(disableUser(context, { ...place(), id: ada }), refusal)
      await assert.rejects(disown(ada), refusal)
      await context.store.transaction(({ identities }) =>
        identities.insert({
          issuer: 'https://login.example.com',
          subject: grace,
          principalId: grace,
          createdAt: context.clock.now(),
        }),
      )
      await disableUser(context, { ...place(), id: ada })
      await assert.rejects(disown(grace), refusal)
    })

    test('keeps its last key, unless the operator takes it; with a provider besides it does not need one', async () => {
      const key = { ...admin(), clientId: identity.admin.clientId }
      await assert.rejects(deleteServicePrincipalKey(context, key), refusal)
      assert.ok(await context.store.principals.findKey(key.clientId))

      const trust = { kind: 'oidc', issuer: 'https://token.actions.githubusercontent.com', audiences: [] } as const
      const provider = { servicePrincipal: admin(), name: 'github' }
      const terms = { description: '', conditionalAccess: 'jwt_claims.sub == "images"', trust }
      await createWorkloadIdentityProvider(context, { ...provider, terms }, { requireStatement: async () => undefined })
      await deleteServicePrincipalKey(context, key)
      await assert.rejects(deleteWorkloadIdentityProvider(context, provider), refusal)

      const ref = admin()
      const making = { hashSecret, keep: async () => undefined, limit: 10 }
      const { clientId } = await createServicePrincipalKey(context, ref, making)
      await deleteWorkloadIdentityProvider(context, provider)
      await assert.rejects(deleteServicePrincipalKey(context, { ...ref, clientId }), refusal)
      await deleteServicePrincipalKey({ ...context, actor: operatorActor }, { ...ref, clientId })
    })
  })
