import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../../support/describe-port.ts'
import { aSession, anAccount, anInvitation, storedPerson } from '../arrange-people.ts'
import { aPrincipal, at, newId, storedProject } from '../arrange.ts'

const oldestFirst = { size: 10, order: [{ field: 'createdAt', descending: false }], edge: null } as const

describePort('users', (store) => {
  test('a person has an email that nobody else of the organization has', async () => {
    const { organization, account } = await storedPerson(store(), { email: 'ada@example.com' })
    const { account: elsewhere } = await storedPerson(store(), { email: 'ada@example.com' })
    const principal = aPrincipal(organization, { kind: 'user' })
    const twin = anAccount(principal, { email: 'ada@example.com' })
    const insert = () =>
      store().transaction(async ({ principals, users }) => {
        await principals.insert(principal)
        return users.insert(twin)
      })

    assert.equal(await insert(), false)
    assert.deepEqual(await store().users.find(account.id), account)
    assert.equal(await store().users.find(twin.id), undefined)
    assert.deepEqual(await store().users.findByEmail(organization.id, 'ada@example.com'), account)
    assert.deepEqual(await store().users.findByEmail(elsewhere.organizationId, 'ada@example.com'), elsewhere)
    assert.equal(await store().users.findByEmail(organization.id, 'bob@example.com'), undefined)
  })

  test('the people of an organization are listed and counted, oldest first', async () => {
    const { organization, account } = await storedPerson(store())
    await storedPerson(store())
    const older = aPrincipal(organization, { kind: 'user' })
    await store().transaction(async ({ principals, users }) => {
      await principals.insert(older)
      await users.insert(anAccount(older, { createdAt: at(-1) }))
    })
    const { items } = await store().users.list(organization.id, oldestFirst)
    assert.deepEqual(items, [anAccount(older, { createdAt: at(-1) }), account])
    assert.equal(await store().users.count(organization.id), 2)
    assert.deepEqual(await store().users.findMany([account.id, 'unknown']), [account])
    assert.equal(await store().users.count('unknown'), 0)
  })

  test('what a person signs in by changes, and no step of a new secret is used', async () => {
    const { account } = await storedPerson(store(), { usedStep: 5 })
    const changes = { passwordHash: 'other', oneTimeSecret: 'sealed', secondFactorSince: at(1) }
    await store().transaction(({ users }) =>
      users.update({ ...account, ...changes, email: 'x', organizationId: 'x', createdAt: 'x' }),
    )
    assert.deepEqual(await store().users.find(account.id), { ...account, ...changes, usedStep: null })
  })

  test('a step of time that was used stays used while the secret is the same', async () => {
    const { account } = await storedPerson(store(), { oneTimeSecret: 'sealed', usedStep: 5 })
    await store().transaction(({ users }) => users.update({ ...account, passwordHash: 'other', usedStep: null }))
    assert.deepEqual(await store().users.find(account.id), { ...account, passwordHash: 'other' })
  })

  test('each step of time is used once, and none before it afterwards', async () => {
    const { account } = await storedPerson(store())
    const use = (step: number) => store().transaction(({ users }) => users.useStep(account.id, step))
    assert.deepEqual([await use(7), await use(7), await use(6), await use(8)], [true, false, false, true])
    assert.equal((await store().users.find(account.id))?.usedStep, 8)
    assert.equal(await store().transaction(({ users }) => users.useStep('unknown', 1)), false)
  })

  test('each recovery code is used once, by its person alone; new ones replace the old', async () => {
    const { account } = await storedPerson(store())
    const { account: other } = await storedPerson(store())
    const put = (id: string, hashes: readonly string[]) =>
      store().transaction(({ users }) => users.putRecoveryCodes(id, hashes))
    const use = (id: string, hash: string) => store().transaction(({ users }) => users.useRecoveryCode(id, hash))
    const left = () => store().users.countRecoveryCodes(account.id)

    await put(account.id, ['one', 'two', 'three'])
    assert.deepEqual(
      [await use(other.id, 'one'), await use(account.id, 'one'), await use(account.id, 'one')],
      [false, true, false],
    )
    assert.equal(await left(), 2)
    await put(account.id, ['four'])
    assert.deepEqual([await use(account.id, 'two'), await use(account.id, 'four')], [false, true])
    await put(account.id, [])
    assert.equal(await left(), 0)
  })
})

describePort('sessions', (store) => {
  const stored = async (...given: Parameters<typeof aSession>[1][]) => {
    const { principal } = await storedPerson(store())
    const made = given.map((each) => aSession(principal, each))
    await store().transaction(async ({ sessions }) => {
      for (const session of made) await sessions.insert(session)
    })
    return { principal, made }
  }

  test('a session is found by its hash and ends once', async () => {
    const {
      made: [session],
    } = await stored({})
    assert.ok(session)
    assert.deepEqual(await store().sessions.find(session.hash), session)
    const remove = () => store().transaction(({ sessions }) => sessions.delete(session.hash))
    assert.deepEqual([await remove(), await remove()], [true, false])
    assert.equal(await store().sessions.find(session.hash), undefined)
  })

  test('the newest sessions of a person are listed, newest first', async () => {
    const { principal, made } = await stored({ createdAt: at(1) }, { createdAt: at(3) }, { createdAt: at(2) })
    await stored({ createdAt: at(4) })
    assert.deepEqual(await store().sessions.list(principal.id, 2), [made[1], made[2]])
    assert.deepEqual(await store().sessions.list('unknown', 2), [])
  })

  test('a session is seen again, unless it was seen lately', async () => {
    const {
      made: [session],
    } = await stored({ seenAt: at(10) })
    assert.ok(session)
    const seenAfter = async (instant: string, unlessAfter: string) => {
      await store().transaction(({ sessions }) => sessions.see(session.hash, instant, unlessAfter))
      return (await store().sessions.find(session.hash))?.seenAt
    }
    assert.equal(await seenAfter(at(20), at(9)), at(10))
    assert.equal(await seenAfter(at(20), at(10)), at(20))
  })

  test('all sessions of a person end, and nobody else’s', async () => {
    const { principal } = await stored({}, {}, {})
    const {
      made: [elsewhere],
    } = await stored({})
    assert.equal(await store().transaction(({ sessions }) => sessions.deleteAll(principal.id)), 3)
    assert.deepEqual(await store().sessions.list(principal.id, 10), [])
    assert.deepEqual(await store().sessions.find(elsewhere?.hash ?? ''), elsewhere)
  })

  test('many sessions of a person end as well as few', async () => {
    const { principal } = await stored(...Array.from({ length: 501 }, () => ({})))
    assert.equal(await store().transaction(({ sessions }) => sessions.deleteAll(principal.id)), 501)
  })

  test('expired sessions are deleted in bounded numbers, oldest first', async () => {
    const ages = [-3, -2, -1].map((years) => ({ expiresAt: at(years * 366 * 86_400_000) }))
    const { principal, made } = await stored(...ages)
    const expire = () => store().transaction(({ sessions }) => sessions.deleteExpired(made[2]?.expiresAt ?? '', 1))
    assert.equal(await expire(), 1)
    assert.equal((await store().sessions.list(principal.id, 10)).length, 2)
    assert.deepEqual([await expire(), await expire()], [1, 0])
    assert.deepEqual(await store().sessions.list(principal.id, 10), [made[2]])
  })
})

describePort('invitations', (store) => {
  const stored = async (...given: Parameters<typeof anInvitation>[1][]) => {
    const { organization } = await storedProject(store())
    const made = given.map((each) => anInvitation(organization, each))
    await store().transaction(async ({ invitations }) => {
      for (const invitation of made) await invitations.insert(invitation)
    })
    return { organization, made }
  }

  test('an invitation is found by its id and by its hash, and is accepted once', async () => {
    const {
      made: [invitation],
    } = await stored({ email: null, role: null, inviterId: newId(), renewsId: newId() })
    assert.ok(invitation)
    assert.deepEqual(await store().invitations.find(invitation.id), invitation)
    assert.deepEqual(await store().invitations.findByHash(invitation.hash), invitation)
    assert.equal(await store().invitations.findByHash('unknown'), undefined)
    const accept = (instant: string) =>
      store().transaction(({ invitations }) => invitations.accept(invitation.id, instant))
    assert.deepEqual([await accept(at(5)), await accept(at(6))], [true, false])
    assert.deepEqual(await store().invitations.find(invitation.id), { ...invitation, acceptedAt: at(5) })
  })

  test('the invitations of an organization are listed oldest first, until they are taken back', async () => {
    const { organization, made } = await stored({ createdAt: at(1) }, {})
    await stored({})
    const listed = async () => (await store().invitations.list(organization.id, oldestFirst)).items
    assert.deepEqual(await listed(), made.toReversed())
    const remove = () => store().transaction(({ invitations }) => invitations.delete(made[0]?.id ?? ''))
    assert.deepEqual([await remove(), await remove()], [true, false])
    assert.deepEqual(await listed(), [made[1]])
  })

  test('those of one address that were not accepted are deleted, however many there are', async () => {
    const open = Array.from({ length: 501 }, (_, index) => ({ createdAt: at(index + 3) }))
    const others = [
      { acceptedAt: at(1) },
      { createdAt: at(1), email: 'bob@example.com' },
      { createdAt: at(2), email: null },
    ]
    const { organization, made } = await stored(...others, ...open)
    const { organization: elsewhere, made: theirs } = await stored({})
    await store().transaction(({ invitations }) => invitations.deleteOpen(organization.id, 'ada@example.com'))
    const listed = async (id: string) => (await store().invitations.list(id, oldestFirst)).items
    assert.deepEqual(await listed(organization.id), made.slice(0, 3))
    assert.deepEqual(await listed(elsewhere.id), theirs)
  })

  test('those that expired long ago are deleted in bounded numbers, oldest first', async () => {
    const ages = [-3, -2, -1].map((years) => ({ expiresAt: at(years * 366 * 86_400_000) }))
    const { organization, made } = await stored(...ages)
    const expire = () =>
      store().transaction(({ invitations }) => invitations.deleteExpired(made[2]?.expiresAt ?? '', 1))
    assert.deepEqual([await expire(), await expire(), await expire()], [1, 1, 0])
    assert.deepEqual((await store().invitations.list(organization.id, oldestFirst)).items, [made[2]])
  })
})
