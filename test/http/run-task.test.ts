// The address that HCP Terraform calls to have plans checked, and what is stored about it.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Answer, Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const TEST = JSON.stringify({ payload_version: 1, access_token: 'test-token', stage: 'test' })

// In sequence, because there is only one run task.
for (const database of databases())
  describe(`the run task on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const runTask = async (): Promise<{ readonly api_url: string; readonly hmac_key: string }> =>
      admin.ok('PackerService_GetRegistryTFCRunTaskAPI', { params: { task_type: 'validation' } })
    const signed = (key: string, body: string) => createHmac('sha512', key).update(body).digest('hex')
    /** A request as Terraform sends it: without a token of ours, but signed. */
    const post = (url: string, body: string, signature?: string): Promise<Answer> =>
      registry.anonymous.send({
        method: 'POST',
        path: new URL(url).pathname,
        body,
        headers: {
          'content-type': 'application/json',
          ...(signature === undefined ? {} : { 'x-tfc-task-signature': signature }),
        },
      })

    test('Terraform’s own test of the address passes, at the path of either API', async () => {
      const { api_url, hmac_key } = await runTask()
      for (const url of [api_url, api_url.replace('2023-01-01', '2021-04-30')]) {
        const { status, body } = await post(url, TEST, signed(hmac_key, TEST))
        assert.deepEqual([status, body], [200, {}])
      }
    })

    test('what is not signed with the key is refused', async () => {
      const { api_url, hmac_key } = await runTask()
      const right = signed(hmac_key, TEST)
      const wrong = [
        undefined,
        '',
        'x',
        right.slice(0, -2),
        `${right}00`,
        signed('another', TEST),
        signed(hmac_key, ''),
      ]
      for (const signature of wrong)
        assert.match(assertRefused(await post(api_url, TEST, signature), 16), /^the signature is not that of this/)
      assertRefused(await post(api_url, `${TEST} `, right), 16)
    })

    test('a plan that is to be checked is told that this is not served yet', async () => {
      const { api_url, hmac_key } = await runTask()
      for (const body of [JSON.stringify({ access_token: 'eyJ', stage: 'post_plan' }), '{}', 'null', '', 'no JSON'])
        assertRefused(await post(api_url, body, signed(hmac_key, body)), 12)
    })

    test('an address that was never given leads nowhere', async () => {
      const { api_url, hmac_key } = await runTask()
      const base = api_url.slice(0, api_url.lastIndexOf('/'))
      for (const id of ['00000000-0000-4000-8000-000000000000', 'x', registry.projectId])
        assertRefused(await post(`${base}/${id}`, TEST, signed(hmac_key, TEST)), 5)
    })

    test('with a new key the old one is worth nothing, and the address stays', async () => {
      const before = await runTask()
      const { hmac_key } = await admin.ok('PackerService_RegenerateTFCRunTaskHmacKey', { body: {} })
      assert.deepEqual(await runTask(), { ...before, hmac_key })
      assertRefused(await post(before.api_url, TEST, signed(before.hmac_key, TEST)), 16)
      assert.equal((await post(before.api_url, TEST, signed(hmac_key, TEST))).status, 200)
    })

    test('a registry that is out of service gives no new key', async () => {
      const before = await runTask()
      const activate = (activated: boolean) =>
        admin.ok('PackerService_UpdateRegistry', { body: { update_mask: 'activated', activated } })
      await activate(false)
      const message = await admin.refused('PackerService_RegenerateTFCRunTaskHmacKey', 9, { body: {} })
      assert.match(message, /is deactivated/)
      await activate(true)
      assert.deepEqual(await runTask(), before)
    })

    test('there is one type of run task', async () => {
      const message = await admin.refused('PackerService_GetRegistryTFCRunTaskAPI', 3, { params: { task_type: 'x' } })
      assert.equal(message, 'task_type: must be "validation"')
      const nobody = registry.as(await registry.token(null))
      await nobody.refused('PackerService_GetRegistryTFCRunTaskAPI', 7, { params: { task_type: 'x' } })
    })

    test('what it says of unknown images is unset, then what was asked for, and the key stays', async () => {
      const said = async () => (await admin.ok('PackerService_GetRunTaskConfig', {})).on_untracked_image
      const before = await runTask()
      assert.equal(await said(), 'UNSET')
      for (const on_untracked_image of ['FAIL', 'WARN', 'UNSET']) {
        const answer = await admin.ok('PackerService_UpdateRunTaskConfig', { body: { on_untracked_image } })
        assert.deepEqual([answer.on_untracked_image, await said()], [on_untracked_image, on_untracked_image])
      }
      assert.deepEqual(await runTask(), before)
    })
  })
