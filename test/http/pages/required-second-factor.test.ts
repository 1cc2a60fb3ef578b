// A server that requires a second factor of every user with a password.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { generateSync } from 'otplib'
import type { Browser, Seen } from '../../support/browser.ts'
import { databases } from '../../support/databases.ts'
import { browserOf, invitationPath, PASSWORD, signInAs } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const SESSION = '__Host-assay'
const STEP = '/sign-in/second-factor'
const SET_UP = `${STEP}/set-up`

for (const database of databases())
  describe(`a second factor that is demanded on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database, { requireSecondFactor: true })
    })
    after(() => registry.close())

    let last = 0
    /** A user who has just accepted an invitation. */
    async function invited() {
      last += 1
      const email = `person-${last}@example.com`
      const browser = browserOf(registry)
      const path = await invitationPath(registry, { email, role: 'viewer' })
      await browser.open(path)
      return { email, browser, seen: await browser.submit(path, { display_name: 'Somebody', password: PASSWORD }) }
    }
    const secretOn = ({ text }: Seen) => /<code>([A-Z2-7]{32})<\/code>/.exec(text)?.[1] ?? assert.fail(text)
    const codeOf = (secret: string) =>
      generateSync({ secret, epoch: Math.floor(Date.parse(registry.clock.now()) / 1000) })
    const setUp = (browser: Browser, seen: Seen) => browser.submit(SET_UP, { code: codeOf(secretOn(seen)) })

    test('who accepts an invitation sets it up first, and is signed in by that', async () => {
      const { browser, seen } = await invited()
      assert.deepEqual([seen.status, seen.path], [200, SET_UP])
      assert.equal(browser.cookies.has(SESSION), false)
      assert.match(seen.text, /<p>This server requires a second factor\./)
      assert.match(seen.text, /<a href="\/sign-in">Sign in as somebody else/)
      const wrong = await browser.submit(SET_UP, { code: '12345' })
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /id="code-wrong">Is wrong/)
      assert.equal(secretOn(wrong), secretOn(seen))
      assert.equal(browser.cookies.has(SESSION), false)
      const on = await setUp(browser, wrong)
      assert.equal([...on.text.matchAll(/<li>[\w-]{19}<\/li>/g)].length, 10)
      assert.match((await browser.open('/account')).text, /second factor has been on since/)
    })

    test('who signs in without one sets it up first, and goes on to where they were going', async () => {
      const { email } = await invited()
      const browser = browserOf(registry)
      await browser.open('/account/password')
      const seen = await browser.submit('/sign-in', { email, password: PASSWORD })
      assert.equal(seen.path, SET_UP)
      assert.equal((await browser.open('/account')).path, '/sign-in')
      const on = await setUp(browser, await browser.open(`${SET_UP}?return=%2Faccount%2Fpassword`))
      assert.match(on.text, /<a href="\/account\/password">I have saved them/)
      assert.equal((await browser.open('/account/password')).path, '/account/password')
      assert.equal((await browser.open(SET_UP)).path, '/account')
      const again = await signInAs(registry, email)
      assert.equal((await again.open(STEP)).path, STEP)
      assert.equal(again.cookies.has(SESSION), false)
    })

    test('it is set up by nobody without the password, or late, or who has one already', async () => {
      assert.equal((await browserOf(registry).open(SET_UP)).path, '/sign-in')
      const { browser, seen } = await invited()
      const other = browser.copy()
      await other.open(SET_UP)
      await setUp(browser, seen)
      const second = await other.submit(SET_UP, { code: '123456' })
      assert.equal(second.path, '/sign-in')
      const { browser: slow, seen: shown } = await invited()
      registry.clock.advance(5 * 60_000)
      assert.equal((await setUp(slow, shown)).path, '/sign-in')
      assert.equal(slow.cookies.has(SESSION), false)
    })

    test('whoever turns theirs off sets up another one before they are signed in again', async () => {
      const { browser, seen } = await invited()
      await setUp(browser, seen)
      registry.clock.advance(30_000)
      assert.match((await browser.open('/account/second-factor')).text, /You will set up a new one next/)
      const off = await browser.submit('/account/second-factor/off', { code: codeOf(secretOn(seen)) })
      assert.equal(off.path, SET_UP)
      assert.notEqual(secretOn(off), secretOn(seen))
      registry.clock.advance(5000)
      assert.equal((await browser.open('/account')).path, '/sign-in')
      await setUp(browser, await browser.open(SET_UP))
      assert.match((await browser.open('/account')).text, /second factor has been on since/)
    })
  })
