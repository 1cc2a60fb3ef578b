// A program on a person's machine logs in through the person's browser, as hcp auth login and Terraform do, and what goes wrong with it.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../../src/machine/new-id.ts'
import { operatorActor } from '../../../src/domain/principal/principal.ts'
import { disableUser } from '../../../src/domain/principal/user/disable-user.ts'
import type { Browser } from '../../support/browser.ts'
import { databases } from '../../support/databases.ts'
import { browserOf, joined, PASSWORD } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const CALLBACK = 'http://localhost:8443/oidc/callback'
const CLIENT = 'client-of-the-sdk'
/** As in hcp-sdk-go (auth/browser.go). */
const asked = {
  access_type: 'offline',
  audience: 'https://api.hashicorp.cloud',
  client_id: CLIENT,
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'openid offline_access',
  state: 'a state',
}
type Asked = Readonly<Record<string, string>>

for (const database of databases())
  describe(`login by a browser on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const pathOf = (request: Asked) => `/oauth2/auth?${new URLSearchParams(request).toString()}`

    /** The parameters that the program receives once the person has decided. */
    async function decide(browser: Browser, request: Asked, action = '/oauth2/auth'): Promise<URLSearchParams> {
      await browser.open(pathOf(request))
      return told(await browser.submit(action, {}), request['redirect_uri'] ?? '')
    }
    function told({ leftFor = '' }: Awaited<ReturnType<Browser['open']>>, to = CALLBACK): URLSearchParams {
      assert.ok(leftFor.startsWith(to), `the browser left for "${leftFor}", not for ${to}`)
      return new URL(leftFor).searchParams
    }
    const codeFor = async (browser: Browser, request: Asked = asked) =>
      (await decide(browser, request)).get('code') ?? assert.fail('no code')

    async function token(fields: Asked, style: 'basic' | 'form' = 'basic', path = '/oauth2/token') {
      const authorization = `Basic ${Buffer.from(`${CLIENT}:`).toString('base64')}`
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const body = new URLSearchParams(style === 'form' ? { client_id: CLIENT, ...fields } : fields).toString()
      const { status, body: answer } = await registry.anonymous.send({
        method: 'POST',
        path,
        headers: style === 'basic' ? { ...headers, authorization } : headers,
        body,
      })
      return { status, answer: answer as Asked & { readonly expires_in: number } }
    }
    const redeem = (code: string, more: Asked = {}, style: 'basic' | 'form' = 'basic') =>
      token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...more }, style)
    const refresh = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken })
    const revoke = (fields: Asked) => token(fields, 'form', '/oauth2/revoke')
    async function logIn(browser: Browser) {
      const { status, answer } = await redeem(await codeFor(browser))
      assert.equal(status, 200)
      return { access: answer['access_token'] ?? '', refresh: answer['refresh_token'] ?? '' }
    }
    /** What the audit log records about the end of the person's logins. */
    async function endsOf(actorId: string): Promise<readonly (readonly string[])[]> {
      const request = { params: { organization_id: registry.organizationId }, query: { actor_id: actorId } }
      const { entries } = await registry.admin.ok('AssayService_ListOrganizationAuditEntries', request)
      const told = entries as Readonly<Record<'kind' | 'action' | 'description', string>>[]
      return told.filter(({ kind }) => /ended|revoked/.test(kind)).map(({ kind, description }) => [kind, description])
    }
    const isGood = async (accessToken: string, server: Pick<TestRegistry, 'as'> = registry) => {
      const params = { bucket_name: 'none' }
      return (await server.as(accessToken).call('PackerService_GetBucket', { params })).status !== 401
    }

    test('a program acts as the person who has allowed it, after they have signed in', async () => {
      const { email } = await joined(registry, 'viewer')
      const browser = browserOf(registry)
      assert.equal((await browser.open(pathOf(asked))).path, '/sign-in')
      const consent = await browser.submit('/sign-in', { email, password: PASSWORD })
      assert.deepEqual([consent.status, consent.path], [200, '/oauth2/auth'])
      assert.match(consent.text, new RegExp(email))
      assert.match(consent.text, /<code>localhost:8443<\/code>/)
      assert.match(String(consent.headers['content-security-policy']), /form-action 'self' http:\/\/localhost:8443;/)
      const answer = told(await browser.submit('/oauth2/auth', {}))
      assert.equal(answer.get('state'), 'a state')
      const { status, answer: tokens } = await redeem(answer.get('code') ?? '')
      assert.equal(status, 200)
      const { access_token: access = '', refresh_token: again = '', ...others } = tokens
      assert.deepEqual(others, { token_type: 'Bearer', expires_in: 3600 })
      assert.match(again, /^assay_rt_/)
      const program = registry.as(access)
      assert.equal((await program.call('PackerService_ListBuckets', {})).status, 200)
      assert.equal((await program.call('PackerService_CreateBucket', { body: { name: 'x' } })).status, 403)
    })

    test('who does not allow it has the program told so', async () => {
      const { browser } = await joined(registry, 'viewer')
      const answer = await decide(browser, asked, '/oauth2/auth/deny')
      assert.deepEqual(
        [answer.get('error'), answer.get('state'), answer.get('code')],
        ['access_denied', 'a state', null],
      )
    })

    test('a code is good once, for a minute; used again, it ends the login', async () => {
      const { browser } = await joined(registry, 'viewer')
      const code = await codeFor(browser)
      const { answer } = await redeem(code)
      assert.equal(await isGood(answer['access_token'] ?? ''), true)
      const again = await redeem(code)
      assert.deepEqual([again.status, again.answer['error']], [400, 'invalid_grant'])
      registry.clock.advance(3001)
      assert.equal(await isGood(answer['access_token'] ?? ''), false)
      assert.equal((await refresh(answer['refresh_token'] ?? '')).status, 400)

      const late = await codeFor(browser)
      registry.clock.advance(60_001)
      assert.equal((await redeem(late)).status, 400)
    })

    test('a code is only for the program, the address and the verifier that it was asked for', async () => {
      const { browser } = await joined(registry, 'viewer')
      const verifier = randomBytes(32).toString('base64url')
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const pkce = { ...asked, code_challenge: challenge, code_challenge_method: 'S256' }
      for (const [request, shown] of [
        [asked, { redirect_uri: 'http://127.0.0.1:8443/oidc/callback' }],
        [asked, { code_verifier: verifier }],
        [pkce, {}],
        [pkce, { code_verifier: `${verifier}x` }],
        [{ ...asked, client_id: 'another' }, {}],
      ] as const) {
        const code = await codeFor(browser, request)
        assert.equal((await redeem(code, shown)).status, 400, JSON.stringify(shown))
        // A code that was presented wrongly may be stolen, so it is void.
        assert.equal((await redeem(code, request === pkce ? { code_verifier: verifier } : {})).status, 400)
      }
      assert.equal((await redeem(await codeFor(browser, pkce), { code_verifier: verifier }, 'form')).status, 200)
    })

    test('each refresh token makes another one; an old one that comes back ends the login', async () => {
      const { browser, id } = await joined(registry, 'viewer')
      const first = await logIn(browser)
      const second = await refresh(first.refresh)
      assert.equal(second.status, 200)
      // Two programs that share their storage may refresh at the same time.
      assert.equal((await refresh(first.refresh)).status, 200)
      registry.clock.advance(30_001)
      const { access_token: access = '', refresh_token: newest = '' } = second.answer
      assert.equal((await refresh(first.refresh)).answer['error'], 'invalid_grant')
      assert.equal((await refresh(newest)).status, 400)
      assert.deepEqual([await isGood(access), await isGood(first.access)], [false, false])
      assert.deepEqual(await endsOf(id), [['browser-login.ended', 'Ended login: it was used twice']])
    })

    test('a login ends at once when its program shows the refresh token to be revoked, an old one or the newest', async () => {
      const { browser, id } = await joined(registry, 'viewer')
      const [one, other] = [await logIn(browser), await logIn(browser)]
      const { answer } = await refresh(one.refresh)
      assert.equal((await revoke({ token: one.refresh, token_type_hint: 'refresh_token' })).status, 200)
      assert.equal((await refresh(answer['refresh_token'] ?? '')).status, 400)
      registry.clock.advance(3001)
      assert.deepEqual([await isGood(answer['access_token'] ?? ''), await isGood(other.access)], [false, true])
      // The response does not reveal that a token has ended, never existed, or belongs to another program.
      const unknown = `${other.refresh.slice(0, -4)}AAAA`
      for (const fields of [
        { token: one.refresh },
        { token: unknown },
        { token: 'rubbish' },
        { token: other.refresh, client_id: 'another' },
      ])
        assert.deepEqual(await revoke(fields), { status: 200, answer: {} }, JSON.stringify(fields))
      assert.equal((await refresh(other.refresh)).status, 200)
      assert.deepEqual(await endsOf(id), [['browser-login.revoked', 'Logged a program out']])
    })

    test('a request to revoke something else, or by nobody, is refused in words', async () => {
      const { browser } = await joined(registry, 'viewer')
      const { access, refresh: again } = await logIn(browser)
      for (const [fields, status, error] of [
        [{ token: access }, 400, 'unsupported_token_type'],
        [{ token: '' }, 400, 'invalid_request'],
        [{ token: again, client_id: '' }, 401, 'invalid_client'],
        [{ token: again, client_secret: 'a secret' }, 401, 'invalid_client'],
      ] as const) {
        const { status: answered, answer } = await revoke(fields)
        assert.deepEqual([answered, answer['error']], [status, error], JSON.stringify(fields))
      }
      assert.equal(await isGood(access), true)
    })

    test('a login ends with its time, which tokens do not outlast', async () => {
      const { browser } = await joined(registry, 'viewer')
      const { refresh: first } = await logIn(browser)
      registry.clock.advance(604_800_000 - 60_000)
      const { answer } = await refresh(first)
      assert.ok(answer.expires_in <= 60, `expires_in is ${answer.expires_in}`)
      registry.clock.advance(60_001)
      assert.equal(await isGood(answer['access_token'] ?? ''), false)
      assert.equal((await refresh(answer['refresh_token'] ?? '')).status, 400)
    })

    test('signing out everywhere ends it on every server within 5 s, and so does being disabled', async () => {
      const { organizationId, store, clock } = registry
      const { browser } = await joined(registry, 'viewer')
      const replica = await registry.another()
      const one = await logIn(browser)
      assert.deepEqual([await isGood(one.access), await isGood(one.access, replica)], [true, true])
      const account = await browser.open('/account')
      assert.match(account.text, new RegExp(`Programs that act as you</h2>\\s*<ul>\\s*<li><code>${CLIENT}</code>`))
      await browser.submit('/sign-out-everywhere', {})
      const other = await joined(registry, 'viewer')
      const two = await logIn(other.browser)
      assert.equal(await isGood(two.access, replica), true)
      const pending = await codeFor(other.browser)
      const context = { actor: operatorActor, store, clock, newId }
      await disableUser(context, { organizationId, id: other.id })
      clock.advance(3001)
      for (const server of [registry, replica])
        assert.deepEqual([await isGood(one.access, server), await isGood(two.access, server)], [false, false])
      assert.deepEqual(
        [(await refresh(one.refresh)).status, (await refresh(two.refresh)).status, (await redeem(pending)).status],
        [400, 400, 400],
      )
    })

    test('nobody is sent anywhere but to their own machine', async () => {
      const { browser } = await joined(registry, 'viewer')
      const addresses = [
        'https://evil.example/',
        'http://localhost:8443/other',
        'http://localhost:9999/oidc/callback',
        'https://localhost:8443/oidc/callback',
        'http://127.0.0.1:80@evil.example/',
        'http://127.0.0.1.evil.example/',
        'http://127.0.0.1\\@evil.example/',
        'http://127.0.0.1:1/#x',
        'http://127.0.0.1:99999/',
        'http://2130706433/',
        'javascript:alert(1)',
        '//evil.example',
        '',
        `http://127.0.0.1/${'x'.repeat(600)}`,
      ]
      for (const address of addresses) {
        const seen = await browser.open(pathOf({ ...asked, redirect_uri: address }))
        assert.deepEqual([seen.status, seen.leftFor], [400, undefined], address)
        assert.match(seen.text, /start the program again/)
      }
      for (const address of ['http://127.0.0.1:49152/cb?x=1', 'http://[::1]:80/', 'http://127.0.0.1/'])
        assert.equal((await browser.open(pathOf({ ...asked, redirect_uri: address }))).status, 200, address)
    })

    test('what a program asks for in vain, it is told; what is no request, the person is told', async () => {
      const { browser } = await joined(registry, 'viewer')
      const wrong = [
        [{ response_type: 'token' }, 'unsupported_response_type'],
        [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
        [{ code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
      ] as const
      for (const [change, error] of wrong)
        assert.equal(told(await browser.open(pathOf({ ...asked, ...change }))).get('error'), error)
      for (const path of [
        '/oauth2/auth',
        pathOf({ ...asked, client_id: '' }),
        pathOf({ ...asked, client_id: 'a b' }),
        pathOf({ ...asked, state: 'x'.repeat(2000) }),
        `${pathOf(asked)}&client_id=other`,
        '/oauth2/auth?client_id=%ff&redirect_uri=%00',
      ])
        assert.equal((await browser.open(path)).status, 400, path)
    })

    test('consent takes a page of ours: what another one posts is refused, and so is what nobody was asked for', async () => {
      const { browser } = await joined(registry, 'viewer')
      await browser.open(pathOf(asked))
      const foreign = await browser.submit('/oauth2/auth', {}, { origin: 'https://evil.example' })
      assert.deepEqual([foreign.status, foreign.leftFor], [403, undefined])
      await browser.open(pathOf(asked))
      const other = new URLSearchParams({ ...asked, redirect_uri: 'https://evil.example/' }).toString()
      const changed = await browser.submit('/oauth2/auth', { request: other })
      assert.deepEqual([changed.status, changed.leftFor], [400, undefined])
    })

    test('requests for tokens that cannot be read are refused in the words of RFC 6749', async () => {
      for (const [fields, error] of [
        [{ grant_type: 'authorization_code', code: 'x' }, 'invalid_request'],
        [{ grant_type: 'authorization_code', code: 'x', redirect_uri: CALLBACK }, 'invalid_grant'],
        [{ grant_type: 'authorization_code', code: '\0', redirect_uri: CALLBACK }, 'invalid_grant'],
        [{ grant_type: 'refresh_token' }, 'invalid_request'],
        [{ grant_type: 'refresh_token', refresh_token: `assay_rt_${'x'.repeat(43)}` }, 'invalid_grant'],
        [{ grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'secret' }, 'invalid_client'],
        [{ grant_type: 'password' }, 'unsupported_grant_type'],
      ] as const) {
        const { status, answer } = await token(fields, 'form')
        assert.deepEqual([status < 500, answer['error']], [true, error], JSON.stringify(fields))
      }
    })
  })
