// A session as a credential of the APIs: equal to a token of the same person, and useless to pages of other sites.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { operatorActor } from '../../src/domain/principal/principal.ts'
import { disableUser, enableUser } from '../../src/domain/principal/user/disable-user.ts'
import { connect, type Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { joined, type Person, signInAs } from '../support/people.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { until } from '../support/until.ts'

const CREATE = 'PackerService_CreateBucket'
const GET = 'PackerService_GetBucket'

for (const database of databases())
  describe(`sessions of the APIs on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const cookieOf = ({ browser }: Pick<Person, 'browser'>) =>
      `__Host-assay=${browser.cookies.get('__Host-assay') ?? ''}`
    const own = () => ({ 'x-assay-session': '1', origin: registry.url, 'sec-fetch-site': 'same-origin' })
    const create = (client: Client, name: string, headers: Readonly<Record<string, string>>) =>
      client.call(CREATE, { headers, body: { name } })

    test('a person may do by their session what their roles permit', async () => {
      const admin = await joined(registry, 'contributor')
      const viewer = await joined(registry, 'viewer')
      const made = await create(registry.anonymous, 'made', { cookie: cookieOf(admin), ...own() })
      assert.equal(made.status, 200)
      const headers = { cookie: cookieOf(viewer) }
      assert.equal((await registry.anonymous.call(GET, { params: { bucket_name: 'made' }, headers })).status, 200)
      const refused = await create(registry.anonymous, 'not-made', { ...headers, ...own() })
      assert.deepEqual([refused.status, refused.body.code], [403, 7])
      assert.match(refused.body.message, /needs the packer.builder or contributor role/)
    })

    test('what changes something must come from a page of ours, with the header that others cannot send', async () => {
      const cookie = cookieOf(await joined(registry, 'contributor'))
      const refusals = [
        {},
        { ...own(), 'x-assay-session': '0' },
        { origin: registry.url },
        { ...own(), origin: 'https://evil.example' },
        { ...own(), origin: 'null' },
        { ...own(), 'sec-fetch-site': 'cross-site' },
        { ...own(), 'sec-fetch-site': 'same-site' },
      ]
      for (const headers of refusals) {
        const { status, body } = await create(registry.anonymous, 'foreign', { cookie, ...(headers as object) })
        assert.deepEqual([status, body.code], [403, 7], JSON.stringify(headers))
      }
      // The person's own programs send neither header.
      assert.equal((await create(registry.anonymous, 'own', { cookie, 'x-assay-session': '1' })).status, 200)
    })

    test('no page of another origin is given leave to send that header', async () => {
      const answer = await registry.anonymous.send({
        method: 'OPTIONS',
        path: `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}/buckets`,
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      })
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    })

    test('an access token counts before a session', async () => {
      const person = await joined(registry, 'viewer')
      const cookie = cookieOf(person)
      assert.equal((await create(registry.admin, 'by-token', { cookie })).status, 200)
      const wrong = await registry.as('wrong').call(GET, { params: { bucket_name: 'by-token' }, headers: { cookie } })
      assert.equal(wrong.body.code, 16)
    })

    test('a session that is none is refused, and told where to get one', async () => {
      for (const value of ['', 'x', `assay_se_${'x'.repeat(43)}`, `assay_at_${'x'.repeat(43)}`]) {
        const headers = { cookie: `other=1; __Host-assay=${value}` }
        const { body } = await registry.anonymous.call('IamService_GetCallerIdentity', { headers })
        assert.equal(body.code, 16, value)
        assert.match(body.message, /sign in again at \/sign-in/)
      }
    })

    test('answers that are kept are kept for whoever holds the same roles, and for them alone', async () => {
      const [one, two] = [await joined(registry, 'viewer'), await joined(registry, null)]
      await registry.admin.ok(CREATE, { body: { name: 'kept' } })
      const asked = async (person: Person) =>
        (await registry.anonymous.call(GET, { params: { bucket_name: 'kept' }, headers: { cookie: cookieOf(person) } }))
          .status
      for (let times = 0; times < 4; times += 1) {
        assert.equal(await asked(one), 200)
        assert.equal(await asked(two), 403)
      }
    })

    test('a person who is disabled is out within 5 s on every server, and comes in again only by signing in', async () => {
      const person = await joined(registry, 'viewer')
      const other = await registry.another()
      const connection = connect(other)
      const clients = [registry.anonymous, connection.as(null)]
      const asked = () =>
        Promise.all(
          clients.map(async (client) => {
            const { status } = await client.call('IamService_GetCallerIdentity', {
              headers: { cookie: cookieOf(person) },
            })
            return status
          }),
        )
      assert.deepEqual(await asked(), [200, 200])
      const { store, clock, organizationId } = registry
      const context = { actor: operatorActor, store, clock, newId: () => 'event-of-disabling' }
      await disableUser(context, { organizationId, id: person.id })
      registry.clock.advance(4999)
      assert.deepEqual(await asked(), [401, 401])
      assert.equal((await signInAs(registry, person.email)).cookies.has('__Host-assay'), false)

      await enableUser({ ...context, newId: () => 'event-of-enabling' }, { organizationId, id: person.id })
      assert.deepEqual(await asked(), [401, 401])
      assert.equal((await signInAs(registry, person.email)).cookies.has('__Host-assay'), true)
      connection.close()
    })

    test('that a session is used is written once a minute, and beside the request', async () => {
      const person = await joined(registry, 'viewer')
      const seenAt = async () => (await registry.store.sessions.list(person.id, 1))[0]?.seenAt ?? ''
      const before = await seenAt()
      const ask = () =>
        registry.anonymous.call('IamService_GetCallerIdentity', { headers: { cookie: cookieOf(person) } })
      registry.clock.advance(50_000)
      await ask()
      assert.equal(await seenAt(), before)
      registry.clock.advance(20_000)
      await ask()
      await until(async () => (await seenAt()) !== before)
      assert.ok((await seenAt()) > before)
    })
  })
