// E-mail subscriptions on the page Preferences: created, delivered, ended; and what the page says where no mail can be sent.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { accessibilityFaults } from '../support/accessibility-faults.ts'
import { completeVersion, newBucket } from '../support/build-sequences.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'
import { describeSite, nothing } from '../support/web-suite.ts'
import { choose } from '../support/web-visit.ts'

let mail: MailServer

describeSite(
  'e-mail',
  (registry) => newBucket(registry.admin, 'ubuntu'),
  (site) => {
    after(() => {
      mail.close()
    })

    test('is asked for by bucket, kind and pace, arrives, and is ended', async () => {
      const { registry, scene } = site
      const { page, open } = await site.visit('viewer')
      await open('/you')
      await page.getByText('You are not subscribed to default.').waitFor()
      const button = page.getByRole('button', { name: 'Subscribe…' })
      await button.press('Enter')
      const dialog = page.getByRole('dialog')
      await choose(dialog.getByRole('combobox', { name: 'Bucket' }), 'ubuntu')
      for (const name of [/^A version is complete/, /^A version is revoked/, /^A channel is pointed/])
        await dialog.getByLabel(name).press('Space')
      await dialog.getByText('Choose at least one of these.').waitFor()
      await dialog.getByLabel(/^A version is complete/).press('Space')
      await dialog.getByText('Equivalent API call').press('Enter')
      const call = await dialog.getByRole('region', { name: 'curl command' }).innerText()
      assert.match(call, /"bucket_name":"ubuntu","actions":\["complete"\],"bundling":"SOON"/)
      await dialog.getByRole('button', { name: 'Subscribe' }).press('Enter')
      const row = page.getByRole('row', { name: /^ubuntu/ })
      for (const text of ['versions completed', 'at once', 'none yet']) await row.getByText(text).waitFor()

      await button.press('Enter')
      await choose(dialog.getByRole('combobox', { name: 'Bucket' }), 'ubuntu')
      await dialog.getByLabel(/^Daily/).press('Space')
      await dialog.getByRole('button', { name: 'Subscribe' }).press('Enter')
      await dialog.getByRole('alert').getByText('"ubuntu" already exists').waitFor()
      assert.equal(await dialog.getByLabel(/^Daily/).isChecked(), true)
      await page.keyboard.press('Escape')

      await completeVersion(scene, 'one')
      await until(async () => {
        await registry.runDueJobs()
        return !(await registry.store.ledgers.isWaiting())
      })
      registry.clock.advance(30_000)
      await until(async () => {
        await registry.runDueJobs()
        return mail.mails.length > 0
      })
      await page.clock.setFixedTime(registry.clock.now())
      await open('/you?project=default')
      await row.getByText('none yet').waitFor({ state: 'detached' })
      await row.locator('time').waitFor()

      await page.getByRole('button', { name: 'Unsubscribe from ubuntu' }).press('Enter')
      await dialog.getByText('This ends your subscription to ubuntu.').waitFor()
      await dialog.getByRole('button', { name: 'Unsubscribe' }).press('Enter')
      await page.getByText('You are not subscribed to default.').waitFor()
    })
  },
  {
    circumstances: async () => {
      mail = await startMailServer()
      return { sendMail: mail.client(), publicUrl: 'https://localhost' }
    },
  },
)

describeSite('e-mail without a mail server', nothing, (site) => {
  test('is not offered, and who can do something about it is told what', async () => {
    const { page, open } = await site.visit('viewer')
    await open('/you')
    await page.getByText('whoever runs it has to set a mail server (ASSAY_SMTP_URL').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Subscribe…' }).count(), 0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      assert.deepEqual(await accessibilityFaults(page), [], colorScheme)
    }
  })
})
