// The audit log on the pages: filtered by the address, each entry with all its details, and everything as a file.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { anEvent, anOrganization, aProject, at } from '../storage/arrange.ts'
import { assign, completeVersion, newBucket, newChannel } from '../support/build-sequences.ts'
import { listOf } from '../support/shapes.ts'
import { until } from '../support/until.ts'
import { describeSite } from '../support/web-suite.ts'
import { choose, tabTo } from '../support/web-visit.ts'

const rowsOf = (page: Page) => page.locator('tbody tr:has(.entry-toggle)')
const entryOf = (page: Page) => page.getByRole('group', { name: /^Details of/ })
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const LIST = 'AssayService_ListAuditEntries'

describeSite(
  'the audit log',
  async ({ admin, principal }) => {
    const web = await newBucket(admin, 'web')
    await completeVersion(web, 'one')
    await completeVersion(web, 'two')
    await newChannel(web, 'production', 'one')
    await assign(web, 'production', 'two')
    await web.ok('UpdateBucket', { body: { description: 'golden' } })
    const builder = await principal('packer.builder')
    const refused = await builder.call('PackerService_DeleteBucket', { params: { bucket_name: 'web' } })
    await until(async () => listOf((await admin.ok(LIST, { query: { status: 'FAILED' } })).entries).length > 0)
    return { refusal: refused.headers['x-request-id'] as string, why: refused.body.message as string }
  },
  (site) => {
    test('is found by time, kind, action, outcome, bucket, text and actor, all of which stand in the address', async () => {
      const { page, open } = await site.visit('owner')
      await open('/p/default/buckets')
      await page.keyboard.press('g')
      await page.keyboard.press('l')
      await page.getByRole('heading', { name: 'Audit log' }).waitFor()
      const rows = rowsOf(page)
      await rows.filter({ hasText: 'Created registry' }).waitFor()
      await choose(page.getByRole('combobox', { name: 'What' }), 'Versions assigned to channels')
      await rows.filter({ hasText: 'Created registry' }).waitFor({ state: 'detached' })
      await page.getByRole('textbox', { name: 'Search', exact: true }).fill('PRODUCTION')
      await rows.filter({ hasText: 'latest' }).first().waitFor({ state: 'detached' })
      assert.deepEqual((await rows.locator('.event').allInnerTexts()).map(plain), [
        'Assigned version to channel web production v2',
        'Assigned version to channel web production v1',
      ])
      assert.match(page.url(), /\/audit\?kind=assignments&q=PRODUCTION$/)

      await open('/p/default/audit?bucket=web')
      await choose(page.getByRole('combobox', { name: 'Action' }), 'update')
      await rows.filter({ hasText: 'Created' }).first().waitFor({ state: 'detached' })
      await rows.filter({ hasText: 'Updated bucket' }).first().waitFor()
      await choose(page.getByRole('combobox', { name: 'Outcome' }), 'failed')
      await page.getByText('No matching entries. Try removing a filter.').waitFor()
      await open('/p/default/audit')
      await choose(page.getByRole('combobox', { name: 'Outcome' }), 'failed')
      await rows.filter({ hasText: 'Created' }).first().waitFor({ state: 'detached' })
      assert.match(
        plain(await rows.innerText()),
        /Refused for want of a permission on a bucket failed web .* needs the/,
      )
      const actor = rows.getByTitle(/^Only what packer.builder-.* did$/)
      const name = await actor.innerText()
      await actor.click()
      await page.getByRole('button', { name: `Only what ${name} did: show what everybody did` }).waitFor()
      assert.match(page.url(), /\?status=FAILED&actor=[0-9A-Z]{26}$/)
    })

    test('what happened long ago is looked for by itself, and nothing is said to be missing before all was looked through', async () => {
      const { store, organizationId, projectId } = site.registry
      const project = aProject(anOrganization({ id: organizationId }), { id: projectId })
      const rare = {
        description: 'Created bucket long ago',
        actor: { type: 'user', id: 'rare', name: 'Rare' },
      } as const
      const many = Array.from({ length: 5200 }, (_, minute) =>
        anEvent(project, {
          id: `old-${String(minute).padStart(4, '0')}`,
          at: at(minute),
          ...(minute === 1 ? rare : {}),
        }),
      )
      await store.transaction(({ events }) => events.append(many))
      const { page, open } = await site.visit('owner')
      await open('/p/default/audit?actor=rare')
      await rowsOf(page).filter({ hasText: 'Created bucket long ago' }).waitFor()
      await open('/p/default/activity?actor=nobody')
      await page.getByText('No matching events. Try removing a filter.').waitFor()
    })

    test('is found between moments that are told as the clock of the reader shows them', async () => {
      const { page, open } = await site.visit('owner', { timezoneId: 'Europe/Berlin' })
      await open('/p/default/audit')
      const rows = rowsOf(page)
      await choose(page.getByRole('combobox', { name: 'Time' }), 'Last hour')
      await page.getByLabel('From', { exact: true }).waitFor()
      await rows.first().waitFor()
      const from = new URL(page.url()).searchParams.get('from') ?? ''
      const local = await page.getByLabel('From', { exact: true }).inputValue()
      assert.equal(new Date(`${local}+01:00`).toISOString().slice(5, 16), new Date(from).toISOString().slice(5, 16))
      await page.getByLabel('Before').fill('2026-01-02T01:00')
      await page.getByText('No matching entries').waitFor()
      assert.equal(new URL(page.url()).searchParams.get('to'), '2026-01-02T00:00:00.000Z')
      await choose(page.getByRole('combobox', { name: 'Time' }), 'Any time')
      await rows.first().waitFor()
      assert.equal(new URL(page.url()).search, '')
    })

    test('opens an entry by keyboard with who, from where, by which request, and what it was before', async () => {
      const { page, open } = await site.visit('owner')
      await open('/p/default/audit?kind=bucket.updated&q=golden')
      const toggle = page.getByRole('button', { name: 'Updated bucket' })
      await tabTo(toggle)
      await page.keyboard.press('Enter')
      const entry = entryOf(page)
      await entry.getByRole('row', { name: 'description — golden' }).waitFor()
      const [told] = listOf((await site.registry.admin.ok(LIST, { query: { q: 'golden' } })).entries)
      const shown = plain(await entry.innerText())
      for (const text of [
        'admin service principal',
        '127.0.0.1',
        told.request_id,
        told.actor.id,
        told.at,
        'Outcome ok',
      ])
        assert.ok(shown.includes(text as string), `${shown} has no ${text}`)
      await entry.getByText('Entry as JSON').click()
      assert.deepEqual(JSON.parse(await entry.locator('pre').innerText()), told)
      await entry.getByRole('button', { name: 'Copy Entry as JSON' }).waitFor()
      // Anyone who gets the address sees the same.
      await page.reload()
      await entryOf(page).getByRole('row', { name: 'description — golden' }).waitFor()
      await page.getByRole('button', { name: 'Updated bucket' }).focus()
      await page.keyboard.press('Enter')
      await entryOf(page).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Updated bucket' }).click()
      await entry.getByRole('link', { name: 'all entries of this request' }).click()
      await page.waitForURL(/\?q=[0-9a-f-]{36}&entry=/)
      await entry.waitFor()
    })

    test('tells of a refusal why, and which permission was missing', async () => {
      const { page, open } = await site.visit('admin')
      await open(`/p/default/audit?q=${site.scene.refusal}`)
      await page.getByRole('button', { name: 'Refused for want of a permission on a bucket' }).click()
      const shown = plain(await entryOf(page).innerText())
      for (const text of [site.scene.why, 'bucket.delete', 'PackerService_DeleteBucket', site.scene.refusal])
        assert.ok(shown.includes(text), `${shown} has no ${text}`)
    })

    test('is downloaded whole, by the same filters, and by the same call with curl', async () => {
      const { page, open } = await site.visit('admin')
      await open('/p/default/audit?action=assign&bucket=web')
      await page.getByRole('button', { name: 'Export…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Export audit log' })
      const download = page.waitForEvent('download')
      await dialog.getByRole('link', { name: 'Download' }).click()
      const file = await download
      assert.match(file.suggestedFilename(), /^audit-default-\d{4}-\d\d-\d\d\.ndjson$/)
      const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n')
      const { entries } = await site.registry.admin.ok(LIST, { query: { action: 'assign', bucket_name: 'web' } })
      assert.deepEqual(lines.map((line) => JSON.parse(line)), listOf(entries)) // prettier-ignore
      const curl = await dialog.getByRole('region', { name: 'The same with curl' }).innerText()
      assert.match(curl, /curl --request GET '.*\/audit-entries\/export\?action=assign&bucket_name=web' \\/)
    })

    test('of the organization tells of people and of all projects, to its owners', async () => {
      const { page, open } = await site.visit('owner')
      await open('/p/default/buckets')
      await page.getByRole('group', { name: 'Access' }).getByRole('link', { name: 'Audit log' }).click()
      await page.getByRole('combobox', { name: 'What' }).click()
      await page.getByRole('option', { name: 'Sign-ins and logins' }).waitFor()
      await page.getByRole('button', { name: 'Signed in' }).first().waitFor()
      // Both in one task, so that nothing is redrawn in between.
      await page.evaluate(`
        const called = (name) => ({ textContent }) => textContent === name
        for (const clicked of [
          [...document.querySelectorAll('[role=option]')].find(called('Sign-ins and logins')),
          [...document.querySelectorAll('.entry-toggle')].find(called('Signed in')),
        ])
          clicked.click()`)
      await entryOf(page).getByText('user.email').waitFor()
      await page.getByRole('button', { name: 'Created registry' }).waitFor({ state: 'detached' })
      await open('/access/audit?kind=registry.created')
      await rowsOf(page).filter({ hasText: 'default' }).waitFor()
    })

    test('is gone through page by page', async () => {
      for (let number = 1; number <= 45; number += 1) await newBucket(site.registry.admin, `many-${number}`)
      const { page, open } = await site.visit('admin')
      await open('/p/default/audit')
      await page.getByRole('button', { name: 'Next' }).click()
      await rowsOf(page).filter({ hasText: 'Created registry' }).waitFor()
      await page.getByRole('button', { name: 'Previous' }).click()
      await rowsOf(page).filter({ hasText: 'many-45' }).first().waitFor()
    })
  },
)
