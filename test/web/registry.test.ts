// The buckets of a registry on the pages: from the first steps in an empty registry to ten thousand buckets.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aBucket } from '../storage/arrange.ts'
import { doneBuild, finishBuild, inBucket, newBucket, newChannel, newVersion } from '../support/build-sequences.ts'
import { DAY, schedule } from '../support/image-sequences.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { until } from '../support/until.ts'
import { untilEqual } from '../support/until-equal.ts'
import { choose, settled } from '../support/web-visit.ts'
import { describeSite, nothing } from '../support/web-suite.ts'

const BUCKETS = '/p/default/buckets'
/** As long as a name can be. */
const FRESH = 'fresh-images-of-the-company-at-large'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const shown = (page: Page) => page.locator('tbody th a').allInnerTexts()
/** Waits until these buckets are listed, in this order. */
const listed = (page: Page, ...names: readonly string[]) => untilEqual(() => shown(page), [...names])

describeSite('the buckets of a registry', nothing, (site) => {
  test('begin with the first steps, which give way when the first version arrives', async () => {
    const { page, open } = await site.visit('owner')
    await open(BUCKETS)
    await page.getByRole('heading', { name: 'Push your first image' }).waitFor()
    const lines = await page.getByRole('region', { name: /^Point Packer at this server/ }).innerText()
    assert.ok(lines.includes(`HCP_PROJECT_ID=${site.registry.projectId}`))
    // Returning to the page a little later makes it request everything again.
    const comeBack = async (minutes: number) => {
      await page.clock.setFixedTime(Date.parse(site.registry.clock.now()) + minutes * 60_000)
      await page.evaluate(`dispatchEvent(new Event('visibilitychange'))`)
    }
    const bucket = await newBucket(site.registry.admin, 'hello')
    await newVersion(bucket, 'one')
    await comeBack(1)
    await page.getByRole('status').filter({ hasText: 'Newest version of hello: running' }).waitFor()
    await page.getByRole('row', { name: /^hello/ }).waitFor()
    assert.equal(await page.getByRole('heading', { name: 'Push your first image' }).count(), 1)
    await finishBuild(bucket, 'one', doneBuild('one'))
    await comeBack(2)
    await page.getByRole('row', { name: /^hello.*v1/ }).waitFor()
    await page.getByRole('status').filter({ hasText: 'Your first version is ready. Use hello' }).waitFor()
    assert.equal(await page.getByRole('heading', { name: 'Push your first image' }).count(), 0)
  })

  test('are found by the address and by typing, as a list and as a matrix', async () => {
    const painted = await paintRegistry(site.registry)
    const admin = await site.registry.logIn()
    await newChannel(inBucket(admin, 'app-web'), 'canary', '')
    await schedule(inBucket(admin, 'orders-db'), painted['orders-db']?.[1] ?? '', 30 * DAY)
    const { page, open } = await site.visit('owner')
    await open(BUCKETS)
    await page.getByText('6 buckets').waitFor()
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
    assert.match(await row('orders-db').innerText(), /v2\s+scheduled[^]*production[^]*v1 revoked/)
    assert.match(await row('app-web').innerText(), /production[^]*v1 scheduled[^]*−1/)
    assert.doesNotMatch(await row('app-web').innerText(), /canary/)
    await row('app-web').getByText('and 1 more').click()
    await row('app-web').getByText('canary').waitFor()
    await page.getByRole('textbox', { name: 'Label' }).fill('team=platform')
    await listed(page, 'ci-runner', 'ubuntu-base')
    const text = page.getByRole('textbox', { name: 'Search names and descriptions' })
    // Somebody who pauses while typing triggers a request with each pause, and types on.
    await text.pressSequentially('PIPE', { delay: 400 })
    await text.pressSequentially('LINES')
    await page.waitForURL('**/buckets?label=team%3Dplatform&q=PIPELINES')
    await listed(page, 'ci-runner')
    assert.equal(await text.inputValue(), 'PIPELINES')
    await choose(page.getByRole('combobox', { name: 'Status' }), 'A channel is on a revoked version')
    await page.getByText('No matching buckets. Try removing a filter.').waitFor()
    // Filters share a line, even where only two have room.
    const lines =
      "new Set([...document.querySelectorAll('search.filters input:not([type=radio], [type=hidden])')].map((one) => one.getBoundingClientRect().top)).size"
    const linesAt = async (width: number) => {
      await page.setViewportSize({ width, height: 800 })
      return page.evaluate<number>(lines)
    }
    assert.deepEqual([await linesAt(390), await linesAt(1440)], [3, 1])
    await page.goBack()
    await listed(page, 'ci-runner')

    // Clearing a search without results shows the list again, and never the page of an empty registry.
    await open(`${BUCKETS}?q=zzz`)
    await page.getByText('No matching buckets. Try removing a filter.').waitFor()
    const shownMeanwhile: string[] = []
    await page.route('**/bucket-overviews?*', async (route) => {
      shownMeanwhile.push(...(await page.getByRole('heading').allInnerTexts()))
      await route.continue()
    })
    await text.fill('')
    await page.getByText('6 buckets').waitFor()
    assert.deepEqual(shownMeanwhile, ['Buckets'])
    await page.unroute('**/bucket-overviews?*')
    await page.getByRole('combobox', { name: 'Platform' }).fill('azure')
    await listed(page, 'ubuntu-base')
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
    // Servers cache role bindings for a few seconds.
    site.registry.clock.advance(5000)
    await open('/')
    await page.getByText('1 bucket', { exact: true }).waitFor()
    await listed(page, 'app-web')

    // Signing out is a form of the server's own.
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await page.goto(site.registry.url + BUCKETS)
    await page.waitForURL(`**/sign-in?return=${encodeURIComponent(BUCKETS)}`)
  })
})

describeSite('one registry', nothing, (site) => {
  test('is made by who may, and says who that is', async () => {
    const { admin, organizationId } = site.registry
    const parent = { id: organizationId, type: 'ORGANIZATION' }
    await admin.ok('ProjectService_Create', { body: { name: FRESH, parent } })
    const viewer = await site.visit('viewer')
    await viewer.open(`/p/${FRESH}/buckets`)
    const button = viewer.page.getByRole('button', { name: 'Create registry' })
    // Its reason is announced to whoever reaches it, and pressing it does nothing.
    await button.click({ force: true })
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    assert.match((await button.getAttribute('aria-description')) ?? '', /^You need the role contributor/)
    // However many lines the header takes in a narrow window, the menu is below it.
    await viewer.page.setViewportSize({ width: 320, height: 480 })
    await viewer.page.getByRole('button', { name: 'Menu' }).click()
    const menu = viewer.page.getByRole('navigation', { name: 'Main' })
    const head = await viewer.page.getByRole('banner').boundingBox()
    assert.equal((await menu.boundingBox())?.y, (head?.y ?? 0) + (head?.height ?? 0))
    await menu.getByRole('link', { name: 'Roles' }).click()
    await viewer.page.waitForURL('**/access/roles')
    await menu.waitFor({ state: 'hidden' })
    await viewer.leave()

    const { page, open } = await site.visit('contributor')
    await open(`/p/${FRESH}/buckets`)
    await page.getByText('Equivalent API call').click()
    await page.getByText(/curl --request PUT .*\/registry/).waitFor()
    await press(page, 'Create registry')
    await page.getByRole('heading', { name: 'Push your first image' }).waitFor()

    // The settings of the registry, and its deletion.
    const keys: string[] = []
    page.on('request', (request) => keys.push(...(/runtasks\/validation/.exec(request.url()) ?? [])))
    await page.getByRole('link', { name: 'Settings' }).click()
    await choose(page.getByRole('combobox', { name: 'Images not in the registry' }), 'Fail the task')
    await page.getByText(/curl --request PATCH .*runtasks\/config/).waitFor({ state: 'attached' })
    await press(page, 'Change to “Fail the task”')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.deepEqual(keys, [])
    await press(page, 'Show URL and key')
    await page.getByRole('button', { name: 'Copy HMAC key' }).waitFor()
    const deletion = page.getByRole('button', { name: 'Delete registry' })
    assert.match((await deletion.getAttribute('aria-description')) ?? '', /^Deactivate it first/)
    await press(page, 'Deactivate registry')
    await page.getByLabel('Type DEACTIVATE to confirm').fill('DEACTIVATE')
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate registry' }).click()
    await page.getByText('Deactivated: builds and deployments are refused. Its contents are kept.').waitFor()
    await deletion.click()
    await page.getByText(/^Everything is deleted: 0 buckets/).waitFor()
    await page.getByLabel(`Type ${FRESH} to confirm`).fill(FRESH)
    await page.getByRole('dialog').getByRole('button', { name: 'Delete registry' }).click()
    await page.waitForURL(`**/p/${FRESH}/buckets`)
    const none = page.getByRole('heading', { name: 'This project has no registry yet' })
    await none.waitFor()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.waitForURL(`**/p/${FRESH}/settings`)
    await none.waitFor()

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
    const height = () => page.evaluate<number>('scrollY')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('link', { name: 'bucket-00050' }).waitFor()
    assert.ok((await height()) < 400, 'the next page is read from its head on')
    // Going back leads to the previous scroll position, whatever the way there.
    const far = page.getByRole('link', { name: 'bucket-00090' })
    await far.scrollIntoViewIfNeeded()
    const before = await height()
    assert.ok(before > 400)
    await far.click()
    await page.getByRole('heading', { name: 'bucket-00090' }).waitFor()
    assert.equal(await height(), 0)
    await page.goBack()
    await far.waitFor()
    await until(async () => (await height()) === before)
    await page.goBack()
    await page.getByRole('link', { name: 'bucket-00000' }).waitFor()
    await settled(page)
  })
})
