// The page of a version: taken out of use by keyboard alone with what will happen said before, taken back, and refused by role.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import type { Locator, Page } from 'playwright-core'
import { inBucket } from '../support/build-sequences.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { describeSite } from '../support/web-suite.ts'

const MOST_TABS = 40

/** Goes on by keyboard until it is there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`the keyboard does not come to ${wanted.toString()}`)
}

describeSite('a version', paintRegistry, (site) => {
  const pathOf = (bucket: string, number: number) =>
    `/p/default/buckets/${bucket}/versions/${site.scene[bucket]?.[number - 1] ?? ''}`

  test('a publisher revokes it by keyboard alone, told before what happens, and takes it back', async () => {
    const { page, open } = await site.visit('packer.publisher')
    await open(pathOf('ubuntu-base', 2))
    const strip = page.getByRole('region', { name: 'What may be done with it' })
    await strip.getByText('May be used: it is valid.').waitFor()
    await tabTo(page, page.getByRole('button', { name: 'Revoke…' }))
    await page.keyboard.press('Enter')

    const panel = page.getByRole('dialog', { name: 'Revoke v2' })
    const action = panel.getByRole('button', { name: 'Revoke v2 and 2 versions built from it now' })
    await action.waitFor()
    const effects = await panel.getByRole('region', { name: 'What will happen' }).innerText()
    assert.match(effects, /2 versions built from it in 2 buckets go out of use too:/)
    assert.match(effects, /orders-db: v2/)
    assert.match(effects, /ubuntu-base production: v2 → v1/)
    assert.match(effects, /ci-runner production: v1 → nothing/)

    // Without a reason nothing is sent, and the field that lacks has the focus.
    await tabTo(page, action)
    await page.keyboard.press('Enter')
    await panel.getByText('Say why: whoever meets this version reads it.').waitFor()
    await page.keyboard.type('CVE-2026-4242 in the kernel')
    await tabTo(page, action)
    await page.keyboard.press('Enter')
    await panel.waitFor({ state: 'detached' })
    await strip.getByText('Not to be used: it was revoked').waitFor()
    assert.match(await strip.innerText(), /by person-\d+@example\.com: “CVE-2026-4242 in the kernel”\.$/)
    const note = page.getByRole('status').filter({ hasText: 'v2 is revoked.' })
    await note.getByText(/ubuntu-base production: v2 → v1/).waitFor()
    const bucket = inBucket(await site.registry.logIn(), 'ubuntu-base')
    const channelNow = async () => (await bucket.ok('GetChannel', { params: { channel_name: 'production' } })).channel
    assert.equal((await channelNow()).version.name, 'v1')

    await tabTo(page, page.getByRole('button', { name: 'Undo: restore v2' }))
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'v2 is valid again.' }).waitFor()
    await strip.getByText('May be used: it is valid.').waitFor()
    // As the page has said.
    assert.equal((await channelNow()).version.name, 'v1')
  })

  test('a contributor sets a day, calls it off, and follows what is inherited to where it can be restored', async () => {
    const { page, open } = await site.visit('contributor')
    const strip = page.getByRole('region', { name: 'What may be done with it' })
    const revoke = async (name: string, action: RegExp) => {
      await page.getByRole('button', { name: 'Revoke…' }).click()
      const panel = page.getByRole('dialog', { name })
      await panel.getByRole('textbox', { name: 'Reason' }).fill('Too old')
      return { panel, button: panel.getByRole('button', { name: action }) }
    }
    await open(pathOf('ubuntu-base', 2))
    const later = await revoke('Revoke v2', /^Revoke v2 in 30 days$/)
    await later.panel.getByRole('radio', { name: 'In 30 days' }).check()
    await later.panel.getByRole('checkbox', { name: 'Leave what was built from it in use' }).check()
    await later.panel.getByText('Nothing else goes out of use.').waitFor()
    await later.button.click()
    await strip.getByText(/It will be revoked .*“Too old”/).waitFor()
    await page.getByRole('button', { name: 'Cancel the schedule…' }).click()
    await page.getByRole('button', { name: 'Cancel the schedule of v2' }).click()
    await page.getByText('v2 stays valid: the schedule is cancelled.').waitFor()

    const now = await revoke('Revoke v2', /^Revoke v2 and 2 versions built from it now$/)
    await now.button.click()
    await strip.getByText('Not to be used').waitFor()
    await open(pathOf('ci-runner', 1))
    await strip.getByText('It goes with what it was built from:').waitFor()
    const restore = page.getByRole('button', { name: 'Restore…' })
    assert.equal(await restore.getAttribute('aria-disabled'), 'true')
    assert.match((await restore.getAttribute('aria-description')) ?? '', /restore ubuntu-base v2 instead/)
    await strip.getByRole('link', { name: 'ubuntu-base v2' }).click()
    await restore.click()
    await page.getByRole('button', { name: 'Restore v2' }).click()
    await page.getByText('v2 is valid again.').waitFor()

    // What cannot be undone is done once its name is typed.
    await open(pathOf('orders-db', 2))
    await page.getByRole('button', { name: 'Delete…' }).click()
    const deletion = page.getByRole('button', { name: 'Delete v2 for ever' })
    assert.ok(await deletion.isDisabled())
    await page.getByRole('textbox', { name: 'Type v2 to go on' }).fill('v2')
    await deletion.click()
    await page.waitForURL(/\/buckets\/orders-db\/versions$/)
    await page.getByRole('heading', { level: 1, name: 'orders-db' }).waitFor()
  })

  test('a viewer reads where it comes from, has its SBOM, and is told which role the rest takes', async () => {
    const fingerprint = site.scene['ubuntu-base']?.[3] ?? ''
    const bucket = inBucket(await site.registry.logIn(), 'ubuntu-base')
    const [build] = (await bucket.ok('ListBuilds', { params: { fingerprint } })).builds
    const document = JSON.stringify({ spdxVersion: 'SPDX-2.3', packages: [] })
    await bucket.ok('UploadSbom', {
      params: { fingerprint, build_id: build.id as string },
      body: { name: 'packages', format: 'SPDX', compressed_sbom: zstdCompressSync(document).toString('base64') },
    })
    const { page, open } = await site.visit('viewer')
    await open(pathOf('ubuntu-base', 4))
    await page.getByText('Being built. Nobody is told to use it').waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download SBOM packages' }).click()
    assert.equal(await readFile(await (await downloading).path(), 'utf8'), document)

    await open(pathOf('app-web', 2))
    const commit = page.getByRole('link', { name: /^[0-9a-f]{40}$/ })
    assert.match((await commit.getAttribute('href')) ?? '', /^https:\/\/github\.com\/example\/images\/commit\//)
    const run = page.getByRole('link', { name: 'Run of github · example/images' })
    assert.match((await run.getAttribute('href')) ?? '', /\/actions\/runs\/8123456789$/)
    for (const [name, roles] of [
      ['Revoke…', 'packer.publisher or contributor'],
      ['Delete…', 'contributor'],
    ] as const) {
      const button = page.getByRole('button', { name })
      const reason = `This takes the role ${roles}: ask an administrator.`
      assert.equal(await button.getAttribute('aria-description'), reason)
      await button.click({ force: true })
    }
    assert.equal(await page.getByRole('dialog').count(), 0)
  })
})
