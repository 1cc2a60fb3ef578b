// Activity on the pages: of a registry and of a bucket, filtered by bucket, kind and actor.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type EventKind, eventKinds, type EventSubject } from '../../src/domain/record/event/event-kinds.ts'
import { kindGroups } from '../../web/activity/kind-groups.ts'
import { assign, completeVersion, inBucket, newBucket, newChannel } from '../support/build-sequences.ts'
import { revoke } from '../support/image-sequences.ts'
import { choose, settled } from '../support/web-visit.ts'
import { describeSite } from '../support/web-suite.ts'

/** Events with these subjects belong to the organization, or are only in the audit log. */
const ELSEWHERE: readonly EventSubject[] = [
  'organization',
  'group',
  'user',
  'invitation',
  'session',
  'browser-login',
  'identity',
  'permission',
  'stream',
]

test('each kind of event that a project may have is in one group that people ask for', () => {
  const ofProjects = (Object.keys(eventKinds) as EventKind[]).filter(
    (kind) => !ELSEWHERE.includes(eventKinds[kind].subject),
  )
  assert.deepEqual(Object.values(kindGroups).flat().sort(), ofProjects.sort())
})

describeSite(
  'activity',
  async (registry) => {
    const web = await newBucket(registry.admin, 'web')
    await completeVersion(web, 'one')
    await completeVersion(web, 'two')
    await newChannel(web, 'production', 'one')
    await assign(web, 'production', 'two')
    await revoke(web, 'one', { revocation_message: 'openssl is old' })
    await assign(web, 'production', '')
    const publisher = await registry.principal('packer.publisher')
    const db = await newBucket(registry.admin, 'orders')
    await completeVersion(db, 'three')
    await newChannel(db, 'staging', '')
    await assign(inBucket(publisher, 'orders'), 'staging', 'three')
    // More than fit on a page.
    for (let number = 1; number <= 40; number += 1) await newBucket(registry.admin, `many-${number}`)
  },
  (site) => {
    test('tells who did what to what, by what the address asks for', async () => {
      const { page, open } = await site.visit('owner')
      await open('/p/default/buckets')
      await page.keyboard.press('g')
      await page.keyboard.press('a')
      await page.getByRole('heading', { name: 'Activity' }).waitFor()
      const rows = page.locator('tbody tr')
      await rows.first().getByText('many-40').waitFor()
      assert.match((await rows.first().locator('time').getAttribute('title')) ?? '', /\d{4}.*\d:\d\d/)
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByText('Created registry').waitFor()
      await page.getByRole('button', { name: 'Previous' }).click()
      await rows.first().getByText('many-40').waitFor()

      await choose(page.getByRole('combobox', { name: 'What' }), 'Versions assigned to channels')
      const moved = rows.filter({ hasText: 'production' })
      await moved.nth(2).waitFor()
      assert.deepEqual(
        (await moved.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').replace(/^.*? admin /, '')),
        [
          'Assigned version to channel web production: v2 → nothing',
          'Assigned version to channel web production: v1 → v2',
          'Assigned version to channel web production: v1',
        ],
      )
      const links = await moved.nth(1).getByRole('link').all()
      const addresses = await Promise.all(links.map((link) => link.getAttribute('href')))
      assert.deepEqual(addresses.slice(1), [
        '/p/default/buckets/web',
        '/p/default/buckets/web/channels/production',
        '/p/default/buckets/web/versions/two',
      ])

      await page.getByRole('combobox', { name: 'Bucket' }).fill('RDER')
      await page.getByRole('option', { name: 'orders', exact: true }).click()
      await rows.filter({ hasText: 'staging: v1' }).waitFor()
      await rows.filter({ hasText: 'production' }).first().waitFor({ state: 'detached' })
      assert.match(page.url(), /\/activity\?kind=assignments&bucket=orders$/)
      const publishers = rows.filter({ hasText: 'staging: v1' }).getByTitle(/^Only what .* did$/)
      const name = await publishers.innerText()
      await publishers.click()
      await rows.filter({ hasText: 'latest' }).waitFor({ state: 'detached' })
      assert.match(page.url(), /&actor=[0-9A-Z]{26}$/)
      await page.getByRole('button', { name: `Only what ${name} did: show what everybody did` }).click()
      await rows.filter({ hasText: 'latest' }).waitFor()
      await page.goBack()
      await rows.filter({ hasText: 'latest' }).waitFor({ state: 'detached' })
    })

    test('of a bucket tells what happened to it, also to whoever sees no more than that', async () => {
      const { page, open } = await site.visit('viewer')
      await open('/p/default/buckets/web/activity?kind=revocations')
      await page.getByRole('link', { name: 'Activity', exact: true }).and(page.locator('[aria-current=page]')).waitFor()
      const rows = page.locator('tbody tr')
      assert.equal(await rows.count(), 1)
      assert.match((await rows.innerText()).replaceAll(/\s+/g, ' '), /Revoked version v1 “openssl is old”$/)
      await open('/p/default/activity?kind=access')
      await page.getByText('No matching events').waitFor()
      await open('/p/default/activity?bucket=nothing-here')
      await page
        .getByRole('alert')
        .getByText(/nothing-here/)
        .waitFor()
      await settled(page)
    })
  },
)
