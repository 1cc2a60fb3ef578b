// What others do while somebody looks at activity: it appears by itself, moves nothing that is being read, and continues to appear after
// the server was away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newBucket } from '../support/build-sequences.ts'
import { accessToken } from '../support/registry.ts'
import { until } from '../support/until.ts'
import { describeSite, nothing } from '../support/web-suite.ts'

const rowsOf = (page: Page) => page.locator('tbody tr')
const rowOf = (page: Page, bucket: string) => rowsOf(page).filter({ hasText: `Created bucket${bucket}` })
const isLive = (page: Page) => page.getByText('Updates automatically.').waitFor()

/** Counts, from now on, how often the page requests the list and how often it opens a stream. */
function counted(page: Page) {
  const asked = { lists: 0, streams: 0 }
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.endsWith('/events')) asked.lists += 1
    if (pathname.endsWith('/events/stream')) asked.streams += 1
  })
  return asked
}

describeSite(
  'activity while it is looked at',
  async ({ admin }) => {
    for (let number = 1; number <= 40; number += 1) await newBucket(admin, `many-${number}`)
  },
  (site) => {
    test('shows what another client changes within seconds, and asks for it once', async () => {
      const { page, open } = await site.visit('viewer')
      await open('/p/default/activity')
      await isLive(page)
      await page.evaluate('window.stays = true')
      const asked = counted(page)
      const began = performance.now()
      await newBucket(site.registry.admin, 'appeared')
      const row = rowOf(page, 'appeared')
      await row.getByText('new', { exact: true }).waitFor()
      // A page without a stream polls every fifteen seconds.
      assert.ok(performance.now() - began < 10_000)
      await page.getByText('newest first 1 new.').waitFor()
      assert.deepEqual(asked, { lists: 1, streams: 0 })
      assert.equal(await page.evaluate('window.stays'), true)
      assert.equal(await rowsOf(page).first().innerText(), await row.innerText())
    })

    test('holds back what comes while somebody reads further down, and shows it when they want it', async () => {
      const { page, open } = await site.visit('viewer', { viewport: { width: 1000, height: 500 } })
      await open('/p/default/activity')
      await isLive(page)
      await page.evaluate('scrollTo(0, 700)')
      const place = () => rowOf(page, 'many-20').boundingBox()
      const before = await place()
      await newBucket(site.registry.admin, 'held')
      const show = page.getByRole('button', { name: 'Show 1 new' })
      await show.waitFor()
      await page.getByText('1 new, above what is shown').waitFor()
      assert.deepEqual(await place(), before)
      await newBucket(site.registry.admin, 'also-held')
      await page.getByRole('button', { name: 'Show 2 new' }).waitFor()
      assert.deepEqual(await place(), before)
      await page.getByRole('button', { name: 'Show 2 new' }).press('Enter')
      await rowOf(page, 'also-held').getByText('new', { exact: true }).waitFor()
      await rowOf(page, 'held').getByText('new', { exact: true }).waitFor()
      assert.equal(await page.evaluate('scrollY'), 0)
    })

    test('holds it back from whoever goes through the list by keyboard, until they have left it', async () => {
      const { page, open } = await site.visit('viewer')
      await open('/p/default/activity')
      await isLive(page)
      const link = rowsOf(page).first().getByRole('link').first()
      await link.focus()
      await newBucket(site.registry.admin, 'behind')
      await page.getByRole('button', { name: 'Show 1 new' }).waitFor()
      assert.equal(await rowOf(page, 'behind').count(), 0)
      await link.blur()
      await rowOf(page, 'behind').waitFor()
    })

    test('says that it is not connected when the server is away, and goes on when it is there again', async () => {
      const { page, open } = await site.visit('viewer')
      await open('/p/default/activity')
      await isLive(page)
      const { registry } = site
      await registry.stop()
      await page.getByText('not connected', { exact: true }).waitFor()
      const again = await registry.another({ at: registry.url })
      const admin = again.as(await accessToken(again.as(null), registry.credentials))
      await isLive(page)
      await rowOf(page, 'behind').waitFor()
      const asked = counted(page)
      await newBucket(admin, 'after-all')
      await rowOf(page, 'after-all').waitFor()
      await until(() => asked.lists > 0)
      assert.equal(asked.streams, 0)
    })
  },
)

describeSite('a page that nobody tells of changes', nothing, (site) => {
  test('says so, and asks by itself', async () => {
    const { page, open } = await site.visit('viewer')
    await page.route(/\/events\/stream/, (route) => route.abort())
    await open('/p/default/activity')
    await page.getByText('not connected', { exact: true }).waitFor()
    const asked = counted(page)
    await newBucket(site.registry.admin, 'found-out')
    await rowOf(page, 'found-out').waitFor()
    assert.ok(asked.lists > 0)
  })
})
