import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { accessTokens } from '../../src/auth/access-tokens.ts'
import { hashToken } from '../../src/auth/secret-hash.ts'
import { deleteServicePrincipalKey } from '../../src/domain/principal/service-principal/delete-service-principal-key.ts'
import type { Actor } from '../../src/domain/principal/principal.ts'
import { anyText } from '../support/any-text.ts'
import { databases } from '../support/databases.ts'
import { type Identity, type Process, startIdentity } from '../support/identity.ts'

const HOUR = 3600_000

for (const database of databases())
  describe(`authentication on ${database.name}`, () => {
    let identity: Identity
    let server: Process
    before(async () => {
      identity = await startIdentity(database)
      server = await identity.start()
    })
    after(() => identity.close())

    const actorOf = async (token: string, at: Process = server): Promise<Actor> => at.actorOf(`Bearer ${token}`)
    const refused = (message: RegExp) => ({ name: 'DomainError', code: 'unauthenticated', message })
    const unknown = refused(/does not know the access token.*creds-cache\.json/)

    /** A fresh principal and a token of its key. */
    async function loggedIn(role: 'viewer' | 'admin') {
      const key = await identity.principal(role)
      const token = await server.tokenOf(key)
      const remove = () =>
        deleteServicePrincipalKey(identity.contextOf('admin'), {
          home: identity.location,
          id: key.principalId,
          clientId: key.clientId,
        })
      return { token, key, remove }
    }

    test('a token stands for its principal with the roles that it holds', async () => {
      const expected = {
        type: 'service',
        id: identity.admin.principalId,
        name: 'admin',
        roles: [{ organizationId: identity.location.organizationId, role: 'owner' }],
      }
      const token = await server.tokenOf(identity.admin)
      assert.deepEqual(await server.actorOf(`Bearer ${token}`), expected)
      assert.deepEqual(await server.actorOf(`bearer  ${token}`), expected)
    })

    test('a verified token is answered at once, without the database', async () => {
      const token = await server.tokenOf(identity.admin)
      const first = server.actorOf(`Bearer ${token}`)
      assert.ok(first instanceof Promise)
      assert.equal(server.actorOf(`Bearer ${token}`) instanceof Promise, true)
      const actor = await first
      assert.equal(server.actorOf(`Bearer ${token}`), actor)
    })

    test('requests that come at once with one token share one reading', async () => {
      const token = await server.tokenOf(identity.admin)
      const actors = await Promise.all(Array.from({ length: 50 }, () => actorOf(token)))
      // Two reads would produce two objects.
      assert.equal(new Set(actors).size, 1)
    })

    test('an absent or malformed header is refused and told what to send', async () => {
      for (const header of [undefined, ''])
        await assert.rejects(async () => server.actorOf(header), refused(/no access token.*POST \/oauth2\/token/))
      for (const header of ['Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'x'])
        await assert.rejects(async () => server.actorOf(header), refused(/must be "Bearer <token>"/))
    })

    test('a token of another server is refused and the cache of the client named', async () => {
      await assert.rejects(actorOf('eyJhbGciOiJSUzI1NiJ9.e30.c2ln'), unknown)
      await assert.rejects(actorOf(`assay_at_${'x'.repeat(43)}`), unknown)
    })

    test('a token is stored only as a keyed hash', async () => {
      const token = await server.tokenOf(identity.admin)
      const { principals } = identity.store
      assert.equal(await principals.findToken(token), undefined)
      assert.deepEqual(await principals.findToken(hashToken(identity.serverKey, token)), {
        hash: hashToken(identity.serverKey, token),
        clientId: identity.admin.clientId,
        expiresAt: '2026-01-02T04:04:05.678Z',
      })
    })

    test('a token survives a restart and holds on every replica, at once', async () => {
      const other = await identity.start()
      const token = await other.tokenOf(identity.admin)
      assert.equal((await actorOf(token)).name, 'admin')
      await other.stop()
      const restarted = await identity.start()
      assert.equal((await actorOf(token, restarted)).name, 'admin')
      await restarted.stop()
    })

    test('a token that was refused is accepted once it is known', async () => {
      const { token, key } = await loggedIn('viewer')
      const late = `assay_at_${'y'.repeat(43)}`
      const hash = hashToken(identity.serverKey, late)
      await assert.rejects(actorOf(late), unknown)
      const expiresAt = '2099-01-01T00:00:00.000Z'
      await identity.store.transaction(({ principals }) =>
        principals.insertToken({ hash, clientId: key.clientId, expiresAt }),
      )
      assert.deepEqual(await actorOf(late), await actorOf(token))
    })

    test('the tokens of a deleted key die within 5 s on every replica, those of other keys live on', async () => {
      const replica = await identity.start()
      const { token, remove } = await loggedIn('viewer')
      const kept = await loggedIn('viewer')
      for (const at of [server, replica]) await actorOf(token, at)
      await remove()
      identity.clock.advance(4999)
      for (const at of [server, replica]) {
        await assert.rejects(actorOf(token, at), unknown)
        await actorOf(kept.token, at)
      }
      await replica.stop()
    })

    test('a deleted key gets no more tokens', async () => {
      const { key, remove } = await loggedIn('viewer')
      await remove()
      const { store, clock, serverKey } = identity
      assert.equal(await accessTokens({ store, clock, serverKey }).issue(key.clientId), undefined)
    })

    test('a changed role counts within 5 s', async () => {
      const { token, key } = await loggedIn('viewer')
      await actorOf(token)
      await identity.store.transaction(({ roles }) =>
        roles.replace({ type: 'project', id: identity.location.projectId }, [
          { role: 'contributor', principalId: key.principalId },
        ]),
      )
      identity.clock.advance(4999)
      assert.deepEqual((await actorOf(token)).roles, [{ ...identity.location, role: 'contributor' }])
    })

    test('a clock that is set back does not keep a deleted key alive', async () => {
      const { token, remove } = await loggedIn('viewer')
      await actorOf(token)
      await remove()
      identity.clock.advance(-HOUR)
      await assert.rejects(actorOf(token), unknown)
      identity.clock.advance(HOUR)
    })

    test('a token lives for one hour, to the millisecond, also where it was just verified', async () => {
      const token = await server.tokenOf(identity.admin)
      identity.clock.advance(HOUR - 1)
      assert.equal((await actorOf(token)).name, 'admin')
      identity.clock.advance(1)
      await assert.rejects(actorOf(token), refused(/expired at .*: get a new one/))
      identity.clock.advance(5000)
      await assert.rejects(actorOf(token), refused(/expired at .*: get a new one/))
    })

    test('issuing sweeps expired tokens, a bounded number at a time', async () => {
      const { key } = await loggedIn('viewer')
      const hashes = Array.from({ length: 40 }, (_, index) => `expired-${index}`)
      await identity.store.transaction(async ({ principals }) => {
        for (const hash of hashes)
          await principals.insertToken({ hash, clientId: key.clientId, expiresAt: '2025-01-01T00:00:00.000Z' })
      })
      const left = async () => {
        const found = await Promise.all(hashes.map((hash) => identity.store.principals.findToken(hash)))
        return found.filter((token) => token !== undefined).length
      }
      await server.tokenOf(identity.admin)
      assert.equal(await left(), 8)
      await server.tokenOf(identity.admin)
      assert.equal(await left(), 0)
    })

    test('no header whatsoever fails otherwise than by being refused', async () => {
      const token = fc.oneof(anyText(), fc.stringMatching(/^assay_at_[\w-]{43}$/))
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.string(),
            token.map((text) => `Bearer ${text}`),
          ),
          (header) =>
            assert.rejects(async () => server.actorOf(header), { name: 'DomainError', code: 'unauthenticated' }),
        ),
      )
    })
  })
