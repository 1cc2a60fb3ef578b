import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { later } from '../../../src/domain/clock.ts'
import { databases } from '../../support/databases.ts'
import { browserOf, invitationPath, joined, PASSWORD, signInAs } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { until } from '../../support/until.ts'

const SESSION = '__Host-assay'

for (const database of databases())
  describe(`signing in on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const eventsOf = async (id: string) => {
      const { store } = registry
      const page = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      const { items } = await store.events.list('', page)
      return items.filter(({ payload }) => (payload['user'] as { id?: string } | undefined)?.id === id)
    }

    test('whoever accepts an invitation is a person with a password and the role that they were promised', async () => {
      const browser = browserOf(registry)
      const path = await invitationPath(registry, { email: 'Ada@Example.com', role: 'viewer' })
      const seen = await browser.open(path)
      assert.equal(seen.status, 200)
      assert.match(seen.text, /invited to join the organization/)
      const inside = await browser.submit(path, { display_name: 'Ada Lovelace', password: PASSWORD })
      assert.deepEqual([inside.status, inside.path], [200, '/account'])
      assert.match(inside.text, /signed in as <strong>Ada Lovelace<\/strong>/)
      assert.match(inside.text, /<dd>ada@example.com<\/dd>/)
      assert.match(inside.text, /viewer of the organization/)

      const again = await browserOf(registry).open(path)
      assert.equal(again.status, 400)
      assert.match(again.text, /was used, has expired, or never was an invitation/)
    })

    test('an invitation for nobody in particular is for whoever says who they are', async () => {
      const browser = browserOf(registry)
      const path = await invitationPath(registry, { email: null, role: 'owner' })
      await browser.open(path)
      const inside = await browser.submit(path, {
        email: 'First@example.com',
        display_name: 'First',
        password: PASSWORD,
      })
      assert.match(inside.text, /<dd>first@example.com<\/dd>/)
      assert.match(inside.text, /owner of the organization/)
    })

    test('what is wrong with an invitation’s form stands at its field, and what was typed is still there', async () => {
      const browser = browserOf(registry)
      const path = await invitationPath(registry, { email: 'bob@example.com', role: null })
      await browser.open(path)
      const seen = await browser.submit(path, { display_name: 'Bob <b>', password: 'password1' })
      assert.equal(seen.status, 422)
      assert.match(seen.text, /id="password-wrong">Is too easily guessed/)
      assert.match(seen.text, /aria-invalid="true"[^>]* aria-describedby="password-wrong password-hint"/)
      assert.match(seen.text, /value="Bob &lt;b&gt;"/)
      assert.ok(!seen.text.includes('password1'))
      assert.equal((await browser.submit(path, { password: PASSWORD })).path, '/account')
    })

    test('a person signs in with email and password, whatever the case, and is sent where they were going', async () => {
      const { email } = await joined(registry, 'viewer')
      const browser = browserOf(registry)
      assert.equal((await browser.open('/account/password')).path, '/sign-in')
      const inside = await browser.submit('/sign-in', { email: ` ${email.toUpperCase()}`, password: PASSWORD })
      assert.equal(inside.path, '/account/password')
      assert.match(browser.cookies.get(SESSION) ?? '', /^assay_se_[\w-]{43}$/)
      assert.equal((await browser.open('/sign-in')).path, '/account')
    })

    test('a wrong password, an unknown name and a name that cannot be are refused in the same words', async () => {
      const { email, id } = await joined(registry, null)
      const texts = new Set<string>()
      for (const [name, password] of [
        [email, 'wrong'],
        [`un${email}`, PASSWORD],
        ['not a\0name', PASSWORD],
        [email, ''],
      ] as const) {
        const browser = browserOf(registry)
        await browser.open('/sign-in')
        const seen = await browser.submit('/sign-in', { email: name, password })
        assert.equal(seen.status, 422)
        assert.equal(browser.cookies.has(SESSION), false)
        texts.add(/<p class="alert" role="alert">([^<]*)/.exec(seen.text)?.[1] ?? '')
      }
      assert.deepEqual([...texts], ['The email address or the password is wrong.'])
      const failures = async () => (await eventsOf(id)).filter(({ kind }) => kind === 'user.sign-in-failed')
      // This is written without delaying the response.
      while ((await failures()).length < 2) continue
      assert.deepEqual(
        (await failures()).map(({ actor, payload }) => [actor.name, payload['by'], payload['address']]),
        Array.from({ length: 2 }, () => ['Assay', 'password', '127.0.0.1']),
      )
    })

    test('who was wrong ten times has to wait, also with the right password; others need not', async () => {
      const { email } = await joined(registry, null)
      const { email: other } = await joined(registry, null)
      const browser = browserOf(registry)
      await browser.open('/sign-in')
      for (let times = 0; times < 10; times += 1)
        assert.equal((await browser.submit('/sign-in', { email, password: 'wrong' })).status, 422)
      const seen = await browser.submit('/sign-in', { email, password: PASSWORD })
      assert.equal(seen.status, 429)
      assert.match(seen.text, /Try again in \d+ seconds/)
      assert.ok((await signInAs(registry, other)).cookies.has(SESSION))
      registry.clock.advance(60_000)
      assert.ok((await signInAs(registry, email)).cookies.has(SESSION))
    })

    test('being right does not count against anybody', async () => {
      const { email } = await joined(registry, null)
      for (let times = 0; times < 12; times += 1) assert.ok((await signInAs(registry, email)).cookies.has(SESSION))
    })

    test('signing in gives another session, and the one that the browser had ends', async () => {
      const { email, browser, id } = await joined(registry, null)
      const before = browser.cookies.get(SESSION)
      const old = browser.copy()
      await browser.open('/account')
      // A browser in which the sign-in page is still open.
      const other = browserOf(registry)
      await other.open('/sign-in')
      await other.submit('/sign-in', { email, password: PASSWORD })
      assert.notEqual(other.cookies.get(SESSION), before)
      assert.equal((await old.open('/account')).path, '/account')
      await old.submit('/sign-out', {})
      registry.clock.advance(5000)
      assert.equal((await browser.open('/account')).path, '/sign-in')
      assert.equal((await other.open('/account')).path, '/account')
      assert.equal((await registry.store.sessions.list(id, 10)).length, 1)
    })

    test('a session is good for nothing from the moment on at which its browser signs out', async () => {
      for (const way of ['/sign-out', '/sign-out-everywhere']) {
        const { browser } = await joined(registry, null)
        const kept = browser.copy()
        assert.equal((await kept.open('/account')).path, '/account')
        await browser.open('/account')
        await browser.submit(way, {})
        assert.equal((await kept.open('/account')).path, '/sign-in', way)
      }
    })

    test('signing out everywhere ends all sessions', async () => {
      const { email, browser, id } = await joined(registry, null)
      const other = await signInAs(registry, email)
      await browser.open('/account')
      assert.equal((await browser.submit('/sign-out-everywhere', {})).path, '/sign-in')
      assert.equal(browser.cookies.has(SESSION), false)
      registry.clock.advance(5000)
      assert.equal((await other.open('/account')).path, '/sign-in')
      const kinds = (await eventsOf(id)).map(({ kind }) => kind)
      assert.deepEqual(kinds, [
        'user.created',
        'invitation.accepted',
        'user.signed-in',
        'user.signed-in',
        'user.signed-out-everywhere',
      ])
    })

    test('a session ends twelve hours after it was used last, and after seven days at all', async () => {
      const { browser, email, id } = await joined(registry, null)
      const HOUR = 3_600_000
      // The time of last use is written without delaying the request.
      const seen = async () => {
        const newest = async () => (await registry.store.sessions.list(id, 1))[0]?.seenAt ?? ''
        await until(async () => (await newest()) >= later(registry.clock.now(), -60_000))
      }
      registry.clock.advance(12 * HOUR - 60_000)
      assert.equal((await browser.open('/account')).path, '/account')
      await seen()
      registry.clock.advance(12 * HOUR + 1000)
      assert.equal((await browser.open('/account')).path, '/sign-in')
      const busy = await signInAs(registry, email)
      for (let hours = 0; hours < 160; hours += 10) {
        registry.clock.advance(10 * HOUR)
        assert.equal((await busy.open('/account')).path, '/account', `${hours}`)
        await seen()
      }
      registry.clock.advance(8 * HOUR)
      assert.equal((await busy.open('/account')).path, '/sign-in')
    })

    test('another password ends all other sessions, and the new one alone signs in', async () => {
      const { email, browser } = await joined(registry, null)
      const other = await signInAs(registry, email)
      await browser.open('/account/password')
      const wrong = await browser.submit('/account/password', {
        current_password: 'wrong',
        password: 'a brand new secret word',
      })
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /id="current_password-wrong">Is not your password/)
      const weak = await browser.submit('/account/password', { current_password: PASSWORD, password: email })
      assert.match(weak.text, /id="password-wrong">Must not be your name or address/)
      const done = await browser.submit('/account/password', {
        current_password: PASSWORD,
        password: 'a brand new secret word',
      })
      assert.equal(done.path, '/account')
      registry.clock.advance(5000)
      assert.equal((await other.open('/account')).path, '/sign-in')
      assert.equal((await signInAs(registry, email)).cookies.has(SESSION), false)
      assert.ok((await signInAs(registry, email, 'a brand new secret word')).cookies.has(SESSION))
    })

    test('an address of the operator gives a person another password, once, and takes nothing but that', async () => {
      const { email, browser } = await joined(registry, 'viewer')
      const path = await invitationPath(registry, { email, role: null })
      const renewing = browserOf(registry)
      assert.match((await renewing.open(path)).text, /new password for/)
      assert.equal((await renewing.submit(path, { password: 'a renewed secret phrase' })).path, '/account')
      assert.match((await renewing.open('/account')).text, /viewer of the organization/)
      registry.clock.advance(5000)
      assert.equal((await browser.open('/account')).path, '/sign-in')
      assert.ok((await signInAs(registry, email, 'a renewed secret phrase')).cookies.has(SESSION))
    })

    test('an address by which somebody should join is none for the password of whoever has joined otherwise', async () => {
      const invited = { email: 'late@example.com', role: 'viewer' } as const
      const [unused, used] = [await invitationPath(registry, invited), await invitationPath(registry, invited)]
      const late = browserOf(registry)
      await late.open(unused)
      const browser = browserOf(registry)
      await browser.open(used)
      assert.equal((await browser.submit(used, { display_name: 'Late', password: PASSWORD })).path, '/account')
      const seen = await late.submit(unused, { display_name: 'Somebody else', password: 'a renewed secret phrase' })
      assert.equal(seen.status, 400)
      assert.match(seen.text, /was used, has expired, or never was an invitation/)
      assert.ok((await signInAs(registry, 'late@example.com')).cookies.has(SESSION))
    })

    test('of several addresses for one person’s password, the others end with the first that is used', async () => {
      const { email } = await joined(registry, 'viewer')
      const invited = { email, role: null }
      const [older, newer] = [await invitationPath(registry, invited), await invitationPath(registry, invited)]
      const browser = browserOf(registry)
      await browser.open(newer)
      assert.equal((await browser.submit(newer, { password: 'a renewed secret phrase' })).path, '/account')
      assert.equal((await browserOf(registry).open(older)).status, 400)
    })
  })
