import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assign } from '../support/build-sequences.ts'
import { promotedBucket } from '../support/promoted-bucket.ts'
import { describeSite } from '../support/web-suite.ts'
import { tabTo } from '../support/web-visit.ts'

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const cardIn = (page: Page, name: string) => column(page, name).getByRole('listitem')
const linkIn = (page: Page, name: string, version: string) =>
  column(page, name).getByRole('link', { name: version, exact: true })
const NEEDS = 'You need the role packer.publisher or contributor. Ask an administrator.'

describeSite(
  'the board',
  ({ admin }) => promotedBucket(admin, 'app'),
  (site) => {
    test('a publisher promotes by keyboard alone, is offered the way back, and others see it soon, without asking', async () => {
      const { page, open } = await site.visit('packer.publisher')
      const other = await site.visit('viewer')
      await other.open(`${site.scene.path}/board`)
      await open(`${site.scene.path}/board`)
      await tabTo(linkIn(page, 'On no channel', 'v4'))
      const keys = page.keyboard
      await keys.press(' ')
      await page.getByText('v4 is revoked. Restore it before you point a channel at it.').first().waitFor()
      await keys.press('ArrowRight')
      await keys.press(' ')
      await page.getByText('v3 is picked up. Over test, which points at v2.').waitFor({ state: 'attached' })
      await keys.press('Escape')
      await page.getByText('v3 was not moved.').waitFor({ state: 'attached' })
      await keys.press(' ')
      await keys.press('ArrowRight')
      await page.getByText('Over production, which points at v1.').waitFor({ state: 'attached' })
      await keys.press('Enter')
      const panel = page.getByRole('dialog', { name: 'Point production at v3' })
      const shown = (text: string) => panel.getByText(text, { exact: true }).waitFor()
      await shown('(skipping 1 version: v2)')
      await panel.getByText('aws us-east-1').waitFor()
      await panel.getByText('6.8.1 → 6.8.3').waitFor()
      await panel.getByText('unchanged', { exact: true }).first().waitFor()
      const range = panel.getByRole('link', { name: '11111111…33333333' })
      const url = `https://github.com/example/images/compare/${'1'.repeat(40)}...${'3'.repeat(40)}`
      assert.equal(await range.getAttribute('href'), url)
      await tabTo(panel.getByRole('button', { name: 'Point production at v3 (was v1)' }))
      await keys.press('Enter')
      const note = page.getByRole('status').filter({ hasText: 'production now points at v3 (was v1).' })
      await note.getByText('API call to point back').waitFor()
      assert.equal(await site.scene.pointsAt('production'), 'v3')
      await linkIn(page, 'production', 'v3').waitFor()
      // A page that only polls would see it later.
      await linkIn(other.page, 'production', 'v3').waitFor({ timeout: 12_000 })
      await tabTo(page.getByRole('button', { name: 'Point back at v1' }))
      await keys.press('Enter')
      await note.waitFor({ state: 'detached' })
      assert.equal(await site.scene.pointsAt('production'), 'v1')
    })

    test('a version is dragged to a channel, or sent there by its menu; one that is revoked is not', async () => {
      const { page, open } = await site.visit('packer.publisher')
      await open(`${site.scene.path}/board`)
      await cardIn(page, 'test').dragTo(column(page, 'latest'))
      await page.locator('.note', { hasText: 'The registry manages latest' }).waitFor()
      await cardIn(page, 'test').dragTo(column(page, 'production'))
      // Somebody moves it just before the button is pressed.
      let isMoved = false
      await page.route('**/channels/production', async (route) => {
        if (!isMoved) await assign(site.scene, 'production', '01PROMOTED0000000000000003')
        isMoved = true
        await route.continue()
      })
      await page.getByRole('button', { name: 'Point production at v2 (was v1)' }).click()
      const overtaken = page.getByRole('alert').filter({ hasText: 'production was moved in the meantime' })
      await overtaken.getByText('it now points at v3, not at v1').waitFor()
      assert.equal(await site.scene.pointsAt('production'), 'v3')
      await page.getByRole('button', { name: 'Point production at v2 (was v3)' }).click()
      await linkIn(page, 'production', 'v2').waitFor()
      await column(page, 'On no channel').getByRole('button', { name: 'Actions for v1' }).click()
      await page.getByRole('menuitem', { name: 'Point test at v1' }).click()
      await page.getByRole('button', { name: 'Cancel' }).click()
      await column(page, 'On no channel').locator('[aria-label="Actions for v1"]:focus').waitFor()
      await column(page, 'On no channel').getByRole('button', { name: 'Actions for v1' }).click()
      await page.getByRole('menuitem', { name: 'Point test at v1' }).click()
      await page.getByRole('button', { name: 'Point test at v1 (was v2)' }).click()
      await linkIn(page, 'test', 'v1').waitFor()
      assert.deepEqual([await site.scene.pointsAt('test'), await site.scene.pointsAt('production')], ['v1', 'v2'])
      const revoked = cardIn(page, 'On no channel').filter({ hasText: 'v4' })
      assert.equal(await revoked.getAttribute('draggable'), 'false')
      await revoked.getByRole('button').click()
      await page.getByRole('menuitem', { name: 'Compare with test' }).waitFor()
      assert.equal(await page.getByRole('menuitem', { name: /^Point/ }).count(), 0)
      await page.keyboard.press('Escape')
      const promote = page.getByRole('button', { name: 'Promote…' })
      await promote.click()
      await page.getByRole('menuitem', { name: 'Point production at v3 (was v2)' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
      await promote.and(page.locator(':focus')).click()
      await page.getByRole('menuitem', { name: 'Point production at v3 (was v2)' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Point production at v3 (was v2)' }).click()
      await page.getByRole('status').filter({ hasText: 'production now points at v3 (was v2).' }).waitFor()
      assert.equal(await site.scene.pointsAt('production'), 'v3')
    })

    for (const role of ['viewer', 'packer.builder'] as const)
      test(`a ${role} sees what would change, and which role it takes`, async () => {
        const { page, open } = await site.visit(role)
        await open(`${site.scene.path}/board`)
        const unplaced = role === 'viewer' ? 'On no channel that you see' : 'On no channel'
        const card = cardIn(page, unplaced).first()
        assert.equal(await card.getAttribute('draggable'), 'false')
        const link = column(page, unplaced).getByRole('link', { name: 'v4' })
        await link.press(' ')
        await page.locator('.heard').getByText(NEEDS).waitFor({ state: 'attached' })
        const make = page.getByRole('button', { name: 'New channel…' })
        const maker = 'You need the role contributor. Ask an administrator.'
        assert.equal(await make.getAttribute('aria-description'), maker)
        const promote = page.getByRole('button', { name: 'Promote…' })
        assert.equal(await promote.getAttribute('aria-description'), NEEDS)
        const stood = [await site.scene.pointsAt('test'), await site.scene.pointsAt('production')]
        await column(page, 'test').getByRole('button', { name: 'Actions for' }).click()
        await page.getByRole('menu').getByText(NEEDS).waitFor()
        await page.getByRole('menuitem', { name: /^Point production at/ }).click()
        const panel = page.getByRole('dialog')
        await panel.getByText(NEEDS).waitFor()
        const button = panel.getByRole('button', { name: /^Point production at/ })
        assert.equal(await button.getAttribute('aria-description'), NEEDS)
        await button.click({ force: true })
        assert.deepEqual([await site.scene.pointsAt('test'), await site.scene.pointsAt('production')], stood)
      })
  },
)
