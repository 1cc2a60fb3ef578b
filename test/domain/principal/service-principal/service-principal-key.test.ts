import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hashSecret } from '../../../../src/auth/secret-hash.ts'
import { createServicePrincipalKey } from '../../../../src/domain/principal/service-principal/create-service-principal-key.ts'
import { deleteServicePrincipalKey } from '../../../../src/domain/principal/service-principal/delete-service-principal-key.ts'
import { listServicePrincipalKeys } from '../../../../src/domain/principal/service-principal/list-service-principal-keys.ts'
import {
  type Credentials,
  type KeepCredentials,
  newCredentials,
} from '../../../../src/domain/principal/service-principal/service-principal-key.ts'
import { newPrincipal } from '../../../../src/domain/principal/principal.ts'
import { databases } from '../../../support/databases.ts'
import { type Identity, startIdentity } from '../../../support/identity.ts'

const forget: KeepCredentials<Credentials> = async () => undefined
const ELSEWHERE = '00000000-0000-4000-8000-000000000000'

test('client ids are prefixed and never alike, secrets are 256 random bits that need no encoding', () => {
  const issued = Array.from({ length: 1000 }, newCredentials)
  for (const { clientId, clientSecret } of issued) {
    assert.match(clientId, /^assay-[0-9a-f]{32}$/)
    assert.match(clientSecret, /^[\w-]{43}$/)
    assert.equal(Buffer.from(clientSecret, 'base64url').length, 32)
  }
  assert.equal(new Set(issued.map(({ clientId }) => clientId)).size, 1000)
  assert.equal(new Set(issued.map(({ clientSecret }) => clientSecret)).size, 1000)
})

for (const database of databases())
  describe(`service principal keys on ${database.name}`, () => {
    let identity: Identity
    before(async () => {
      identity = await startIdentity(database)
    })
    after(() => identity.close())

    const create = (
      role: 'owner' | 'admin' | 'contributor' | null,
      { projectId = identity.location.projectId, principalId = identity.admin.principalId, keep = forget } = {},
    ) =>
      createServicePrincipalKey(
        identity.contextOf(role),
        { home: { ...identity.location, projectId }, id: principalId },
        { hashSecret, keep, limit: 10 },
      )
    const remove = (
      role: 'owner' | 'admin' | 'contributor' | null,
      clientId: string,
      principalId = identity.admin.principalId,
    ) =>
      deleteServicePrincipalKey(identity.contextOf(role), {
        home: identity.location,
        id: principalId,
        clientId,
      })

    test('a created key is stored with the keyed hash of its secret, never with the secret', async () => {
      const { clientId, clientSecret } = await create('owner')
      assert.deepEqual(await identity.store.principals.findKey(clientId), {
        clientId,
        principalId: identity.admin.principalId,
        secretHash: hashSecret(identity.serverKey, clientSecret),
        createdAt: identity.clock.now(),
      })
    })

    test('nobody makes a key of a principal that may do more than they could give', async () => {
      await assert.rejects(create('admin'), {
        code: 'permission_denied',
        message: '"admin" holds the owner role where principal "tester" may not give it: ask who may',
      })
      const { principalId } = await identity.principal('contributor')
      await create('admin', { principalId })
    })

    test('credentials are kept before their key counts, and one that cannot be kept never does', async () => {
      const listKeys = () => identity.store.principals.listKeys(identity.admin.principalId)
      const before = await listKeys()
      const kept: Credentials[] = []
      const keep = async (credentials: Credentials) => {
        assert.deepEqual(await listKeys(), before)
        kept.push(credentials)
      }
      const { clientId, clientSecret } = await create('owner', { keep })
      assert.deepEqual([{ clientId, clientSecret }], kept)
      const after = await listKeys()
      const full = new Error('the disk is full')
      await assert.rejects(create('owner', { keep: () => Promise.reject(full) }), full)
      await assert.rejects(create('owner', { keep, principalId: 'nobody' }), { code: 'not_found' })
      assert.deepEqual([await listKeys(), kept.length], [after, 1])
    })

    test('the keys of a project are listed with who holds them and as what', async () => {
      const viewer = await identity.principal('viewer')
      const nobody = await identity.principal(null)
      const keys = await listServicePrincipalKeys(identity.contextOf('admin'), identity.location)
      const found = keys.map(({ principal, roles, keys }) => [
        principal.id,
        roles,
        keys.map(({ clientId }) => clientId),
      ])
      for (const [{ principalId, clientId }, role] of [
        [viewer, ['viewer']],
        [nobody, []],
      ] as const)
        assert.deepEqual(
          found.find(([id]) => id === principalId),
          [principalId, role, [clientId]],
        )
      for (const role of ['contributor', null] as const)
        await assert.rejects(listServicePrincipalKeys(identity.contextOf(role), identity.location), {
          code: 'permission_denied',
        })
    })

    test('a deleted key is gone with its tokens, and only it', async () => {
      const key = await create('owner')
      const token = { hash: 'f'.repeat(64), clientId: key.clientId, expiresAt: '2099-01-01T00:00:00.000Z' }
      await identity.store.transaction(({ principals }) => principals.insertToken(token))
      await remove('owner', key.clientId)
      assert.equal(await identity.store.principals.findKey(key.clientId), undefined)
      assert.equal(await identity.store.principals.findToken(token.hash), undefined)
      assert.ok(await identity.store.principals.findKey(identity.admin.clientId))
    })

    test('creating and deleting need the admin role, and leave no trace without it', async () => {
      const listKeys = () => identity.store.principals.listKeys(identity.admin.principalId)
      const keys = await listKeys()
      for (const role of ['contributor', null] as const) {
        await assert.rejects(create(role), { code: 'permission_denied' })
        await assert.rejects(remove(role, identity.admin.clientId), { code: 'permission_denied' })
      }
      await assert.rejects(create('admin', { projectId: ELSEWHERE }), { code: 'permission_denied' })
      assert.deepEqual(await listKeys(), keys)
    })

    test('a key of another principal, and a principal of another project, do not exist', async () => {
      const other = await identity.principal('viewer')
      await assert.rejects(remove('owner', other.clientId), {
        code: 'not_found',
        message: `service principal key "${other.clientId}" does not exist`,
      })
      const { organizationId } = identity.location
      await identity.store.transaction(async ({ organizations, principals }) => {
        const createdAt = identity.clock.now()
        const kind = 'service'
        await organizations.insertProject({ id: ELSEWHERE, organizationId, name: 'other', description: '', createdAt })
        await principals.insert(
          newPrincipal({ id: 's', kind, organizationId, projectId: ELSEWHERE, name: 's', createdAt }),
        )
        await principals.insert(newPrincipal({ id: 'o', kind, organizationId, projectId: null, name: 'o', createdAt }))
      })
      for (const stranger of ['s', 'o', 'nobody'])
        await assert.rejects(remove('owner', identity.admin.clientId, stranger), {
          code: 'not_found',
          message: `service principal "${stranger}" does not exist`,
        })
    })
  })
