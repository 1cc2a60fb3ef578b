import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserLogin } from '../../../src/domain/principal/browser-login/browser-login.ts'
import { describePort } from '../../support/describe-port.ts'
import { aBrowserLogin, aLoginSecret, storedPerson } from '../arrange-people.ts'
import { aLoginToken, at, newId } from '../arrange.ts'

describePort('browserLogins', (store) => {
  async function storedLogin(given: Partial<BrowserLogin> = {}) {
    const { principal } = await storedPerson(store())
    const login = aBrowserLogin(principal, given)
    const secret = aLoginSecret(login.id, { redirectUri: 'http://127.0.0.1/', challenge: 'abc' })
    const token = { hash: newId(), principalId: principal.id, expiresAt: at(10) }
    await store().transaction(async ({ browserLogins, principals }) => {
      await browserLogins.insert(login)
      await browserLogins.insertSecret(secret)
      await principals.insertLoginToken({ ...token, grant: { kind: 'browser-login', id: login.id } })
    })
    return { principal, login, secret, token }
  }
  type Stored = Awaited<ReturnType<typeof storedLogin>>

  const left = async ({ login, secret, token }: Stored) => [
    (await store().browserLogins.find(login.id)) !== undefined,
    (await store().browserLogins.findSecret(secret.hash)) !== undefined,
    (await store().principals.findLoginToken(token.hash)) !== undefined,
  ]

  test('a login and its secrets are kept as they are', async () => {
    const { principal, login, secret } = await storedLogin()
    const newer = aBrowserLogin(principal, { createdAt: at(5) })
    await store().transaction(({ browserLogins }) => browserLogins.insert(newer))
    assert.deepEqual(await store().browserLogins.find(login.id), login)
    assert.deepEqual(await store().browserLogins.findSecret(secret.hash), secret)
    assert.deepEqual(await store().browserLogins.list(principal.id, 10), [newer, login])
    assert.deepEqual(await store().browserLogins.list(principal.id, 1), [newer])
  })

  test('when a login ends can be changed, while there is one', async () => {
    const { login } = await storedLogin()
    const extend = (id: string) => store().transaction(({ browserLogins }) => browserLogins.extend(id, at(77)))
    assert.deepEqual([await extend(login.id), await extend('unknown')], [true, false])
    assert.deepEqual(await store().browserLogins.find(login.id), { ...login, expiresAt: at(77) })
  })

  test('a secret is used once', async () => {
    const { secret } = await storedLogin()
    const use = (hash: string) => store().transaction(({ browserLogins }) => browserLogins.useSecret(hash, at(3)))
    assert.deepEqual([await use(secret.hash), await use(secret.hash), await use('unknown')], [true, false, false])
    assert.equal((await store().browserLogins.findSecret(secret.hash))?.usedAt, at(3))
  })

  test('with a login its secrets and its tokens go, and nobody else’s', async () => {
    const [one, other] = [await storedLogin(), await storedLogin()]
    const remove = () => store().transaction(({ browserLogins }) => browserLogins.delete(one.login.id))
    assert.deepEqual([await remove(), await remove()], [true, false])
    assert.deepEqual(await left(one), [false, false, false])
    assert.deepEqual(await left(other), [true, true, true])
  })

  test('all of a person go at once', async () => {
    const [one, other] = [await storedLogin(), await storedLogin()]
    await store().transaction(async ({ browserLogins }) => {
      for (let more = 0; more < 120; more += 1) await browserLogins.insert(aBrowserLogin(one.principal))
    })
    const remove = () => store().transaction(({ browserLogins }) => browserLogins.deleteAll(one.principal.id))
    assert.deepEqual([await remove(), await remove()], [121, 0])
    assert.deepEqual(await left(one), [false, false, false])
    assert.deepEqual(await left(other), [true, true, true])
  })

  test('who deletes a login waits for a token that is being given for it, and takes it away', async () => {
    const ends = [
      (stored: Stored) => store().transaction(({ browserLogins }) => browserLogins.delete(stored.login.id)),
      (stored: Stored) => store().transaction(({ browserLogins }) => browserLogins.deleteAll(stored.principal.id)),
      () => store().transaction(({ browserLogins }) => browserLogins.deleteExpired(at(-7), 1)),
    ]
    for (const end of ends) {
      const stored = await storedLogin({ expiresAt: at(-8) })
      const { id } = stored.login
      const token = aLoginToken(stored.principal, { grant: { kind: 'browser-login', id } })
      const held = Promise.withResolvers<undefined>()
      const asked = Promise.withResolvers<undefined>()
      const giving = store().transaction(async ({ browserLogins, principals }) => {
        await browserLogins.extend(id, at(-8))
        held.resolve(undefined)
        await asked.promise
        await principals.insertLoginToken(token)
      })
      await held.promise
      const ending = end(stored)
      // Gives it time to reach the database, where transactions do not run one after another anyway.
      for (let turn = 0; turn < 50; turn++) await store().browserLogins.find(id)
      asked.resolve(undefined)
      await Promise.all([giving, ending])
      assert.deepEqual(await left(stored), [false, false, false])
      assert.equal(await store().principals.findLoginToken(token.hash), undefined)
    }
  })

  test('what has expired goes, at most so much at once', async () => {
    const old = [await storedLogin({ expiresAt: at(-9) }), await storedLogin({ expiresAt: at(-8) })]
    const sweep = () => store().transaction(({ browserLogins }) => browserLogins.deleteExpired(at(-7), 1))
    assert.deepEqual([await sweep(), await sweep(), await sweep()], [1, 1, 0])
    for (const each of old) assert.deepEqual(await left(each), [false, false, false])
  })
})
