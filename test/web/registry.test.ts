// The buckets of a registry on the pages: from the first steps in an empty one to ten thousand of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aBucket } from '../storage/arrange.ts'
import { completeVersion, newBucket } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { paintRegistry } from '../support/painted-registry.ts'

import { until } from '../support/until.ts'
import { choose, settled } from '../support/web-visit.ts'
import { describeSite, nothing } from '../support/web-suite.ts'

const BUCKETS = '/p/default/buckets'
/** As long as a name can be. */
const FRESH = 'fresh-images-of-the-company-at-large'

const PATIENCE_MS = 15_000

const shown = (page: Page) => page.locator('tbody th a').allInnerTexts()
/** Until these buckets are listed, in this order. */
const listed = async (page: Page, ...names: readonly string[]) => {
  const giveUp = performance.now() + PATIENCE_MS
  await until(async () => (await shown(page)).join() === names.join() || performance.now() > giveUp)
  assert.deepEqual(await shown(page), names)
}

describeSite('the buckets of a registry', nothing, (site) => {
  test('begin with the first steps, which give way when the first version arrives', async () => {
    const { page, open } = await site.visit('owner')
    await open(BUCKETS)
    await page.getByRole('heading', { name: 'Push the first image' }).waitFor()
    const lines = await page.getByRole('region', { name: /^Point Packer at this server/ }).innerText()
    assert.ok(lines.includes(`HCP_PROJECT_ID=${site.registry.projectId}`))
    await completeVersion(await newBucket(site.registry.admin, 'hello'), 'one')
    // Whoever comes back to the page a little later has it ask again.
    await page.clock.setFixedTime(Date.parse(site.registry.clock.now()) + 60_000)
    await page.evaluate(`dispatchEvent(new Event('visibilitychange'))`)
    await page.getByRole('row', { name: /^hello.*v1/ }).waitFor()
    assert.equal(await page.getByRole('heading', { name: 'Push the first image' }).count(), 0)
  })

  test('are found by the address and by typing, as a list and as a matrix', async () => {
    await paintRegistry(site.registry)
    const { page, open } = await site.visit('owner')
    await open(BUCKETS)
    await page.getByText('6 buckets').waitFor()
    assert.match(await page.getByRole('row', { name: /^orders-db/ }).innerText(), /v2[^]*production[^]*v1 revoked/)
    assert.match(await page.getByRole('row', { name: /^app-web/ }).innerText(), /production[^]*v1 scheduled[^]*−1/)
    await page.getByRole('textbox', { name: 'Label' }).fill('team=platform')
    await listed(page, 'ci-runner', 'ubuntu-base')
    await page.getByRole('textbox', { name: 'Search names and descriptions' }).fill('PIPELINES')
    await listed(page, 'ci-runner')
    assert.equal(new URL(page.url()).search, '?label=team%3Dplatform&q=PIPELINES')
    await choose(page.getByRole('combobox', { name: 'Status' }), 'A channel is on a revoked version')
    await page.getByText('No bucket fits. Take a filter away.').waitFor()
    await page.goBack()
    await listed(page, 'ci-runner')

    await open(`${BUCKETS}?q=base&sort=created_at+desc&view=matrix`)
    await listed(page, 'windows-base', 'ubuntu-base')
    assert.equal(await page.getByRole('textbox', { name: 'Search names and descriptions' }).inputValue(), 'base')
    const heads = await page.getByRole('columnheader').allInnerTexts()
    assert.deepEqual(heads.slice(1, 4).sort(), ['latest', 'production', 'test'])
    const cells = page.getByRole('row', { name: /^ubuntu-base/ }).getByRole('cell')
    assert.match((await cells.allInnerTexts())[heads.indexOf('production') - 1] ?? '', /v2[^]*−1/)
    await page.getByText('List', { exact: true }).click()
    await page.getByRole('columnheader', { name: 'Platforms' }).waitFor()
    assert.equal(new URL(page.url()).search, '?q=base&sort=created_at+desc')
    await page.goBack()
    await page.getByRole('columnheader', { name: 'production' }).waitFor()

    await open(`${BUCKETS}?status=REVOKED_CHANNEL`)
    await listed(page, 'orders-db')
  })

  test('are one for whoever has a role on one alone', async () => {
    const { page, id, open } = await site.visit(null)
    await site.registry.store.transaction(async ({ buckets, roles }) => {
      const bucket = await buckets.find(site.registry.projectId, 'app-web')
      await roles.bind({ type: 'bucket', id: bucket?.id ?? '' }, { role: 'viewer', principalId: id })
    })
    // What somebody holds is remembered for some seconds.
    site.registry.clock.advance(5000)
    await open('/')
    await page.getByText('1 bucket', { exact: true }).waitFor()
    await listed(page, 'app-web')

    // The way out is a form of the server's own.
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await page.goto(site.registry.url + BUCKETS)
    await page.waitForURL(`**/sign-in?return=${encodeURIComponent(BUCKETS)}`)
  })
})

describeSite(
  'one registry',
  nothing,
  (site) => {
    test('is made by who may, and says who that is', async () => {
      const { admin, organizationId } = site.registry
      const parent = { id: organizationId, type: 'ORGANIZATION' }
      await admin.ok('ProjectService_Create', { body: { name: FRESH, parent } })
      const viewer = await site.visit('viewer')
      await viewer.open(`/p/${FRESH}/buckets`)
      const button = viewer.page.getByRole('button', { name: 'Create the registry' })
      // Its reason is told to whoever comes to it, and pressing it does nothing.
      await button.click({ force: true })
      assert.equal(await button.getAttribute('aria-disabled'), 'true')
      assert.match((await button.getAttribute('aria-description')) ?? '', /^This takes the role contributor/)
      // However many lines the head takes in a narrow window, the menu is below it.
      await viewer.page.setViewportSize({ width: 320, height: 480 })
      await viewer.page.getByRole('button', { name: 'Menu' }).click()
      const menu = viewer.page.getByRole('navigation', { name: 'Pages' })
      const head = await viewer.page.getByRole('banner').boundingBox()
      assert.equal((await menu.boundingBox())?.y, (head?.y ?? 0) + (head?.height ?? 0))
      await menu.getByRole('link', { name: 'Roles' }).click()
      await viewer.page.waitForURL('**/access/roles')
      await menu.waitFor({ state: 'hidden' })
      await viewer.close()

      const { page, open } = await site.visit('owner')
      await open(`/p/${FRESH}/buckets`)
      await page.getByText('The same without this page').click()
      await page.getByText(/curl --request PUT .*\/registry/).waitFor()
      await page.getByRole('button', { name: 'Create the registry' }).click()
      await page.getByRole('heading', { name: 'Push the first image' }).waitFor()

      await admin.ok('PackerService_UpdateRegistry', { body: { update_mask: 'activated', activated: false } })
      await open(BUCKETS)
      await page.getByText(/^This registry is deactivated: builds and deployments are refused/).waitFor()
    })

    test('shows the first of ten thousand buckets', async (context) => {
      const { store, organizationId, projectId: id } = site.registry
      const project = { id, organizationId, name: 'default', description: '', createdAt: site.registry.clock.now() }
      await store.transaction(async ({ buckets }) => {
        for (let number = 0; number < 10_000; number += 1)
          await buckets.insert(aBucket(project, { name: `bucket-${String(number).padStart(5, '0')}` }))
      })
      const { page, open } = await site.visit('owner')
      await open('/you')
      const began = performance.now()
      await open(BUCKETS)
      await page.getByText('10,000 buckets').waitFor()
      context.diagnostic(`the first page of 10,000 buckets is there after ${Math.round(performance.now() - began)} ms`)
      assert.equal((await shown(page)).length, 50)
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('link', { name: 'bucket-00050' }).waitFor()
      await page.goBack()
      await page.getByRole('link', { name: 'bucket-00000' }).waitFor()
      await settled(page)
    })
  },
  databases().slice(0, 1),
)
