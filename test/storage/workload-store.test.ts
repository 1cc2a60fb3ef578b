import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../../src/domain/store.ts'
import { describePort } from '../support/describe-port.ts'
import { aLoginToken, aPrincipal, aProvider, at, newId, storedProject } from './arrange.ts'

async function arranged(store: Store) {
  const { organization } = await storedProject(store)
  const [one, other] = [aPrincipal(organization), aPrincipal(organization)]
  await store.transaction(async ({ principals }) => {
    for (const principal of [one, other]) await principals.insert(principal)
  })
  return { one, other }
}

describePort('workloads', (store) => {
  test('a provider is found by its name under its service principal, which has it once', async () => {
    const { one, other } = await arranged(store())
    const provider = aProvider(one, { name: 'ci' })
    const twin = aProvider(other, { name: 'ci', trust: { kind: 'aws', accountId: '123456789012' } })
    await store().transaction(async ({ workloads }) => {
      for (const each of [provider, twin]) await workloads.insert(each)
    })
    assert.deepEqual(await store().workloads.find(one.id, 'ci'), provider)
    assert.deepEqual(await store().workloads.find(other.id, 'ci'), twin)
    assert.equal(await store().workloads.find(one.id, 'other'), undefined)
    await assert.rejects(store().transaction(({ workloads }) => workloads.insert({ ...provider, id: newId() })))
  })

  test('those of a service principal are listed oldest first', async () => {
    const { one, other } = await arranged(store())
    const young = aProvider(one, { createdAt: at(1) })
    const [old, foreign] = [aProvider(one), aProvider(other)]
    await store().transaction(async ({ workloads }) => {
      for (const each of [young, old, foreign]) await workloads.insert(each)
    })
    assert.deepEqual(await store().workloads.list(one.id), [old, young])
  })

  test('what can be changed of a provider is written', async () => {
    const { one } = await arranged(store())
    const provider = aProvider(one)
    const changed = {
      ...provider,
      description: 'machines',
      trust: { kind: 'aws', accountId: '123456789012' },
      conditionalAccess: 'aws.arn is not empty',
      updatedAt: at(1),
    } as const
    await store().transaction(async ({ workloads }) => {
      await workloads.insert(provider)
      await workloads.update(changed)
    })
    assert.deepEqual(await store().workloads.find(one.id, provider.name), changed)
  })

  test('a provider goes with the tokens that were given for it, and no others', async () => {
    const { one } = await arranged(store())
    const [gone, stays] = [aProvider(one), aProvider(one)]
    const tokens = [gone, stays].map(({ id }) => aLoginToken(one, { grant: { kind: 'workload-identity', id } }))
    await store().transaction(async ({ workloads, principals }) => {
      for (const provider of [gone, stays]) await workloads.insert(provider)
      for (const token of tokens) await principals.insertLoginToken(token)
      await workloads.delete(gone.id)
    })
    assert.equal(await store().workloads.find(one.id, gone.name), undefined)
    assert.deepEqual(await Promise.all(tokens.map(({ hash }) => store().principals.findLoginToken(hash))), [
      undefined,
      tokens[1],
    ])
  })

  test('a provider goes with its service principal', async () => {
    const { one } = await arranged(store())
    const provider = aProvider(one)
    await store().transaction(async ({ workloads, principals }) => {
      await workloads.insert(provider)
      await principals.delete(one.id)
    })
    assert.deepEqual(await store().workloads.list(one.id), [])
  })

  test('who deletes a provider waits for a token that is being given for it, and takes it away', async () => {
    const { one } = await arranged(store())
    const provider = aProvider(one)
    await store().transaction(({ workloads }) => workloads.insert(provider))
    const token = aLoginToken(one, { grant: { kind: 'workload-identity', id: provider.id } })
    const held = Promise.withResolvers<undefined>()
    const begun = Promise.withResolvers<undefined>()
    const giving = store().transaction(async ({ workloads, principals }) => {
      assert.deepEqual(await workloads.hold(provider.id), provider)
      held.resolve(undefined)
      await begun.promise
      await principals.insertLoginToken(token)
    })
    await held.promise
    const deleting = store().transaction(async ({ workloads }) => {
      begun.resolve(undefined)
      await workloads.delete(provider.id)
    })
    // With one transaction at a time, the second has not begun yet.
    setImmediate(begun.resolve, undefined)
    await Promise.all([giving, deleting])
    assert.equal(await store().principals.findLoginToken(token.hash), undefined)
    assert.equal(await store().transaction(({ workloads }) => workloads.hold(provider.id)), undefined)
  })
})
