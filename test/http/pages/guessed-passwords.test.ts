// Strangers guess a person's password for longer than the limit of a single address allows, while the person signs in.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from '../../support/browser.ts'
import { databases } from '../../support/databases.ts'
import { browserOf, joined, PASSWORD, signInAs } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const SESSION = '__Host-assay'
const KNOWN = '__Host-assay-known'
const SECOND = 1000

let registry: TestRegistry
before(async () => {
  registry = await startRegistry(databases()[0]!)
})
after(() => registry.close())

async function tried(browser: Browser, email: string, password: string) {
  await browser.open('/sign-in')
  const seen = await browser.submit('/sign-in', { email, password })
  return { status: seen.status, isIn: browser.cookies.has(SESSION), text: seen.text }
}

/** A browser in which the person has signed in before and has signed out. */
async function known(email: string): Promise<Browser> {
  const browser = await signInAs(registry, email)
  await browser.open('/account')
  await browser.submit('/sign-out', {})
  assert.equal(browser.cookies.has(SESSION), false)
  return browser
}

test('a hundred wrong passwords have strangers wait wherever they are, and nobody in their own browser', async () => {
  const { email } = await joined(registry, null)
  const { email: other } = await joined(registry, null)
  const [own, own2, others] = [await known(email), await known(email), await known(other)]
  const stranger = browserOf(registry)
  for (let minute = 0; minute < 10; minute += 1) {
    for (let times = 0; times < 10; times += 1) {
      assert.equal((await tried(stranger, email, 'wrong')).status, 422)
      registry.clock.advance(4 * SECOND)
    }
    registry.clock.advance(20 * SECOND)
  }
  // For the limit of the address, the next minute has begun.
  const waiting = await tried(stranger, email, PASSWORD)
  assert.deepEqual([waiting.status, waiting.isIn], [429, false])
  assert.match(waiting.text, /Try again in 36 seconds/)
  assert.equal((await tried(others, email, PASSWORD)).status, 429)
  assert.equal((await tried(own, email, 'wrong')).status, 422)
  assert.equal((await tried(own, email, PASSWORD)).isIn, true)
  assert.equal((await tried(own2, email, PASSWORD)).isIn, true)
  // The person's successful sign-ins do not help strangers.
  assert.equal((await tried(browserOf(registry), email, PASSWORD)).status, 429)
  registry.clock.advance(36 * SECOND)
  assert.equal((await tried(stranger, email, PASSWORD)).isIn, true)
})

test('who is at the same address as a stranger is not held up in their own browser', async () => {
  const { email } = await joined(registry, null)
  const own = await known(email)
  const stranger = browserOf(registry)
  for (let times = 0; times < 10; times += 1) assert.equal((await tried(stranger, email, 'wrong')).status, 422)
  assert.equal((await tried(stranger, email, PASSWORD)).status, 429)
  assert.equal((await tried(own, email, PASSWORD)).isIn, true)
})

test('what makes a browser known outlasts it for a year, and is read by no script', async () => {
  const { email } = await joined(registry, null)
  const browser = browserOf(registry)
  await browser.open('/sign-in')
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const token = / name="form_token" value="([^"]*)"/.exec((await browser.open('/sign-in')).text)?.[1] ?? ''
  const { headers } = await registry.anonymous.send({
    method: 'POST',
    path: '/sign-in',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: registry.url },
    body: new URLSearchParams({ email, password: PASSWORD, form_token: token }).toString(),
  })
  const set = [headers['set-cookie'] ?? []].flat().find((each) => each.startsWith(`${KNOWN}=`)) ?? ''
  assert.match(set, /^[^;]+; Max-Age=31536000; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
  assert.ok(!set.includes(email))
})
