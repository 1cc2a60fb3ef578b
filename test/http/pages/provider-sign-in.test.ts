// People sign in through a real provider, which vouches for them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { pino } from 'pino'
import { newId } from '../../../src/machine/new-id.ts'
import type { SignInProvider } from '../../../src/auth/provider-sign-in/sign-in-provider.ts'
import { createGroup } from '../../../src/domain/principal/group/create-group.ts'
import { operatorActor } from '../../../src/domain/principal/principal.ts'
import { disableUser } from '../../../src/domain/principal/user/disable-user.ts'
import { type Browser, openBrowser, type Seen } from '../../support/browser.ts'
import { connect } from '../../support/client.ts'
import { databases } from '../../support/databases.ts'
import { openidProvider, type TestProvider } from '../../support/openid-provider.ts'
import { browserOf, invitationPath, joined } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

interface Warning {
  readonly provider: string
  readonly issuer?: string
  readonly reason?: string
  readonly groups?: readonly string[]
}

const SESSION = '__Host-assay'
const WITH = '/sign-in/with/company'

for (const database of databases())
  describe(`signing in by a provider on ${database.name}`, () => {
    let provider: TestProvider
    let registry: TestRegistry
    const closing: (() => void)[] = []
    let timesAsked = 0
    const warnings: Warning[] = []
    before(async () => {
      provider = await openidProvider({ after: (close) => closing.push(close as () => void) })
      const others: Readonly<Record<string, Partial<SignInProvider>>> = {
        strict: { displayName: 'The Strict', createPeople: false },
        domain: { allowedDomains: ['example.com'] },
        trusted: { trustEmails: true },
        away: { issuer: 'https://localhost:1' },
      }
      const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(JSON.parse(line) as Warning) })
      registry = await startRegistry(database, {
        log,
        ask: (request) => {
          timesAsked += request.method === 'POST' ? 1 : 0
          return provider.ask(request)
        },
        signInProviders: [
          provider.settings({
            groups: new Map([
              ['builders', 'readers'],
              ['both', 'readers'],
              ['ops', 'operators'],
              ['makers', 'Image Makers'],
              ['all', 'everybody'],
              ['twins', 'Twins'],
            ]),
          }),
          ...Object.entries(others).map(([name, given]) => provider.settings({ name, ...given })),
        ],
      })
      for (const name of ['company', ...Object.keys(others)])
        provider.allow(`${registry.url}/sign-in/with/${name}/callback`)
      const { store, clock, organizationId } = registry
      const context = { actor: operatorActor, store, clock, newId }
      const group = { organizationId, description: '', memberIds: [] }
      const readers = await createGroup(context, { ...group, displayName: 'readers' })
      for (const displayName of ['Image Makers', 'Everybody!', 'Twins', 'Twins'])
        await createGroup(context, { ...group, displayName })
      const resource = { type: 'organization', id: organizationId } as const
      await store.transaction(({ roles }) =>
        roles.bind(resource, { role: 'viewer', principalId: readers.principal.id }),
      )
    })
    after(async () => {
      await registry.close()
      for (const close of closing) close()
    })

    const organization = () => ({ organizationId: registry.organizationId })
    const eventsOf = async (kind: string) => {
      const page = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
      const { items } = await registry.store.events.list('', page)
      return items.filter((event) => event.kind === kind)
    }
    /** The address to which the provider redirects the browser once the user has signed in there. */
    async function vouchedFor(address: string | undefined, subject: string): Promise<string> {
      const client = connect({ ...organization(), url: provider.issuer, ca: provider.authority, projectId: '' })
      try {
        const there = openBrowser(client.as(null), provider.issuer)
        const actionOf = ({ text }: Seen) => /<form[^>]* action="([^"]+)"/.exec(text)?.[1] ?? assert.fail(text)
        const asked = await there.open((address ?? '').slice(provider.issuer.length))
        const consent = await there.submit(actionOf(asked), { login: subject, password: 'any' })
        const { leftFor = '' } = await there.submit(actionOf(consent), {})
        assert.ok(leftFor.startsWith(`${registry.url}/sign-in/with/`), leftFor)
        return leftFor.slice(registry.url.length)
      } finally {
        client.close()
      }
    }
    async function signIn(subject: string, path = WITH, browser: Browser = browserOf(registry)) {
      const { leftFor } = await browser.open(path)
      return { browser, seen: await browser.open(await vouchedFor(leftFor, subject)) }
    }
    const says = (subject: string, claims: Readonly<Record<string, unknown>>) => provider.people.set(subject, claims)
    const ada = {
      email: 'Ada@example.com',
      email_verified: true,
      name: 'Ada Lovelace',
      groups: ['builders', 'unmapped'],
    }
    const personOf = (email: string) => registry.store.users.findByEmail(registry.organizationId, email)
    const groupsOf = async (email: string) => {
      const { store } = registry
      const ids = await store.groups.listGroups((await personOf(email))?.id ?? '')
      return (await store.principals.findMany(ids)).map(({ name }) => name)
    }

    test('the page for signing in leads to each provider, and on to where somebody was going', async () => {
      const browser = browserOf(registry)
      const seen = await browser.open('/account/password')
      assert.match(seen.text, /href="\/sign-in\/with\/company\?return=%2Faccount%2Fpassword">Sign in with The Company</)
      says('way', { ...ada, email: 'way@example.com' })
      const { seen: inside } = await signIn('way', `${WITH}?return=%2Faccount%2Fpassword`, browser)
      assert.deepEqual([inside.status, inside.path], [200, '/account/password'])
    })

    test('a first sign-in makes the person, who may what their groups may; the groups follow the provider', async () => {
      says('ada', ada)
      const { browser, seen } = await signIn('ada')
      assert.deepEqual([seen.status, seen.path], [200, '/account'])
      assert.match(seen.text, /signed in as <strong>Ada Lovelace<\/strong>/)
      assert.match(seen.text, /<dd>ada@example.com<\/dd>/)
      assert.match(seen.text, /viewer of the organization/)
      assert.deepEqual(await groupsOf('ada@example.com'), ['readers'])
      const cookie = `${SESSION}=${browser.cookies.get(SESSION) ?? ''}`
      const headers = { cookie, 'x-assay-session': '1' }
      assert.equal((await registry.anonymous.call('PackerService_ListBuckets', { headers })).status, 200)
      const refused = await registry.anonymous.call('PackerService_CreateBucket', { headers, body: { name: 'x' } })
      assert.deepEqual([refused.status, refused.body.code], [403, 7])

      const id = (await personOf('ada@example.com'))?.id
      says('ada', { ...ada, email: 'ada.king@example.com', groups: ['ops'] })
      assert.equal((await signIn('ada')).seen.path, '/account')
      assert.deepEqual(await groupsOf('ada@example.com'), [], 'the group "operators" does not exist')
      assert.equal(await personOf('ada.king@example.com'), undefined)
      assert.equal(
        (await eventsOf('identity.tied')).filter(({ payload }) => JSON.stringify(payload).includes(id ?? '-')).length,
        1,
      )
      const signedIn = (await eventsOf('user.signed-in')).filter(({ payload }) => payload['by'] === 'provider')
      assert.ok(signedIn.length >= 2)
    })

    test('whoever a provider signs in is offered no second factor of ours, and is said to have no password', async () => {
      says('factor', { ...ada, email: 'factor@example.com', groups: [] })
      const { browser, seen } = await signIn('factor')
      assert.match(seen.text, /You sign in with a provider, which handles any second factor/)
      assert.ok(!seen.text.includes('/account/second-factor'))
      const refused = await browser.open('/account/second-factor')
      assert.equal(refused.status, 400)
      assert.match(refused.text, /You have no password here: your provider signs you in/)
      const headers = { cookie: `${SESSION}=${browser.cookies.get(SESSION) ?? ''}`, 'x-assay-session': '1' }
      const { user_principal: told } = await registry.anonymous.ok('IamService_GetCurrentUserPrincipal', { headers })
      assert.deepEqual([told.identity_type, told.identity_types], ['UNSET', []])
    })

    test('a group is the one that people call so: not one of a hidden name, and none of two', async () => {
      says('mia', { ...ada, email: 'mia@example.com', groups: ['makers', 'all', 'twins', 'builders'] })
      warnings.length = 0
      assert.equal((await signIn('mia')).seen.path, '/account')
      assert.deepEqual((await groupsOf('mia@example.com')).sort(), ['image-makers', 'readers'])
      assert.deepEqual(
        warnings.flatMap(({ groups }) => groups ?? []),
        ['everybody', 'Twins'],
      )
    })

    test('a person who is here already is found by an address that is verified, and by no other', async () => {
      const known = await joined(registry, 'contributor')
      says('unverified', { email: known.email, name: 'Somebody' })
      const { seen, browser } = await signIn('unverified')
      assert.equal(seen.status, 403)
      assert.match(seen.text, /does not say that it has verified it is yours: verify it there/)
      assert.equal(browser.cookies.has(SESSION), false)
      assert.equal((await eventsOf('identity.refused')).at(-1)?.payload['email'], known.email)

      says('verified', { email: known.email.toUpperCase(), email_verified: true, name: 'Somebody' })
      const { seen: inside } = await signIn('verified')
      assert.match(inside.text, /contributor of the organization/)
      // Whoever had set a password for the address loses it, together with their sessions.
      const account = await registry.store.users.findByEmail(registry.organizationId, known.email)
      assert.equal(account?.passwordHash, null)
      registry.clock.advance(5000)
      assert.equal((await known.browser.open('/account')).path, '/sign-in')
      says('namesake', { email: known.email, email_verified: true })
      assert.match((await signIn('namesake')).seen.text, /somebody else of The Company has signed in/i)
    })

    test('one-time addresses of before are none any more for whom a provider vouches', async () => {
      const known = await joined(registry, null)
      const renewing = await invitationPath(registry, { email: known.email, role: null })
      const joining = await invitationPath(registry, { email: 'both@example.com', role: 'viewer' })
      says('renewed', { email: known.email, email_verified: true })
      says('both', { email: 'both@example.com', email_verified: true })
      for (const subject of ['renewed', 'both']) assert.equal((await signIn(subject)).seen.path, '/account')
      for (const path of [renewing, joining]) assert.equal((await browserOf(registry).open(path)).status, 400)
    })

    test('that an address is verified counts if the same document says it', async () => {
      const [known, other] = [await joined(registry, 'contributor'), await joined(registry, 'contributor')]
      const { inIdToken } = provider
      inIdToken.set('split', { email: known.email, groups: [] })
      says('split', { email: other.email, email_verified: true })
      assert.equal((await signIn('split')).seen.path, '/account')
      assert.notEqual((await personOf(known.email))?.passwordHash, null)
      assert.equal((await personOf(other.email))?.passwordHash, null)

      inIdToken.set('apart', { email: known.email })
      says('apart', { email_verified: true })
      assert.match((await signIn('apart')).seen.text, /does not say that it has verified it is yours/)
      inIdToken.set('full', { email: known.email, email_verified: true })
      says('full', { email: 'full@example.com', email_verified: false })
      assert.match((await signIn('full')).seen.text, /contributor of the organization/)
      assert.equal((await personOf(known.email))?.passwordHash, null)
    })

    test('an address that the operator trusts the provider with needs not be verified', async () => {
      const known = await joined(registry, 'contributor')
      says('trusted', { email: known.email })
      assert.match((await signIn('trusted', '/sign-in/with/trusted')).seen.text, /contributor of the organization/)
    })

    test('nobody new is let in where a provider may not, of another domain, or without an address', async () => {
      says('stranger', { email: 'stranger@example.com', email_verified: true })
      says('other', { email: 'stranger@elsewhere.example', email_verified: true })
      says('false', { email: 'false@example.com', email_verified: false })
      says('nameless', {})
      for (const [subject, path, reason] of [
        ['stranger', '/sign-in/with/strict', /lets in nobody new: ask an administrator of the registry to invite/],
        ['other', '/sign-in/with/domain', /addresses of elsewhere.example are not let in/i],
        ['false', '/sign-in/with/domain', /addresses of example.com are not let in/i],
        ['nameless', WITH, /does not say your email address: ask who runs it/],
      ] as const) {
        const { seen, browser } = await signIn(subject, path)
        assert.equal(seen.status, 403)
        assert.match(seen.text, reason)
        assert.equal(browser.cookies.has(SESSION), false)
      }
    })

    test('who is disabled is not let in by any provider', async () => {
      says('eve', { email: 'eve@example.com', email_verified: true })
      await signIn('eve')
      const { store, clock } = registry
      const context = { actor: operatorActor, store, clock, newId }
      await disableUser(context, { ...organization(), id: (await personOf('eve@example.com'))?.id ?? '' })
      const { seen, browser } = await signIn('eve')
      assert.match(seen.text, /you are disabled here/i)
      assert.equal(browser.cookies.has(SESSION), false)
    })

    test('what comes back is for the browser that went, once, in ten minutes, and from that provider', async () => {
      says('ada', ada)
      const refusals: readonly (readonly [string, (path: string, browser: Browser) => Promise<Seen>])[] = [
        ['another browser', (path) => browserOf(registry).open(path)],
        ['another state', (path, browser) => browser.open(path.replace(/state=[^&]*/, 'state=x'))],
        ['no state', (path, browser) => browser.open(path.replace(/state=[^&]*/, ''))],
        ['another provider', (path, browser) => browser.open(path.replace('/company/', '/strict/'))],
        ['another code', (path, browser) => browser.open(path.replace(/code=[^&]*/, 'code=x'))],
        [
          'another issuer',
          (path, browser) => browser.open(path.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example')),
        ],
        ['a sign-in begun since', async (path, browser) => (await browser.open(WITH), browser.open(path))],
        ['too late', (path, browser) => (registry.clock.advance(600_001), browser.open(path))],
      ]
      for (const [name, come] of refusals) {
        const browser = browserOf(registry)
        const path = await vouchedFor((await browser.open(WITH)).leftFor, 'ada')
        const seen = await come(path, browser)
        assert.deepEqual([seen.status, browser.cookies.has(SESSION)], [403, false], name)
        assert.match(seen.text, /begin again|try again/, name)
      }
      const { browser } = await signIn('ada')
      assert.equal((await browser.open(`${WITH}/callback?code=x&state=y`)).status, 403)
    })

    test('a provider that says no, or nothing, is told as what it is', async () => {
      const browser = browserOf(registry)
      const { leftFor = '' } = await browser.open(WITH)
      const state = new URL(leftFor).searchParams.get('state') ?? ''
      const refused = await browser.open(`${WITH}/callback?error=access_denied&state=${encodeURIComponent(state)}`)
      assert.match(refused.text, /The Company has not let you in: try again/)
      warnings.length = 0
      const away = await browser.open('/sign-in/with/away')
      assert.deepEqual([away.status, away.leftFor], [403, undefined])
      assert.deepEqual(
        warnings.map(({ provider, issuer, reason }) => ({ provider, issuer, reason })),
        [
          {
            provider: 'away',
            issuer: 'https://localhost:1',
            reason: 'localhost:1: connect ECONNREFUSED 127.0.0.1:1',
          },
        ],
      )
      assert.match(away.text, /cannot be asked at the moment/)
      assert.equal((await browser.open('/sign-in/with/nobody')).status, 404)
      assert.equal((await browser.open('/sign-in/with/nobody/callback')).status, 404)
    })

    /** Begins a sign-in; `come` sends its callback with a code that the provider does not know. */
    async function unknownCode() {
      const browser = browserOf(registry)
      const state = new URL((await browser.open(WITH)).leftFor ?? '').searchParams.get('state') ?? ''
      const iss = encodeURIComponent(provider.issuer)
      const cookie = `__Host-assay-provider=${browser.cookies.get('__Host-assay-provider') ?? ''}`
      const path = `${WITH}/callback?code=x&state=${encodeURIComponent(state)}&iss=${iss}`
      return { come: () => registry.anonymous.send({ method: 'GET', path, headers: { cookie } }) }
    }

    test('one sign-in that is sent many times at once has the provider asked ten times at most', async () => {
      registry.clock.advance(60_001)
      const { come } = await unknownCode()
      timesAsked = 0
      const answers = await Promise.all(Array.from({ length: 40 }, come))
      const statuses = answers.map(({ status }) => status).sort()
      assert.deepEqual(statuses, [...Array<number>(10).fill(403), ...Array<number>(30).fill(429)])
      assert.equal(timesAsked, 10)
      assert.match(String(answers.find(({ status }) => status === 429)?.body), /try again in \d+ seconds/)
    })

    test('who is let in is held up by no colleague who is not, until a hundred were not within a minute', async () => {
      registry.clock.advance(60_001)
      says('ada', ada)
      const refused = async () => {
        const browser = browserOf(registry)
        const state = new URL((await browser.open(WITH)).leftFor ?? '').searchParams.get('state') ?? ''
        return browser.open(`${WITH}/callback?error=access_denied&state=${encodeURIComponent(state)}`)
      }
      for (let time = 0; time < 101; time += 1) assert.equal((await refused()).status, 403)
      for (let time = 0; time < 99; time += 1) assert.equal((await (await unknownCode()).come()).status, 403)
      assert.equal((await signIn('ada')).seen.path, '/account')
      assert.equal((await (await unknownCode()).come()).status, 403)
      assert.equal((await (await unknownCode()).come()).status, 429)
      registry.clock.advance(60_001)
      assert.equal((await signIn('ada')).seen.path, '/account')
    })

    test('nobody is sent anywhere else in the end', async () => {
      says('ada', ada)
      for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example', `/${'x'.repeat(5000)}`]) {
        const { seen } = await signIn('ada', `${WITH}?return=${encodeURIComponent(back)}`)
        assert.deepEqual([seen.leftFor, seen.path], [undefined, '/account'])
      }
    })
  })
