// The token endpoint and the use of its tokens, as clients experience them over the wire.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import { hashSecret } from '../../src/auth/secret-hash.ts'
import type { Context } from '../../src/domain/context.ts'
import { createServicePrincipalKey } from '../../src/domain/principal/service-principal/create-service-principal-key.ts'
import { deleteServicePrincipalKey } from '../../src/domain/principal/service-principal/delete-service-principal-key.ts'
import { newPrincipal } from '../../src/domain/principal/principal.ts'
import type { Answer, Client, Sent } from '../support/client.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { openDumper } from '../support/dump.ts'
import { accessToken, type Credentials, startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const FORM = 'application/x-www-form-urlencoded'
// Exactly what golang.org/x/oauth2 sends for hcp-sdk-go.
const GO_BODY = 'audience=https%3A%2F%2Fapi.hashicorp.cloud&grant_type=client_credentials'

const basic = ({ clientId, clientSecret }: Credentials) =>
  `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`

type Request = Pick<Sent, 'headers' | 'body'>
const shapes = {
  Basic: (credentials) => ({ headers: { authorization: basic(credentials), 'content-type': FORM }, body: GO_BODY }),
  form: ({ clientId, clientSecret }) => ({
    headers: { 'content-type': FORM },
    body: `${GO_BODY}&client_id=${clientId}&client_secret=${clientSecret}`,
  }),
  JSON: ({ clientId, clientSecret }) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  }),
} satisfies Record<string, (credentials: Credentials) => Request>
const paths = ['/oauth2/token', '/oauth/token']

const ask = (client: Client, path: string, request: Request): Promise<Answer> =>
  client.send({ method: 'POST', path, ...request })

const tokenOf = (registry: TestRegistry, credentials: Credentials) => accessToken(registry.anonymous, credentials)

/** An error as in RFC 6749 5.2, in JSON and uncached, without any field of google.rpc.Status. */
function assertOauthError({ status, headers, body }: Answer, expectedStatus: number, error: string): void {
  assert.deepEqual({ status, error: body.error }, { status: expectedStatus, error }, JSON.stringify(body))
  assert.equal(headers['content-type'], 'application/json')
  assert.equal(headers['cache-control'], 'no-store')
  assert.deepEqual(Object.keys(body as object).sort(), ['error', 'error_description'])
}

const asRegistry = ({ store, clock }: TestRegistry): Context => ({
  actor: { type: 'registry', id: 'registry', name: 'Assay', roles: [] },
  store,
  clock,
  newId,
})

const homeOf = ({ organizationId, projectId }: TestRegistry) => ({ organizationId, projectId })

async function keyOf(registry: TestRegistry, principalId: string): Promise<Credentials> {
  const keep = async () => undefined
  return createServicePrincipalKey(
    asRegistry(registry),
    { home: homeOf(registry), id: principalId },
    { hashSecret, keep, limit: 99 },
  )
}

/** Creates another key for the principal that the first start created. */
async function anotherKey(registry: TestRegistry): Promise<Credentials> {
  const { principal } = await registry.admin.ok('IamService_GetCallerIdentity', {})
  return keyOf(registry, principal.id as string)
}

async function deleteKey(registry: TestRegistry, clientId: string): Promise<void> {
  const { principal } = await registry.admin.ok('IamService_GetCallerIdentity', {})
  await deleteServicePrincipalKey(asRegistry(registry), {
    home: homeOf(registry),
    id: principal.id as string,
    clientId,
  })
}

async function contributor(registry: TestRegistry): Promise<Credentials & { readonly principalId: string }> {
  const { store, clock, organizationId, projectId } = registry
  const principalId = newId()
  await store.transaction(async ({ principals, roles }) => {
    const stamps = { name: 'contributor', createdAt: clock.now() }
    await principals.insert(newPrincipal({ id: principalId, kind: 'service', organizationId, projectId, ...stamps }))
    await roles.bind({ type: 'project', id: projectId }, { role: 'contributor', principalId })
  })
  return { principalId, ...(await keyOf(registry, principalId)) }
}

const whoAmI = async (client: Client): Promise<unknown> =>
  (await client.ok('IamService_GetCallerIdentity', {})).principal.service.name

const registryOn = (database: TestDatabase) => {
  let registry: TestRegistry | undefined
  before(async () => {
    registry = await startRegistry(database)
  })
  after(() => registry?.close())
  return () => registry ?? assert.fail('the registry has not started')
}

for (const database of databases()) {
  describe(`the token endpoint on ${database.name}`, () => {
    const started = registryOn(database)

    for (const path of paths)
      for (const [shape, request] of Object.entries(shapes)) {
        test(`${path} gives a token for credentials sent as ${shape}`, async () => {
          const registry = started()
          const { status, headers, body } = await ask(registry.anonymous, path, request(registry.credentials))
          assert.equal(status, 200, JSON.stringify(body))
          assert.equal(headers['content-type'], 'application/json')
          assert.equal(headers['cache-control'], 'no-store')
          const { access_token, ...rest } = body as { access_token: string }
          assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 3600 })
          assert.equal(await whoAmI(registry.as(access_token)), 'admin')
        })

        test(`${path} answers a wrong secret sent as ${shape} in the words of RFC 6749`, async () => {
          const { anonymous } = started()
          // Each case has a client id of its own, because too many failures of one lock it.
          const wrong = { clientId: `nobody-${path.length}-${shape}`, clientSecret: 'wrong' }
          assertOauthError(await ask(anonymous, path, request(wrong)), 401, 'invalid_client')
        })
      }

    const withoutSecret: Readonly<Record<string, readonly [status: number, error: string, request: Request]>> = {
      'no body': [400, 'invalid_request', { headers: { 'content-type': FORM } }],
      'no credentials': [401, 'invalid_client', { headers: { 'content-type': FORM }, body: GO_BODY }],
      'another grant': [
        400,
        'unsupported_grant_type',
        { headers: { 'content-type': FORM }, body: 'grant_type=password&username=a&password=b' },
      ],
      'a type that nobody sends': [400, 'invalid_request', { headers: { 'content-type': 'text/xml' }, body: '<a/>' }],
      'a type that is none': [400, 'invalid_request', { headers: { 'content-type': ';;;' }, body: GO_BODY }],
      'JSON that is none': [400, 'invalid_request', { headers: { 'content-type': 'application/json' }, body: '{"a' }],
      'JSON of another type': [
        400,
        'invalid_request',
        { headers: { 'content-type': 'application/json' }, body: '[1]' },
      ],
      'fields of a wrong type': [
        400,
        'invalid_request',
        { headers: { 'content-type': 'application/json' }, body: '{"grant_type":["client_credentials"]}' },
      ],
      'a field twice': [400, 'invalid_request', { headers: { 'content-type': FORM }, body: `${GO_BODY}&grant_type=x` }],
      'NUL in the client id': [
        401,
        'invalid_client',
        { headers: { 'content-type': FORM }, body: `${GO_BODY}&client_id=a%00b&client_secret=c` },
      ],
      'a body too large': [400, 'invalid_request', { headers: { 'content-type': FORM }, body: 'x'.repeat(100_000) }],
      'Basic that is not base64': [
        400,
        'invalid_request',
        { headers: { authorization: 'Basic %%%', 'content-type': FORM }, body: GO_BODY },
      ],
      'Basic with broken percent-encoding': [
        400,
        'invalid_request',
        {
          headers: { authorization: `Basic ${Buffer.from('%zz:%zz').toString('base64')}`, 'content-type': FORM },
          body: GO_BODY,
        },
      ],
    }
    for (const path of paths)
      for (const [description, [status, error, request]] of Object.entries(withoutSecret))
        test(`${path} answers ${description} with ${status} ${error}`, async () => {
          assertOauthError(await ask(started().anonymous, path, request), status, error)
        })

    test('credentials in both places at once are refused', async () => {
      const { anonymous, credentials } = started()
      const twice = { ...shapes.Basic(credentials), body: `${GO_BODY}&client_secret=${credentials.clientSecret}` }
      assertOauthError(await ask(anonymous, '/oauth2/token', twice), 400, 'invalid_request')
    })

    test('neither a token nor a secret is kept anywhere in the database', async () => {
      const registry = started()
      const token = await tokenOf(registry, registry.credentials)
      const dumper = await openDumper(registry.location)
      const kept = JSON.stringify(await dumper.dump())
      await dumper.close()
      assert.ok(kept.includes(registry.credentials.clientId))
      assert.ok(!kept.includes(token))
      assert.ok(!kept.includes(registry.credentials.clientSecret))
    })
  })

  describe(`an access token on ${database.name}`, () => {
    const started = registryOn(database)

    test('is accepted at once by another server on the same database, and so is one of that server here', async () => {
      const registry = started()
      const replica = await registry.another()
      const ours = await tokenOf(registry, registry.credentials)
      assert.equal(await whoAmI(replica.as(ours)), 'admin')
      const asked = await ask(replica.as(null), '/oauth2/token', shapes.JSON(registry.credentials))
      assert.equal(await whoAmI(registry.as(asked.body.access_token as string)), 'admin')
    })

    test('dies within 5 s of its key, on every server, and no new one is given for the key', async () => {
      const registry = started()
      const replica = await registry.another()
      const { clientId, clientSecret } = registry.credentials
      // A second key of the same principal, which is deleted; the first one remains.
      const doomed = await anotherKey(registry)
      const token = await tokenOf(registry, doomed)
      const kept = await tokenOf(registry, { clientId, clientSecret })
      for (const server of [registry, replica]) assert.equal(await whoAmI(server.as(token)), 'admin')

      await deleteKey(registry, doomed.clientId)
      assertOauthError(await ask(replica.as(null), '/oauth2/token', shapes.form(doomed)), 401, 'invalid_client')
      registry.clock.advance(5000)
      for (const server of [registry, replica]) {
        assertRefused(await server.as(token).call('IamService_GetCallerIdentity', {}), 16)
        assert.equal(await whoAmI(server.as(kept)), 'admin')
      }
    })

    test('carries a changed role within 5 s, on every server', async () => {
      const registry = started()
      const replica = await registry.another()
      const { principalId, ...credentials } = await contributor(registry)
      const token = await tokenOf(registry, credentials)
      for (const [server, name] of [
        [registry, 'one'],
        [replica, 'two'],
      ] as const)
        await server.as(token).ok('PackerService_CreateBucket', { body: { name: `role-${name}` } })

      await registry.store.transaction(({ roles }) =>
        roles.replace({ type: 'project', id: registry.projectId }, [{ role: 'viewer', principalId }]),
      )
      registry.clock.advance(5000)
      for (const server of [registry, replica]) {
        const client = server.as(token)
        assertRefused(await client.call('PackerService_CreateBucket', { body: { name: 'role-three' } }), 7)
        await client.ok('PackerService_GetBucket', { params: { bucket_name: 'role-one' } })
      }
    })

    test('is good for an hour and not a moment longer', async () => {
      const registry = started()
      const replica = await registry.another()
      const token = await tokenOf(registry, registry.credentials)
      // The hour runs from before the response until after it; the minute allows for slow machines.
      registry.clock.advance((60 - 1) * 60 * 1000)
      for (const server of [registry, replica]) assert.equal(await whoAmI(server.as(token)), 'admin')
      registry.clock.advance(60 * 1000)
      for (const server of [registry, replica])
        assertRefused(await server.as(token).call('IamService_GetCallerIdentity', {}), 16)
    })

    test('survives a restart, like the credentials that it was given for', async () => {
      const registry = started()
      const token = await tokenOf(registry, registry.credentials)
      await registry.stop()
      const restarted = await registry.another()
      assert.equal(await whoAmI(restarted.as(token)), 'admin')
      const asked = await ask(restarted.as(null), '/oauth/token', shapes.Basic(registry.credentials))
      assert.equal(await whoAmI(restarted.as(asked.body.access_token as string)), 'admin')
    })
  })
}
