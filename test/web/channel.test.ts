import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assign } from '../support/build-sequences.ts'
import { promotedBucket } from '../support/promoted-bucket.ts'
import { choose } from '../support/web-visit.ts'
import { describeSite } from '../support/web-suite.ts'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })
/** The value beside the name of a fact. */
const fact = (page: Page, name: string, text: string) =>
  page.locator('dt', { hasText: name }).locator('+ dd').filter({ hasText: text })

describeSite(
  'a channel',
  ({ admin }) => promotedBucket(admin, 'app'),
  (site) => {
    test('a contributor makes one, hides it, un-assigns and deletes it, and keeps what was typed when it is refused', async () => {
      const { page, open } = await site.visit('contributor')
      await open(site.scene.path)
      await press(page, 'New channel…')
      await page.getByLabel('Name').fill('no_channel')
      await choose(page.getByPlaceholder('Nothing yet'), 'v3')
      await press(page, 'Create channel no_channel')
      await page.getByRole('alert').filter({ hasText: 'use 3 to 36 letters, digits and hyphens' }).waitFor()
      assert.equal(await page.getByPlaceholder('Nothing yet').inputValue(), 'v3')
      await page.getByLabel('Name').fill('canary')
      await press(page, 'Create channel canary')
      await fact(page, 'Points at', 'v3').waitFor()
      await fact(page, 'Visible to', 'Everyone who can see the bucket').waitFor()
      assert.equal(await site.scene.pointsAt('canary'), 'v3')
      await press(page, 'Restrict…')
      await press(page, 'Restrict canary')
      await fact(page, 'Visible to', 'Everyone except viewers').waitFor()
      await press(page, 'Un-assign…')
      await press(page, 'Point canary at nothing (was v3)')
      await fact(page, 'Points at', 'nothing').waitFor()
      await row(page, 'un-assigned').waitFor()
      assert.equal(await site.scene.pointsAt('canary'), null)
      await press(page, 'Point at…')
      await page.getByRole('menuitem', { name: 'Point canary at v2' }).click()
      await press(page, 'Point canary at v2 (was nothing)')
      await fact(page, 'Points at', 'v2').waitFor()
      // The board lists the channel, and deleting the channel leads back to the board.
      await page.getByRole('link', { name: 'Board', exact: true }).click()
      await page.getByRole('link', { name: 'canary', exact: true }).click()
      await fact(page, 'Points at', 'v2').waitFor()
      const missing: string[] = []
      page.on('response', (answer) => {
        if (answer.status() === 404) missing.push(answer.url())
      })
      await press(page, 'Delete…')
      const button = page.getByRole('button', { name: 'Delete channel canary' })
      assert.equal(await button.isDisabled(), true)
      await page.getByLabel('Type canary to confirm').fill('canary')
      await button.click()
      await page.getByRole('heading', { name: 'Board' }).waitFor()
      await page.getByRole('region', { name: 'production' }).waitFor()
      // Nothing requested what is gone.
      assert.deepEqual(missing, [])
      await site.scene.refused('GetChannel', 5, { params: { channel_name: 'canary' } })
      // A person who creates a channel on the board continues there.
      await press(page, 'New channel…')
      await page.getByLabel('Name').fill('nightly')
      await press(page, 'Create channel nightly')
      await page.locator('[data-column=nightly]:focus').waitFor()
    })

    test('a publisher goes back to the valid version before, and its history says who did', async () => {
      const { page, open } = await site.visit('packer.publisher')
      await open(`${site.scene.path}/channels/test`)
      const history = page.getByRole('region', { name: 'History' })
      await history.getByRole('row').nth(2).waitFor()
      await page.waitForFunction(`document.title.startsWith('test · app · ')`)
      const told = await history.getByRole('rowheader').allInnerTexts()
      assert.deepEqual(
        told.map((text) => text.replace(/\s+/g, ' ')),
        ['v2 active', 'v1 active'],
      )
      await press(page, 'Point back at v1')
      await page.getByText('(the previous version)').waitFor()
      await page.getByText('6.8.2 → 6.8.1').waitFor()
      await press(page, 'Point test at v1 (was v2)')
      await page.getByText('test now points at v1 (was v2).').waitFor()
      await history.getByRole('row').nth(3).waitFor()
      const [, who = '', compared] = await history.getByRole('row').nth(1).getByRole('cell').allInnerTexts()
      assert.match(who, /^person-\d+@example\.com$/)
      assert.equal(compared, 'current')
      assert.equal(await site.scene.pointsAt('test'), 'v1')
      const deletion = page.getByRole('button', { name: 'Delete…' })
      const needs = 'You need the role contributor. Ask an administrator.'
      assert.equal(await deletion.getAttribute('aria-description'), needs)
      await page.getByRole('link', { name: 'v2 with current' }).click()
      await page.getByRole('heading', { name: 'Labels' }).waitFor()
      await row(page, 'kernel').filter({ hasText: '6.8.1' }).filter({ hasText: '6.8.2' }).waitFor()
      await row(page, 'Packer').filter({ hasText: '1.14.2' }).waitFor()
      await page.waitForFunction(`document.title.startsWith('test → v2 · app · ')`)
      await press(page, 'Swap')
      await page.getByRole('link', { name: '22222222…11111111' }).waitFor()
    })

    test('a long history is read page by page, and what the registry moves nobody else does', async () => {
      const [first, second] = [1, 2].map((number) => `01PROMOTED${String(number).padStart(16, '0')}`)
      for (let moves = 0; moves < 12; moves += 1) {
        await assign(site.scene, 'production', second ?? '')
        await assign(site.scene, 'production', first ?? '')
      }
      const { page, open } = await site.visit('owner')
      await open(`${site.scene.path}/channels/production`)
      const rows = page.getByRole('region', { name: 'History' }).getByRole('row')
      await rows.nth(20).waitFor()
      await press(page, 'Next')
      await rows.nth(20).waitFor({ state: 'detached' })
      assert.equal(await rows.count(), 1 + 5)
      await open(`${site.scene.path}/channels/latest`)
      const managed = /^The registry manages latest/
      await fact(page, 'Moved by', '(managed)').waitFor()
      for (const name of ['Point at…', 'Point back at v2', 'Un-assign…', 'Delete…'])
        assert.match((await page.getByRole('button', { name }).getAttribute('aria-description')) ?? '', managed)
    })
  },
)
