// A user signs in through a real provider in a real browser. Where no browser can start, the tests are skipped with the
// reason.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext } from 'playwright-core'
import { newId } from '../../../src/machine/new-id.ts'
import { createGroup } from '../../../src/domain/principal/group/create-group.ts'
import { operatorActor } from '../../../src/domain/principal/principal.ts'
import { databases } from '../../support/databases.ts'
import { headlessBrowser } from '../../support/headless-browser.ts'
import { openidProvider, type TestProvider } from '../../support/openid-provider.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const [database] = databases()
const started = await headlessBrowser()

describe('a real browser', { skip: 'reason' in started && `NO BROWSER: ${started.reason}` }, () => {
  let provider: TestProvider
  let registry: TestRegistry
  let browser: Browser
  const closing: (() => void)[] = []
  before(async () => {
    assert.ok(database !== undefined && 'browser' in started)
    browser = started.browser
    provider = await openidProvider({ after: (close) => closing.push(close as () => void) })
    const settings = provider.settings({ groups: new Map([['images', 'readers']]) })
    registry = await startRegistry(database, { ask: provider.ask, signInProviders: [settings] })
    provider.allow(`${registry.url}/sign-in/with/company/callback`)
    const { store, clock, organizationId } = registry
    const context = { actor: operatorActor, store, clock, newId }
    const { principal } = await createGroup(context, {
      organizationId,
      displayName: 'readers',
      description: '',
      memberIds: [],
    })
    const resource = { type: 'organization', id: organizationId } as const
    await store.transaction(({ roles }) => roles.bind(resource, { role: 'viewer', principalId: principal.id }))
    await registry.admin.ok('PackerService_CreateBucket', { body: { name: 'ubuntu' } })
    const ada = { email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace', groups: ['images'] }
    provider.people.set('ada', ada)
  })
  after(async () => {
    await browser.close()
    await registry.close()
    for (const close of closing) close()
  })

  const open = async (): Promise<BrowserContext> => browser.newContext({ ignoreHTTPSErrors: true })

  async function signIn(context: BrowserContext, path: string) {
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(registry.url + path)
    await page.getByRole('link', { name: 'Sign in with The Company' }).click()
    await page.getByPlaceholder('Enter any login').fill('ada')
    await page.getByPlaceholder('and password').fill('any')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    return { page, complaints }
  }

  test('a session that a provider gave may do what the mapped group may, and nothing more', async () => {
    const context = await open()
    const { page } = await signIn(context, '/account')
    await page.getByText('viewer of the organization').waitFor()
    assert.equal(page.url(), `${registry.url}/account`)
    const { organizationId, projectId } = registry
    const buckets = `/packer/2023-01-01/organizations/${organizationId}/projects/${projectId}/buckets`
    const statuses = await page
      .evaluate(async (path) => {
        const headers = { 'x-assay-session': '1', 'content-type': 'application/json' }
        const body = JSON.stringify({ name: 'other' })
        const read = await fetch(`${path}/ubuntu`)
        const written = await fetch(path, { method: 'PUT', headers, body })
        return [read.status, written.status]
      }, buckets)
      .catch(() => null)
    // The page's content security policy forbids its scripts all requests, so these use the same session outside of the
    // page.
    assert.equal(statuses, null)
    const read = await context.request.get(`${registry.url}${buckets}/ubuntu`)
    assert.equal(read.status(), 200)
    const headers = { 'x-assay-session': '1' }
    const written = await context.request.put(registry.url + buckets, { headers, data: { name: 'other' } })
    assert.equal(written.status(), 403)
    await context.close()
  })

  test('a program is allowed on the way: the browser ends at its address with a code', async () => {
    const context = await open()
    const to = 'http://127.0.0.1:9/callback'
    const query = new URLSearchParams({ response_type: 'code', client_id: 'hcp', redirect_uri: to, state: 'st' })
    const { page, complaints } = await signIn(context, `/oauth2/auth?${query.toString()}`)
    await page.getByText('The program calls itself').waitFor()
    const asked = page.waitForRequest((request) => request.url().startsWith(to))
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    const { searchParams } = new URL((await asked).url())
    assert.match(searchParams.get('code') ?? '', /^assay_co_/)
    assert.equal(searchParams.get('state'), 'st')
    assert.deepEqual(
      complaints.filter((text) => text.includes('Content Security Policy')),
      [],
    )
    await context.close()
  })
})
