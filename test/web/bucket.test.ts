// The page of a bucket: how to use its image, and what it says where there is no good image to use.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { inBucket, newBucket, versionOf } from '../support/build-sequences.ts'
import { COMMAND } from '../support/command.ts'
import { imageFrom } from '../support/image-sequences.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import type { TestRegistry } from '../support/registry.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'
import { choose, isFocused, settled } from '../support/web-visit.ts'
import { describeSite } from '../support/web-suite.ts'

/** A folder with a command `assay` that runs ours. */
async function commandFolder(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t)
  await writeFile(join(folder, 'assay'), `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n`, { mode: 0o755 })
  return folder
}

/** Runs lines as the owner of a key would, where `ca.pem` is or where it is named. Returns what the last line prints. */
async function runInShell(
  lines: string,
  { credentials, caFile }: TestRegistry,
  { cwd = dirname(caFile), ...told }: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    ...told,
    HCP_CLIENT_ID: credentials.clientId,
    HCP_CLIENT_SECRET: credentials.clientSecret,
  }
  const { stdout } = await promisify(execFile)('sh', ['-c', lines], { cwd, env })
  return stdout.trim()
}

describeSite('a bucket', paintRegistry, (site) => {
  test('gives lines for a tool, a channel, a platform and a region, and says what they lead to', async (t) => {
    const { page, open } = await site.visit('owner', { permissions: ['clipboard-write'] })
    await open('/p/default/buckets/ubuntu-base')
    const useIt = page.getByRole('region', { name: 'Use it' })
    const linesFor = async (tool: string) =>
      (await useIt.getByRole('region', { name: `lines for ${tool}` }).innerText()).trim()
    assert.match(
      await linesFor('Terraform'),
      /^data "hcp_packer_artifact" "ubuntu-base" \{\n {2}bucket_name {2}= "ubuntu-base"\n {2}channel_name = "production"\n {2}platform {5}= "aws"\n {2}region {7}= "eu-west-1"\n\}/,
    )
    await useIt.getByText(/assigned by admin/).waitFor()

    await choose(useIt.getByRole('combobox', { name: 'Platform' }), 'azure')
    await useIt.getByRole('tab', { name: 'Packer' }).click()
    assert.match(
      await linesFor('Packer'),
      /^data "hcp-packer-artifact" .+\n.+\n.+"production"\n.+"azure"\n.+"westeurope"/,
    )
    assert.match(page.url(), /\?platform=azure&tool=packer$/)
    await useIt.getByRole('tab', { name: 'curl' }).click()
    const calls = await linesFor('curl')
    assert.match(calls, /channels\/production.+\n.+\n.+select\(\.platform == "azure"\)/)
    const copying = useIt.getByRole('button', { name: 'Copy lines for curl' })
    await copying.click()
    await page.getByText('Copied').first().waitFor()
    // As over plain HTTP.
    await page.evaluate('delete Navigator.prototype.clipboard')
    await copying.click()
    await page.getByText('The text is selected: copy it with the keyboard.').first().waitFor()
    assert.equal(await page.evaluate('getSelection().toString()'), calls)
    const named = { cwd: '/', SSL_CERT_FILE: site.registry.caFile, CURL_CA_BUNDLE: '/nothing.pem' }
    for (const told of [{}, named])
      assert.match(await runInShell(calls, site.registry, told), /^\/subscriptions\/.+\/ubuntu-base-0002$/)
    // Without a token, nothing else is requested.
    const untrusted = { cwd: '/', CURL_CA_BUNDLE: '/nothing.pem' }
    assert.match(await runInShell(`{ ${calls}\n} 2>&1`, site.registry, untrusted), /token: /)

    await useIt.getByRole('tab', { name: 'assay' }).click()
    const [login = '', ...commands] = (await linesFor('assay')).split('\n')
    assert.match(login, /^# .*: assay login https:\/\/\S+$/)
    const ofProject = `--project ${site.registry.projectId}`
    assert.deepEqual(commands, [
      `assay artifact url ubuntu-base@production --platform azure --region westeurope ${ofProject}`,
      `assay channel show ubuntu-base@production ${ofProject}`,
      `assay channel promote ubuntu-base --from latest --to production ${ofProject}`,
    ])
    const server = { HCP_API_ADDRESS: new URL(site.registry.url).host, SSL_CERT_FILE: site.registry.caFile }
    const path = `${await commandFolder(t)}${delimiter}${process.env['PATH'] ?? ''}`
    const [url = '', shown = ''] = commands
    const told = { ...server, PATH: path, cwd: '/', HOME: '/nowhere' }
    assert.match(await runInShell(url, site.registry, told), /^\/subscriptions\/.+\/ubuntu-base-0002$/)
    assert.match(await runInShell(shown, site.registry, told), /^Channel +ubuntu-base@production\n/)

    // What the address names is shown as written there, and the page says what it asks for in vain.
    await open('/p/default/buckets/ubuntu-base?channel=test&platform=gce&tool=identifier')
    await useIt.getByText(/v3 has nothing for gce/).waitFor()
    assert.match(await linesFor('Identifier'), /^ami-\w+$/)
  })

  test('says where a channel is on a revoked version, or on none, and what it is built from', async () => {
    const { page, open } = await site.visit('owner')
    await open('/p/default/buckets/orders-db')
    const useIt = page.getByRole('region', { name: 'Use it' })
    await useIt.getByText(/production points at a version that is revoked: v1 .*“CVE-2026-1234 in openssl”/).waitFor()
    const facts = page.getByRole('region', { name: 'About' })
    await facts.getByText('ubuntu-base').waitFor()
    await facts.getByText('v1 revoked').waitFor()
    await choose(useIt.getByRole('combobox', { name: 'Channel' }), /^test/)
    await useIt.getByText(/test points at no version, so there is nothing to use/).waitFor()
    assert.equal(await useIt.getByRole('tab').count(), 0)

    await open('/p/default/buckets/ubuntu-base')
    for (const child of ['app-web', 'orders-db', 'ci-runner']) await facts.getByRole('link', { name: child }).waitFor()
    const admin = await site.registry.logIn()
    const version = await versionOf(inBucket(admin, 'ubuntu-base'), site.scene['ubuntu-base']?.[2] ?? '')
    for (let more = 1; more <= 8; more += 1)
      await imageFrom(await newBucket(admin, `child-${more}`), 'one', { version })
    await page.reload()
    await facts.getByRole('link', { name: 'and 1 more' }).click()
    await page.waitForURL('**/ubuntu-base/ancestry?dir=children&view=table')
    await page.getByRole('row').nth(11).waitFor()
  })

  test('shows a viewer what they may use, and says when that is nothing', async () => {
    const { page, open } = await site.visit('viewer')
    await open('/p/default/buckets/windows-base')
    await page.getByText(/You cannot see any channel of this bucket/).waitFor()
    await open('/p/default/buckets/nothing-here')
    await page
      .getByRole('alert')
      .getByText(/nothing-here/)
      .waitFor()
    await settled(page)
  })

  test('lists its versions by status, and has two of them compared', async () => {
    const { page, open } = await site.visit('viewer')
    await open('/p/default/buckets/ubuntu-base/versions')
    await page.getByRole('status').filter({ hasText: '4 versions' }).waitFor()
    const rows = page.getByRole('row')
    assert.match(await rows.nth(2).innerText(), /v3\s.*active\s+T\s+test\s/s)
    const compare = page.getByRole('button', { name: 'Compare' })
    assert.equal(await compare.getAttribute('aria-description'), 'Select two versions to compare.')
    for (const name of ['v3', 'v2', 'v1']) await page.getByRole('checkbox', { name: `Compare ${name}` }).check()
    const comparison = page.getByRole('link', { name: 'Compare v1 with v2' })
    const prints = site.scene['ubuntu-base'] ?? []
    const to = `/p/default/buckets/ubuntu-base/compare?from=${prints[0] ?? ''}&to=${prints[1] ?? ''}`
    assert.equal(await comparison.getAttribute('href'), to)

    await choose(page.getByRole('combobox', { name: 'Status' }), 'running')
    await page.getByRole('status').filter({ hasText: '1 version' }).waitFor()
    assert.match(page.url(), /\?status=VERSION_RUNNING$/)
    await open('/p/default/buckets/orders-db/versions?status=VERSION_REVOKED')
    assert.match(await rows.nth(1).innerText(), /v1\s.*revoked\s+CVE-2026-1234 in openssl\s+P\s+production/s)
    await open('/p/default/buckets/windows-base/versions')
    await page.getByText('No versions yet. The first Packer build creates one.').waitFor()
  })

  test('is described and deleted by who may, and says to others which role that takes', async () => {
    const viewer = await site.visit('viewer')
    const asked = '**/*test-iam-permissions*'
    await viewer.page.route(asked, (route) => route.fulfill({ status: 400, json: { code: 3, message: 'no' } }))
    await viewer.open('/p/default/buckets/windows-base/settings')
    const save = (page: Page) => page.getByRole('button', { name: 'Save' })
    // While it is unknown whether somebody has a role, nobody is told to ask for it.
    assert.match(
      (await save(viewer.page).getAttribute('aria-description')) ?? '',
      /^Could not check your permissions: .*no/,
    )
    await viewer.page.unroute(asked)
    await viewer.page.reload()
    await settled(viewer.page)
    for (const name of ['Save', 'Delete bucket…'])
      assert.match(
        (await viewer.page.getByRole('button', { name }).getAttribute('aria-description')) ?? '',
        /^You need the role .*contributor\. Ask an administrator\.$/,
      )
    await viewer.leave()

    const { page, open } = await site.visit('contributor')
    await open('/p/default/buckets/windows-base/settings')
    await page.getByRole('textbox', { name: 'Description' }).fill('Windows, hardened')
    const add = page.getByRole('button', { name: 'Add label' })
    await add.click()
    await page.getByRole('textbox', { name: 'Key' }).fill('os')
    await page.getByRole('textbox', { name: 'Value of os' }).fill('windows')
    await add.click()
    await page.getByRole('button', { name: 'Remove label' }).last().click()
    assert.ok(await isFocused(add))
    const bucket = inBucket(await site.registry.logIn(), 'windows-base')
    // What was typed survives the end of the session, until the person has signed in again in another window.
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await save(page).click()
    const note = page.getByRole('alert').filter({ hasText: /^You are signed out\. Sign in again/ })
    const [signIn] = await Promise.all([
      page.waitForEvent('popup'),
      note.getByRole('link', { name: 'Sign in (new window)' }).click(),
    ])
    await signIn.waitForURL(/\/sign-in\?return=/)
    await signIn.close()
    const { url } = site.registry
    await page.context().addCookies(cookies.map(({ name, value }) => ({ name, value, url, secure: true })))
    const saved = page.getByText('Saved.')
    await page.getByRole('textbox', { name: 'Value of os' }).press('Enter')
    await saved.waitFor()
    await note.waitFor({ state: 'detached' })
    assert.equal(await save(page).getAttribute('aria-description'), 'No changes to save.')
    const described = async () => {
      const { description, labels } = (await bucket.ok('GetBucket')).bucket
      return { description, labels }
    }
    assert.deepEqual(await described(), { description: 'Windows, hardened', labels: { os: 'windows' } })
    // Concurrent changes to what is not edited here remain.
    await bucket.ok('UpdateBucket', { body: { labels: { os: 'windows', team: 'desk' } } })
    await page.getByRole('textbox', { name: 'Description' }).fill('Windows')
    await saved.waitFor({ state: 'detached' })
    await save(page).click()
    await until(async () => (await described()).description === 'Windows')
    assert.deepEqual(await described(), { description: 'Windows', labels: { os: 'windows', team: 'desk' } })

    await page.getByRole('button', { name: 'Delete bucket…' }).click()
    await page.getByRole('textbox', { name: 'Type windows-base to confirm' }).fill('windows-base')
    await page.getByRole('button', { name: 'Delete bucket windows-base permanently' }).click()
    await page.waitForURL(/\/p\/default\/buckets$/)
    await bucket.refused('GetBucket', 5)
  })
})
