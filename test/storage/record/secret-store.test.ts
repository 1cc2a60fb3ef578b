import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../../support/describe-port.ts'
import { aStream } from '../arrange-streams.ts'
import { aWebhook } from '../arrange-webhooks.ts'
import { storedProject } from '../arrange.ts'

describePort('secrets', (store) => {
  test('are listed by what has them, and replaced where they are still those', async () => {
    const { organization, project } = await storedProject(store())
    const webhooks = ['', 'a', 'b'].map((token) => aWebhook(project, { token }))
    const stream = aStream(organization, { secret: 'c' })
    await store().transaction(async (tx) => {
      for (const webhook of webhooks) await tx.webhooks.insert(webhook)
      await tx.streams.insert(stream)
    })
    const { secrets } = store()
    const [none, one, two] = webhooks.map(({ id }) => id) as [string, string, string]
    assert.deepEqual(await secrets.list('webhook', none, 9), [{ id: one, encrypted: 'a' }, { id: two, encrypted: 'b' }]) // prettier-ignore
    assert.deepEqual(await secrets.list('webhook', one, 1), [{ id: two, encrypted: 'b' }])
    assert.deepEqual(await secrets.list('stream', none, 9), [{ id: stream.id, encrypted: 'c' }])
    const replace = (of: 'webhook' | 'stream', id: string, encrypted: string) =>
      store().transaction((tx) => tx.secrets.replace(of, { id, encrypted }, 'new'))
    assert.deepEqual([await replace('webhook', one, 'a'), await replace('webhook', two, 'a')], [true, false])
    assert.equal(await replace('stream', stream.id, 'c'), true)
    assert.deepEqual((await secrets.list('webhook', none, 9)).map(({ encrypted }) => encrypted), ['new', 'b']) // prettier-ignore
    assert.equal((await store().streams.find(stream.id))?.secret, 'new')
  })
})
