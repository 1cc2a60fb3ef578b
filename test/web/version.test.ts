// The page of a version: revoked by keyboard alone with the effects shown before, restored, and refused by role.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { inBucket, newBuild } from '../support/build-sequences.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { until } from '../support/until.ts'
import { holdNext, isFocused, tabTo, typeOnceFocused } from '../support/web-visit.ts'
import { describeSite } from '../support/web-suite.ts'

describeSite('a version', paintRegistry, (site) => {
  const pathOf = (bucket: string, number: number) =>
    `/p/default/buckets/${bucket}/versions/${site.scene[bucket]?.[number - 1] ?? ''}`

  test('a publisher revokes it by keyboard alone, told before what happens, and takes it back', async () => {
    const { page, open } = await site.visit('packer.publisher')
    const bucket = inBucket(await site.registry.logIn(), 'ubuntu-base')
    // The version that channels roll back to is to be revoked later as well.
    const first = { fingerprint: site.scene['ubuntu-base']?.[0] ?? '' }
    const later = { revoke_in: '30d', revocation_message: 'Too old', skip_descendants_revocation: true }
    await bucket.ok('UpdateVersion', { params: first, body: later })
    await open(pathOf('ubuntu-base', 2))
    const strip = page.getByRole('region', { name: 'Version status' })
    await strip.getByText('This version is valid and ready to use.').waitFor()
    await page.waitForFunction(`document.title.startsWith('v2 · ubuntu-base · ')`)
    const times = page.getByRole('region', { name: 'Channel history' })
    const timesOfProduction = times.getByRole('row', { name: /^production/ }).getByRole('cell')
    await timesOfProduction.nth(1).filter({ hasText: 'present' }).waitFor()
    const button = page.getByRole('button', { name: 'Revoke…' })
    await tabTo(button)
    await page.keyboard.press('Enter')

    const panel = page.getByRole('dialog', { name: 'Revoke v2' })
    // No key reaches the page behind the dialog, and closing it restores the focus.
    await tabTo(panel.getByRole('button', { name: 'Cancel' }))
    for (const key of ['?', '/', 'g', 's']) await page.keyboard.press(key)
    assert.equal(await page.getByRole('dialog').count(), 1)
    await page.keyboard.press('Escape')
    await until(() => isFocused(button))
    await page.keyboard.press('Enter')
    const action = panel.getByRole('button', { name: 'Revoke v2 and 2 versions built from it now' })
    await action.waitFor()
    const effects = await panel.getByRole('region', { name: 'What will happen' }).innerText()
    assert.match(effects, /2 versions built from it in 2 buckets will be revoked too:/)
    assert.match(effects, /orders-db: v2/)
    assert.match(effects, /ubuntu-base production: v2 → v1 \(to be revoked on .+\)/)
    assert.match(effects, /ci-runner production: v1 → nothing/)

    // Without a reason nothing is sent, and the missing field gets the focus.
    await tabTo(action)
    await page.keyboard.press('Enter')
    await panel.getByText('Enter a reason.').waitFor()
    await typeOnceFocused(panel.getByLabel('Reason'), 'CVE-2026-4242 in the kernel')
    // What was confirmed without a network has failed, and is not retried later.
    await page.context().setOffline(true)
    await tabTo(action)
    await page.keyboard.press('Enter')
    await panel.getByRole('alert').first().waitFor()
    await until(async () => !(await action.isDisabled()))
    await page.context().setOffline(false)
    await tabTo(action)
    await page.keyboard.press('Enter')
    await panel.waitFor({ state: 'detached' })
    await strip.getByText('Do not use this version. It was revoked').waitFor()
    assert.match(await strip.innerText(), /by person-\d+@example\.com: “CVE-2026-4242 in the kernel”\.$/)
    const note = page.getByRole('status').filter({ hasText: 'v2 is revoked.' })
    await note.getByText(/ubuntu-base production: v2 → v1/).waitFor()
    await note.getByText('API call to restore v2').click()
    await note.getByText('{"restore":true}').waitFor()
    await timesOfProduction.nth(1).locator('time').waitFor()
    const channelNow = async () => (await bucket.ok('GetChannel', { params: { channel_name: 'production' } })).channel
    assert.equal((await channelNow()).version.name, 'v1')

    await tabTo(note.getByRole('button', { name: 'Restore v2' }))
    await page.keyboard.press('Enter')
    const restored = page.getByRole('status').filter({ hasText: 'v2 is valid again.' })
    await restored.getByText('production still points at v1.', { exact: true }).waitFor()
    await restored.getByText('ci-runner production still points at nothing.').waitFor()
    await strip.getByText('This version is valid and ready to use.').waitFor()
    // As the page announced.
    assert.equal((await channelNow()).version.name, 'v1')
    await restored.getByRole('button', { name: 'Point production at v2' }).click()
    await restored.getByText('production still points at v1.', { exact: true }).waitFor({ state: 'detached' })
    assert.equal((await channelNow()).version.name, 'v2')
  })

  test('a contributor sets a day, calls it off, and follows what is inherited to where it can be restored', async () => {
    const { page, open } = await site.visit('contributor')
    const strip = page.getByRole('region', { name: 'Version status' })
    const revoke = async (name: string, action: RegExp) => {
      await page.getByRole('button', { name: 'Revoke…' }).click()
      const panel = page.getByRole('dialog', { name })
      await panel.getByRole('textbox', { name: 'Reason' }).fill('Too old')
      return { panel, button: panel.getByRole('button', { name: action }) }
    }
    await open(pathOf('ubuntu-base', 2))
    const later = await revoke('Revoke v2', /^Revoke v2 in 30 days$/)
    await later.panel.getByRole('radio', { name: 'In 30 days' }).check()
    await later.panel.getByRole('checkbox', { name: 'Keep versions built from it in use' }).check()
    await later.panel.getByText('No other version will be revoked.').waitFor()
    const letGo = await holdNext(page, 'PATCH', /\/versions\//)
    await later.button.click()
    await page.keyboard.press('Escape')
    letGo()
    await page.getByText('v2 will be revoked. You can use it until then.').waitFor()
    await strip.getByText(/It will be revoked .*“Too old”/).waitFor()
    await page.getByRole('button', { name: 'Cancel revocation…' }).click()
    await page.getByRole('button', { name: 'Cancel revocation of v2' }).click()
    await page.getByText('v2 stays valid. Its revocation is cancelled.').waitFor()

    const answers = '**/revocation-preview*'
    await page.route(answers, (route) => route.fulfill({ status: 500, json: { code: 13, message: 'out of order' } }))
    const blind = await revoke('Revoke v2', /^Revoke v2 now$/)
    await blind.panel.getByRole('checkbox', { name: /^Keep channels where they are/ }).check()
    await blind.panel
      .getByRole('alert')
      .filter({ hasText: /out of order/i })
      .waitFor()
    assert.match((await blind.button.getAttribute('aria-description')) ?? '', /^The effects could not be determined/)
    await blind.panel.getByRole('checkbox', { name: 'Revoke without knowing the effects' }).check()
    assert.equal(await blind.button.getAttribute('aria-disabled'), null)
    await page.unroute(answers)
    await blind.panel.getByRole('button', { name: 'Cancel' }).click()

    const now = await revoke('Revoke v2', /^Revoke v2 and 2 versions built from it now$/)
    await now.button.click()
    await strip.getByText('Do not use this version').waitFor()
    await open(pathOf('ci-runner', 1))
    await strip.getByText('Revocation inherited from').waitFor()
    await page.getByText('production is on an older version: v1').waitFor()
    const restore = page.getByRole('button', { name: 'Restore…' })
    assert.equal(await restore.getAttribute('aria-disabled'), 'true')
    assert.match((await restore.getAttribute('aria-description')) ?? '', /Restore ubuntu-base v2 instead/)
    await strip.getByRole('link', { name: 'ubuntu-base v2' }).click()
    await restore.click()
    await page.getByRole('button', { name: 'Restore v2' }).click()
    await page.getByText('v2 is valid again.').waitFor()

    // What cannot be undone requires typing its name.
    const bucket = inBucket(await site.registry.logIn(), 'ubuntu-base')
    const build = { component_type: 'left-out', status: 'BUILD_RUNNING' }
    await newBuild(bucket, site.scene['ubuntu-base']?.[3] ?? '', build)
    await open(pathOf('ubuntu-base', 4))
    await page.getByRole('button', { name: 'Delete build left-out…' }).click()
    await page.getByRole('textbox', { name: 'Type left-out to confirm' }).fill('left-out')
    await page.getByRole('button', { name: 'Delete build left-out', exact: true }).click()
    await page.getByRole('rowheader', { name: 'left-out' }).waitFor({ state: 'detached' })
    await open(pathOf('orders-db', 2))
    await page.getByRole('button', { name: 'Delete…' }).click()
    const deletion = page.getByRole('button', { name: 'Delete v2 permanently' })
    assert.ok(await deletion.isDisabled())
    await page.getByRole('textbox', { name: 'Type v2 to confirm' }).fill('v2')
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
    await page.getByText('Still building. Channels cannot point at it').waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download SBOM packages' }).click()
    assert.equal(await readFile(await (await downloading).path(), 'utf8'), document)
    const ofBuild = page.getByRole('button', { name: /^Delete build/ }).first()
    assert.match((await ofBuild.getAttribute('aria-description')) ?? '', /^You need the role contributor/)

    await open(pathOf('app-web', 2))
    const commit = page.getByRole('link', { name: /^[0-9a-f]{40}$/ })
    assert.match((await commit.getAttribute('href')) ?? '', /^https:\/\/github\.com\/example\/images\/commit\//)
    const run = page.getByRole('link', { name: 'github run · example/images' })
    assert.match((await run.getAttribute('href')) ?? '', /\/actions\/runs\/8123456789$/)
    for (const [name, roles] of [
      ['Revoke…', 'packer.publisher or contributor'],
      ['Delete…', 'contributor'],
    ] as const) {
      const button = page.getByRole('button', { name })
      const reason = `You need the role ${roles}. Ask an administrator.`
      assert.equal(await button.getAttribute('aria-description'), reason)
      await button.click({ force: true })
    }
    assert.equal(await page.getByRole('dialog').count(), 0)
  })
})
