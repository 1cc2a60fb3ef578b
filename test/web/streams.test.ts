// Streams on the pages: a destination is created with a form for a real service, tested, and deleted.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { HEC_TOKEN, type LogServices, startLogServices } from '../support/log-services.ts'
import { paintStream } from '../support/painted-streams.ts'
import { untilEqual } from '../support/until-equal.ts'
import { describeSite, nothing } from '../support/web-suite.ts'
import { typeOnceFocused } from '../support/web-visit.ts'

let services: LogServices

describeSite(
  'streams',
  nothing,
  (site) => {
    after(() => {
      services.close()
    })

    test('are made once their service accepts the test, are tried, and deleted with what is lost said before', async () => {
      const { registry } = site
      const names = async () => {
        const params = { organization_id: registry.organizationId }
        const { streams } = await registry.admin.ok('AssayService_ListStreams', { params })
        return (streams as { name: string; enabled: boolean }[]).map(({ name, enabled }) => [name, enabled])
      }
      const { page, open } = await site.visit('admin')
      await open('/access/members')
      await page.getByRole('link', { name: 'Streams' }).click()
      await page.getByText('No streams yet.').waitFor()
      await page.getByRole('button', { name: 'New destination…' }).press('Enter')
      const dialog = page.getByRole('dialog')
      const name = dialog.getByLabel('Name')
      await typeOnceFocused(name, 'siem')
      await dialog.getByLabel('HTTP Event Collector URL').fill(services.splunk)
      const token = dialog.getByRole('textbox', { name: 'Token' })
      await token.fill('of-nobody')
      await dialog.getByText('Equivalent API call').press('Enter')
      assert.match(await dialog.getByRole('region', { name: 'curl command' }).innerText(), /"token":"SECRET"/)
      await name.press('Enter')
      await dialog
        .getByRole('alert')
        .getByText('Nothing is saved yet: the receiver refuses what it is sent, with the status 403: Invalid token.')
        .waitFor()
      assert.deepEqual(await names(), [])
      await token.fill(HEC_TOKEN)
      assert.equal(await dialog.getByRole('alert').count(), 0)
      await name.press('Enter')
      await dialog.waitFor({ state: 'detached' })
      assert.deepEqual(await names(), [['siem', true]])

      const row = page.getByRole('row', { name: /^siem/ })
      await row.getByText('streaming').waitFor()
      await row.getByText(new URL(services.splunk).host).waitFor()
      await row.getByRole('button', { name: 'Test siem' }).press('Enter')
      await row.getByRole('status').getByText('Accepted').waitFor()
      const sent = services.taken.splunk.flatMap(({ events }) => events.map(({ event }) => event))
      const tests = sent.filter((entry) => entry.control_plane_event.description === 'Tested stream')
      await row.getByRole('status').getByText(tests.at(-1)?.id).waitFor()
      services.answer('splunk', { status: 503, body: '' })
      await row.getByRole('button', { name: 'Test siem' }).press('Enter')
      await row.getByRole('status').getByText('The receiver answered with the status 503.').waitFor()

      await row.getByRole('button', { name: 'Delete siem' }).press('Enter')
      await dialog.getByText('Its progress and secret are deleted').waitFor()
      await dialog.getByLabel('Type siem to confirm').fill('siem')
      await page.keyboard.press('Enter')
      await page.getByText('No streams yet.').waitFor()
      assert.deepEqual(await names(), [])
    })

    test('that settings name are not changed here, and say how far they are behind, and why', async () => {
      await paintStream(site.registry, 'siem')
      const { page, open } = await site.visit('owner')
      await open('/access/streams')
      const row = page.getByRole('row', { name: /^siem/ })
      await row.getByText('set in the server’s streams file').waitFor()
      await row.getByText('failing').waitFor()
      await row.getByText('The receiver answered with the status 503.').waitFor()
      await untilEqual(() => row.getByRole('button').allInnerTexts(), ['Test'], 'what can be done with it')
    })

    test('take the role of an administrator, and say so', async () => {
      const { page, open } = await site.visit('contributor')
      await open('/access/streams')
      await page.getByText('You need the role admin').waitFor()
      assert.equal(await page.getByRole('link', { name: 'Streams' }).count(), 0)
    })
  },
  {
    circumstances: async () => {
      services = await startLogServices()
      return { ask: services.ask }
    },
  },
)
