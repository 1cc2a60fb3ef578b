// Webhooks on the pages: created with a form for a real receiver, and what that receiver was sent.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { completeVersion, newBucket } from '../support/build-sequences.ts'
import { type Receiver, startReceiver, withStatus } from '../support/receiver.ts'
import { until } from '../support/until.ts'
import { describeSite } from '../support/web-suite.ts'
import { typeOnceFocused } from '../support/web-visit.ts'

let receiver: Receiver

describeSite(
  'webhooks',
  (registry) => newBucket(registry.admin, 'ubuntu'),
  (site) => {
    after(() => {
      receiver.close()
    })

    test('are made once their receiver accepts the test, and show what it was sent', async () => {
      receiver.answer('/images', withStatus(404))
      const { page, open } = await site.visit('owner')
      await open('/p/default/settings')
      await page.getByRole('link', { name: 'View webhooks' }).click()
      await page.getByText('No webhooks yet').waitFor()
      await page.getByRole('button', { name: 'New webhook…' }).press('Enter')
      const dialog = page.getByRole('dialog')
      const name = dialog.getByLabel('Name')
      await typeOnceFocused(name, 'images')
      await dialog.getByLabel('Receiver URL').fill(receiver.at('/images'))
      await dialog.getByLabel('Signing token').fill('a long secret')
      await dialog.getByLabel('Everything, including').press('Space')
      await dialog.getByText('Choose at least one of these.').waitFor()
      await dialog.getByLabel(/^A version is complete/).press('Space')
      const call = dialog.getByText('Equivalent API call')
      await call.press('Enter')
      assert.match(await dialog.getByRole('region', { name: 'curl command' }).innerText(), /"hmac_key":"TOKEN"/)
      await name.press('Enter')
      await dialog.getByRole('alert').getByText('answered with the status 404').waitFor()
      await dialog.getByText('save the webhook without enabling it').waitFor()
      assert.equal(await name.inputValue(), 'images')

      receiver.answer('/images', withStatus(200))
      await name.press('Enter')
      await page.getByRole('heading', { name: 'images', exact: true }).waitFor()
      await page.getByText('versions completed in all buckets').waitFor()
      assert.doesNotMatch(await page.content(), /a long secret/)

      await completeVersion(site.scene, 'one')
      await until(() => receiver.toldAt('/images').length === 3)
      const told = receiver.toldAt('/images')[2]
      assert.equal(told?.body.event_action, 'complete')
      const signature = createHmac('sha512', 'a long secret').update(told.text).digest('hex')
      assert.equal(told.headers['x-hcp-webhook-signature'], signature)
      // Nobody reloads the page.
      const row = page.getByRole('row', { name: /complete ubuntu v1/ })
      await row.getByText('delivered').waitFor()
      await row.getByRole('link').first().click()
      await page.getByRole('heading', { name: 'Delivery: complete' }).waitFor()
      await page.getByRole('region', { name: 'Request body' }).getByText('"fingerprint": "one"').waitFor()
      await page.getByRole('button', { name: 'Send again…' }).click()
      await page.getByRole('button', { name: 'Send it again' }).click()
      await until(() => receiver.toldAt('/images').length === 4)
    })

    test('are tried, disabled and deleted, with what is lost said before', async () => {
      receiver.answer('/images', withStatus(500))
      const { page, open } = await site.visit('admin')
      await open('/p/default/settings/webhooks/images')
      const dialog = page.getByRole('dialog')
      await page.getByRole('button', { name: 'Test…' }).click()
      await dialog.getByRole('button', { name: 'Send test message' }).click()
      await dialog.getByText('The receiver answered with the status 500. It would not pass verification.').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Disable…' }).click()
      await dialog.getByText('are never sent').waitFor()
      await dialog.getByRole('button', { name: 'Disable', exact: true }).click()
      await page.getByText('disabled', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Delete…' }).click()
      await dialog.getByText('the token is deleted').waitFor()
      await dialog.getByLabel('Type images to confirm').fill('images')
      await dialog.getByRole('button', { name: 'Delete webhook images' }).click()
      await page.getByText('No webhooks yet').waitFor()
    })
  },
  {
    circumstances: async () => {
      receiver = await startReceiver()
      return { ask: receiver.ask }
    },
  },
)
