import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { generateSync } from 'otplib'
import { databases } from '../../support/databases.ts'
import { browserOf, joined, PASSWORD, programToken, signInAs } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const SESSION = '__Host-assay'
const PATH = '/account/second-factor'
const STEP = '/sign-in/second-factor'

for (const database of databases())
  describe(`the second factor on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const epoch = () => Math.floor(Date.parse(registry.clock.now()) / 1000)
    const next = () => {
      registry.clock.advance(30_000)
    }

    async function enrolled() {
      const person = await joined(registry, 'viewer')
      const { text } = await person.browser.open(PATH)
      const secret = /<code>([A-Z2-7]{32})<\/code>/.exec(text)?.[1] ?? assert.fail(text)
      const code = () => generateSync({ secret, epoch: epoch() })
      const seen = await person.browser.submit(PATH, { current_password: PASSWORD, code: code() })
      const recovery = [...seen.text.matchAll(/<li>([\w-]{19})<\/li>/g)].map(([, found]) => found ?? '')
      return { ...person, secret, code, seen, recovery }
    }
    const halfway = async (email: string) => {
      const browser = await signInAs(registry, email)
      assert.equal(browser.cookies.has(SESSION), false)
      return browser
    }

    test('it is on once a code was shown, and sessions of before end but for this browser', async () => {
      const person = await joined(registry, 'viewer')
      const other = await signInAs(registry, person.email)
      const { text } = await person.browser.open(PATH)
      assert.match(text, /<svg[^>]*viewBox/)
      assert.match(text, /otpauth:\/\/totp\/Assay:person-\d+%40example.com\?secret=[A-Z2-7]{32}&amp;issuer=Assay/)
      const secret = /<code>([A-Z2-7]{32})<\/code>/.exec(text)?.[1] ?? ''
      const wrong = await person.browser.submit(PATH, { current_password: PASSWORD, code: '12345' })
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /id="code-wrong">Is wrong/)
      assert.ok(wrong.text.includes(secret), 'the authenticator has that secret already')
      const shown = { current_password: PASSWORD, code: generateSync({ secret, epoch: epoch() }) }
      const on = await person.browser.submit(PATH, shown)
      assert.equal([...on.text.matchAll(/<li>[\w-]{19}<\/li>/g)].length, 10)
      registry.clock.advance(5000)
      assert.match(
        (await person.browser.open('/account')).text,
        /second factor has been on since .* Recovery codes left: 10\./,
      )
      assert.equal((await other.open('/account')).path, '/sign-in')
    })

    test('whoever finds a browser signed in turns none on: it takes the password, which cannot be tried for long', async () => {
      const { browser, email, id } = await joined(registry, 'viewer')
      const secret = /<code>([A-Z2-7]{32})<\/code>/.exec((await browser.open(PATH)).text)?.[1] ?? ''
      const submit = (password: string) =>
        browser.submit(PATH, { current_password: password, code: generateSync({ secret, epoch: epoch() }) })
      const seen = await submit('wrong')
      assert.equal(seen.status, 422)
      assert.match(seen.text, /id="current_password-wrong">Is not your password/)
      assert.ok(seen.text.includes(secret))
      for (let times = 1; times < 10; times += 1) assert.equal((await submit('wrong')).status, 422)
      const late = await submit(PASSWORD)
      assert.equal(late.status, 429)
      assert.match(late.text, /Try again in \d+ seconds/)
      assert.equal((await registry.store.users.find(id))?.secondFactorSince, null)
      assert.ok((await signInAs(registry, email)).cookies.has(SESSION))
    })

    test('a password alone lets nobody in any more; a code of it does, once', async () => {
      const { email, code } = await enrolled()
      next()
      const browser = await halfway(email)
      const shown = code()
      assert.equal((await browser.open('/account')).path, '/sign-in')
      await browser.open(STEP)
      const other = browser.copy()
      await other.open(STEP)
      const inside = await browser.submit(STEP, { code: shown })
      assert.equal(inside.path, '/account')
      const replayed = await other.submit(STEP, { code: shown })
      assert.equal(replayed.status, 422)
      assert.match(replayed.text, /wrong, or was used before/)
      next()
      assert.equal((await other.submit(STEP, { code: code() })).path, '/account')
    })

    test('of two who show one code at the same time, one is let in', async () => {
      const { email, code } = await enrolled()
      next()
      const browsers = await Promise.all([halfway(email), halfway(email)])
      const shown = code()
      const seen = await Promise.all(
        browsers.map(async (browser) => {
          await browser.open(STEP)
          return browser.submit(STEP, { code: shown })
        }),
      )
      assert.deepEqual(seen.map(({ status }) => status).sort(), [200, 422])
    })

    test('a recovery code lets in once, however it is typed', async () => {
      const { email, recovery } = await enrolled()
      const [first = ''] = recovery
      const enter = async (code: string) => {
        const browser = await halfway(email)
        await browser.open(STEP)
        return browser.submit(STEP, { code })
      }
      const inside = await enter(` ${first.toUpperCase().replaceAll('-', ' ')}`)
      assert.match(inside.text, /Recovery codes left: 9\./)
      assert.equal((await enter(first)).status, 422)
    })

    test('whoever has the password finds no code by trying: they have to wait, from wherever', async () => {
      const { email, code } = await enrolled()
      next()
      const browser = await halfway(email)
      await browser.open(STEP)
      for (let times = 0; times < 10; times += 1)
        assert.equal((await browser.submit(STEP, { code: '000000' })).status, 422)
      assert.equal((await browser.submit(STEP, { code: code() })).status, 429)
      registry.clock.advance(60_000)
      assert.equal((await browser.submit(STEP, { code: code() })).path, '/account')
    })

    test('they wait longer each time, and keep nobody out of a session that there is', async () => {
      const { email, browser: inside, code } = await enrolled()
      next()
      const browser = await halfway(email)
      await browser.open(STEP)
      for (const minutes of [1, 2]) {
        for (let times = 0; times < 10; times += 1)
          assert.equal((await browser.submit(STEP, { code: '000000' })).status, 422)
        registry.clock.advance(minutes * 60_000 - 1000)
        assert.equal((await browser.submit(STEP, { code: code() })).status, 429)
        registry.clock.advance(1000)
      }
      assert.equal((await inside.open('/account')).path, '/account')
      assert.equal((await browser.submit(STEP, { code: code() })).path, '/account')
    })

    test('what a right password gives is good for five minutes, and not after another password', async () => {
      const { email, code } = await enrolled()
      next()
      const browser = await halfway(email)
      await browser.open(STEP)
      registry.clock.advance(5 * 60_000)
      const late = await browser.submit(STEP, { code: code() })
      assert.equal(late.status, 422)
      assert.match(late.text, /That took too long/)

      const again = await halfway(email)
      await again.open(STEP)
      const account = (await registry.store.users.findByEmail(registry.organizationId, email)) ?? assert.fail()
      await registry.store.transaction(({ users }) => users.update({ ...account, passwordHash: 'another' }))
      assert.match((await again.submit(STEP, { code: code() })).text, /That took too long/)
    })

    test('it is turned off for a code alone', async () => {
      const { email, code, browser, recovery } = await enrolled()
      next()
      await browser.open(PATH)
      assert.equal((await browser.submit(`${PATH}/off`, { code: '000000' })).status, 422)
      assert.equal((await browser.submit(`${PATH}/off`, { code: code() })).path, '/account')
      assert.ok((await signInAs(registry, email)).cookies.has(SESSION))
      assert.equal(recovery.length, 10)
    })

    test('turning it off ends all other sessions and programs, and it is told by which code', async () => {
      const person = await enrolled()
      const { browser, code, id, email } = person
      const [first = ''] = person.recovery
      const token = await programToken(registry, person)
      next()
      const other = await halfway(email)
      await other.open(STEP)
      assert.equal((await other.submit(STEP, { code: code() })).path, '/account')
      await browser.open(PATH)
      assert.equal((await browser.submit(`${PATH}/off`, { code: first })).path, '/account')
      registry.clock.advance(5000)
      assert.equal((await other.open('/account')).path, '/sign-in')
      assert.equal((await browser.open('/account')).path, '/account')
      await registry.anonymous.refused('IamService_GetCallerIdentity', 16, {
        headers: { authorization: `Bearer ${token}` },
      })
      const page = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      const { items } = await registry.store.events.list('', page)
      const signedIn = items.filter(({ kind, actor }) => kind === 'user.signed-in' && actor.id === id)
      assert.equal(signedIn.at(-1)?.payload['by'], 'recovery-code')
    })

    test('the step of a code is no place for who has shown no password', async () => {
      const browser = browserOf(registry)
      assert.equal((await browser.open(STEP)).path, '/sign-in')
      const { email } = await joined(registry, null)
      const plain = browserOf(registry)
      await plain.open('/sign-in')
      assert.equal((await plain.submit('/sign-in', { email, password: PASSWORD })).path, '/account')
    })
  })
