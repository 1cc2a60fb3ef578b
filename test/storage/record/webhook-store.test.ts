import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../../support/describe-port.ts'
import { anEvent, at, storedProject } from '../arrange.ts'
import { aWebhook } from '../arrange-webhooks.ts'

const byName = { size: 2, order: [{ field: 'name', descending: false }], edge: null } as const

describePort('webhooks', (store) => {
  test('a webhook is found by its name in its project, which has it once', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const webhook = aWebhook(project, { name: 'chat', token: 'key.abc', enabled: false })
    const elsewhere = aWebhook(other, { name: 'chat' })
    await store().transaction(async ({ webhooks }) => {
      assert.equal(await webhooks.insert(webhook), true)
      assert.equal(await webhooks.insert(aWebhook(project, { name: 'chat' })), false)
      assert.equal(await webhooks.insert(elsewhere), true)
    })
    const { webhooks } = store()
    assert.deepEqual(await webhooks.find(project.id, 'chat'), webhook)
    assert.deepEqual(await webhooks.find(other.id, 'chat'), elsewhere)
    assert.equal(await webhooks.find(project.id, 'another'), undefined)
  })

  test('a webhook begins after all that was written before it, whether that has its place or waits for it', async () => {
    const { organization, project } = await storedProject(store())
    const [sealed, waiting] = [anEvent(project), anEvent(project)]
    const place = { ledger: project.id, position: 1, hash: 'hash' }
    const head = { ...place, organizationId: organization.id, sealedAt: at(0) }
    await store().transaction(async ({ events, ledgers, webhooks }) => {
      await events.append([sealed, waiting])
      await ledgers.seal([{ ...place, eventId: sealed.id }], [head], [])
      await webhooks.insert(aWebhook(project))
    })
    const [listening] = await store().deliveries.listListening([project.id])
    assert.equal(listening?.position, 2)
  })

  test('those of a project are counted, and listed a page at a time', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const [a, b, c] = ['a', 'b', 'c'].map((name) => aWebhook(project, { name }))
    await store().transaction(async ({ webhooks }) => {
      for (const each of [c!, a!, b!, aWebhook(other)]) await webhooks.insert(each)
    })
    const { webhooks } = store()
    assert.equal(await webhooks.count(project.id), 3)
    const first = await webhooks.list(project.id, byName)
    assert.deepEqual([first.items, first.previous], [[a, b], null])
    const second = await webhooks.list(project.id, { ...byName, edge: first.next })
    assert.deepEqual([second.items, second.next], [[c], null])
  })

  test('all that can be changed is written, and nothing else', async () => {
    const { project } = await storedProject(store())
    const [webhook, other] = [aWebhook(project), aWebhook(project)]
    const changed = {
      ...webhook,
      name: 'renamed',
      description: 'pager',
      enabled: false,
      url: 'https://other.example.com',
      token: 'key.def',
      format: 'slack' as const,
      subscriptions: [],
      updatedAt: at(1),
    }
    await store().transaction(async ({ webhooks }) => {
      for (const each of [webhook, other]) await webhooks.insert(each)
      await webhooks.update({ ...changed, createdAt: at(9), projectId: 'another' }, webhook)
    })
    assert.deepEqual(await store().webhooks.find(project.id, 'renamed'), changed)
    assert.deepEqual(await store().webhooks.find(project.id, other.name), other)
    await assert.rejects(store().transaction(({ webhooks }) => webhooks.update({ ...other, name: 'renamed' }, other)))
  })

  test('a token that was encrypted anew meanwhile stays so when something else is changed', async () => {
    const { project } = await storedProject(store())
    const webhook = aWebhook(project, { token: 'old.abc' })
    await store().transaction(async ({ webhooks, secrets }) => {
      await webhooks.insert(webhook)
      await secrets.replace('webhook', { id: webhook.id, encrypted: 'old.abc' }, 'new.abc')
      await webhooks.update({ ...webhook, description: 'pager' }, webhook)
    })
    const found = await store().webhooks.find(project.id, webhook.name)
    assert.deepEqual([found?.description, found?.token], ['pager', 'new.abc'])
  })

  test('a webhook is deleted, and all of them with their project', async () => {
    const { project } = await storedProject(store())
    const [gone, other] = [aWebhook(project), aWebhook(project)]
    await store().transaction(async ({ webhooks }) => {
      for (const each of [gone, other]) await webhooks.insert(each)
      await webhooks.delete(gone.id)
    })
    assert.equal(await store().webhooks.find(project.id, gone.name), undefined)
    assert.deepEqual(await store().webhooks.find(project.id, other.name), other)
    await store().transaction(({ organizations }) => organizations.deleteProject(project.id))
    assert.equal(await store().webhooks.find(project.id, other.name), undefined)
  })
})
