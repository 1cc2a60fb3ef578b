import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Edge } from '../../src/domain/page.ts'
import type { AccessToken, PrincipalKind } from '../../src/domain/principal/principal.ts'
import type { Store } from '../../src/domain/store.ts'
import { describePort } from '../support/describe-port.ts'
import { aKey, aLoginToken, aPrincipal, at, newId, storedProject } from './arrange.ts'

async function storedKey(store: Store) {
  const { organization, project } = await storedProject(store)
  const principal = aPrincipal(organization)
  const key = aKey(principal)
  await store.transaction(async ({ principals }) => {
    await principals.insert(principal)
    await principals.insertKey(key)
  })
  return { organization, project, principal, key }
}

describePort('principals', (store) => {
  test('a principal belongs to a project or to its whole organization, under a name of its own there', async () => {
    const { organization, project } = await storedProject(store())
    const ofProject = aPrincipal(organization, { projectId: project.id, name: 'ci' })
    const ofAll = aPrincipal(organization, { name: 'ci' })
    await store().transaction(async ({ principals }) => {
      await principals.insert(ofProject)
      await principals.insert(ofAll)
    })

    assert.deepEqual(await store().principals.find(ofProject.id), ofProject)
    assert.deepEqual(await store().principals.find(ofAll.id), ofAll)
    assert.equal(await store().principals.find('unknown'), undefined)
    assert.equal(await store().principals.findLoginToken('unknown'), undefined)
    for (const twin of [ofProject, ofAll])
      await assert.rejects(store().transaction(({ principals }) => principals.insert({ ...twin, id: newId() })))
    for (const kind of ['group', 'user'] as const) {
      const namesake = { ...ofAll, id: newId(), kind }
      await store().transaction(({ principals }) => principals.insert(namesake))
      assert.deepEqual(await store().principals.findByName(kind, ofAll, 'ci'), namesake)
    }
  })

  test('nobody can be made who is permitted everything: neither the registry itself nor its operator is stored', async () => {
    const { organization } = await storedProject(store())
    for (const kind of ['registry', 'operator', ''] as string[] as PrincipalKind[]) {
      const principal = aPrincipal(organization, { kind })
      await assert.rejects(store().transaction(({ principals }) => principals.insert(principal)))
    }
  })

  test('the services of a project are listed oldest first, without other principals and those of the whole organization', async () => {
    const { organization, project } = await storedProject(store())
    const young = aPrincipal(organization, { projectId: project.id, name: 'young', createdAt: at(1) })
    const old = aPrincipal(organization, { projectId: project.id, name: 'old' })
    const all = aPrincipal(organization, { name: 'all' })
    await store().transaction(async ({ principals }) => {
      const person = aPrincipal(organization, { projectId: project.id, name: 'person', kind: 'user' })
      for (const principal of [young, old, person, all]) await principals.insert(principal)
    })

    const home = { organizationId: organization.id, projectId: project.id }
    assert.deepEqual(await store().principals.list('service', home), [old, young])
    assert.deepEqual(await store().principals.list('service', { ...home, projectId: 'unknown' }), [])
    assert.deepEqual(await store().principals.list('service', { ...home, projectId: null }), [all])
  })

  test('a principal is found by its name where it is, and many by their ids', async () => {
    const { organization, project } = await storedProject(store())
    const ofProject = aPrincipal(organization, { projectId: project.id, name: 'ci' })
    const ofAll = aPrincipal(organization, { name: 'ci' })
    const insert = [ofProject, ofAll].map((one) => store().transaction(({ principals }) => principals.insert(one)))
    await Promise.all(insert)
    const { principals } = store()
    const home = { organizationId: organization.id, projectId: project.id }
    assert.deepEqual(await principals.findByName('service', home, 'ci'), ofProject)
    assert.deepEqual(await principals.findByName('service', { ...home, projectId: null }, 'ci'), ofAll)
    assert.equal(await principals.findByName('group', home, 'ci'), undefined)
    const found = await principals.findMany([ofAll.id, 'unknown', ofProject.id])
    assert.deepEqual(new Set(found), new Set([ofProject, ofAll]))
  })

  test('those of an organization and its projects that fit come in pages, oldest first, however many do not fit', async () => {
    const { organization, project } = await storedProject(store())
    await storedKey(store())
    const all = Array.from({ length: 13 }, (_, n) =>
      aPrincipal(organization, { name: `p-${n}`, createdAt: at(n), projectId: n % 2 === 0 ? project.id : null }),
    )
    await store().transaction(async ({ principals }) => {
      for (const principal of all.toReversed()) await principals.insert(principal)
    })
    const wanted = all.filter((_, n) => n % 3 === 0)
    const pageAt = (edge: Edge | null, size = 2) =>
      store().principals.search(
        organization.id,
        { size, order: [{ field: 'createdAt', descending: false }], edge },
        ({ name }) => Number(name.slice(2)) % 3 === 0,
      )

    const first = await pageAt(null)
    assert.deepEqual([first.items, first.previous], [wanted.slice(0, 2), null])
    const second = await pageAt(first.next)
    assert.deepEqual(second.items, wanted.slice(2, 4))
    const third = await pageAt(second.next)
    assert.deepEqual([third.items, third.next], [wanted.slice(4), null])
    const back = await pageAt(third.previous)
    assert.deepEqual(back.items, wanted.slice(2, 4))
    assert.deepEqual((await pageAt(back.next)).items, wanted.slice(4))
    assert.deepEqual((await pageAt(back.previous)).items, wanted.slice(0, 2))
    const whole = await pageAt(null, 100)
    assert.deepEqual(whole, { items: wanted, next: null, previous: null, stoppedAt: null })
  })

  test('what people call a principal changes, and whether it may sign in', async () => {
    const { principal } = await storedKey(store())
    const changed = { ...principal, displayName: 'Build farm', description: 'of old', disabledAt: at(5) }
    await store().transaction(({ principals }) => principals.update(changed))
    assert.deepEqual(await store().principals.find(principal.id), changed)
  })

  test('a deleted principal takes its keys, tokens, roles and memberships along', async () => {
    const { organization, project, principal, key } = await storedKey(store())
    const group = aPrincipal(organization, { kind: 'group', name: 'group' })
    const token: AccessToken = { hash: newId(), clientId: key.clientId, expiresAt: at(0) }
    const resource = { type: 'project', id: project.id } as const
    await store().transaction(async ({ principals, roles, groups }) => {
      await principals.insert(group)
      await principals.insertToken(token)
      await roles.bind(resource, { role: 'viewer', principalId: principal.id })
      await groups.add(group.id, [principal.id])
    })
    await store().transaction(({ principals }) => principals.delete(principal.id))
    const { principals, roles, groups } = store()
    assert.equal(await principals.find(principal.id), undefined)
    assert.equal(await principals.findKey(key.clientId), undefined)
    assert.equal(await principals.findToken(token.hash), undefined)
    assert.deepEqual(await roles.list(resource), [])
    assert.deepEqual(await groups.listMembers(group.id), [])
  })

  test('keys are listed oldest first', async () => {
    const { principal, key } = await storedKey(store())
    const older = aKey(principal, { createdAt: at(-1), secretHash: 'another' })
    await store().transaction(({ principals }) => principals.insertKey(older))

    assert.deepEqual(await store().principals.listKeys(principal.id), [older, key])
    assert.deepEqual(await store().principals.findKey(key.clientId), key)
    assert.equal(await store().principals.findKey('unknown'), undefined)
    assert.deepEqual(await store().principals.listKeys('unknown'), [])
  })

  test('a deleted key takes its tokens along', async () => {
    const { principal, key } = await storedKey(store())
    const other = aKey(principal)
    const token: AccessToken = { hash: newId(), clientId: key.clientId, expiresAt: at(0) }
    const kept: AccessToken = { hash: newId(), clientId: other.clientId, expiresAt: at(0) }
    await store().transaction(async ({ principals }) => {
      await principals.insertKey(other)
      await principals.insertToken(token)
      await principals.insertToken(kept)
    })
    assert.deepEqual(await store().principals.findToken(token.hash), token)

    const remove = () => store().transaction(({ principals }) => principals.deleteKey(key.clientId))
    assert.deepEqual([await remove(), await remove()], [true, false])

    assert.equal(await store().principals.findKey(key.clientId), undefined)
    assert.equal(await store().principals.findToken(token.hash), undefined)
    assert.deepEqual(await store().principals.findToken(kept.hash), kept)
  })

  test('a token that no key stands behind is found until its principal goes', async () => {
    const { principal, key } = await storedKey(store())
    const token = aLoginToken(principal)
    const late = aLoginToken(principal, { grant: { kind: 'browser-login', id: 'login' }, expiresAt: at(2000) })
    await store().transaction(async ({ principals }) => {
      for (const each of [token, late]) await principals.insertLoginToken(each)
    })
    assert.deepEqual(await store().principals.findLoginToken(late.hash), late)
    await store().transaction(({ principals }) => principals.deleteExpiredTokens(at(1500), 10))
    const found = async () => Promise.all([token, late].map(({ hash }) => store().principals.findLoginToken(hash)))
    assert.deepEqual(await found(), [undefined, late])
    await store().transaction(({ principals }) => principals.delete(key.principalId))
    assert.deepEqual(await found(), [undefined, undefined])
  })

  test('expired tokens are deleted in bounded numbers, oldest first', async () => {
    const { key } = await storedKey(store())
    const tokens = [-4, -3, -2, -1].map((days): AccessToken => {
      return { hash: newId(), clientId: key.clientId, expiresAt: at(days * 86_400_000) }
    })
    await store().transaction(async ({ principals }) => {
      for (const token of tokens.toReversed()) await principals.insertToken(token)
    })
    const expire = (limit: number) =>
      store().transaction(({ principals }) => principals.deleteExpiredTokens(tokens[3]!.expiresAt, limit))
    const left = async () => {
      const found = await Promise.all(tokens.map(({ hash }) => store().principals.findToken(hash)))
      return found.filter((token) => token !== undefined)
    }

    assert.equal(await expire(2), 2)
    assert.deepEqual(await left(), tokens.slice(2))
    assert.equal(await expire(10), 1)
    assert.deepEqual(await left(), tokens.slice(3))
    assert.equal(await expire(10), 0)
  })
})
