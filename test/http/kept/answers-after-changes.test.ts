// Repeated requests get cached responses, but never outdated ones: after every change, made through one server or another, the responses
// equal those that the registry gives at an address which it has not seen before.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assign, completeVersion, inBucket, newBucket, newChannel } from '../../support/build-sequences.ts'
import type { Answer, Client } from '../../support/client.ts'
import { databases } from '../../support/databases.ts'
import { imageFrom, MINUTE } from '../../support/image-sequences.ts'
import { accessToken, startRegistry, type TestRegistry } from '../../support/registry.ts'
import { startReplicaProcess } from '../../support/replica-process.ts'

const paths = ['base', 'app'].flatMap((bucket) => [
  `2023-01-01/organizations/O/projects/P/buckets/${bucket}`,
  `2023-01-01/organizations/O/projects/P/buckets/${bucket}/channels`,
  `2023-01-01/organizations/O/projects/P/buckets/${bucket}/channels/production`,
  `2023-01-01/organizations/O/projects/P/buckets/${bucket}/versions/one`,
  `2021-04-30/organizations/O/projects/P/images/${bucket}`,
  `2021-04-30/organizations/O/projects/P/images/${bucket}/channels`,
  `2021-04-30/organizations/O/projects/P/images/${bucket}/channels/production`,
  `2021-04-30/organizations/O/projects/P/images/${bucket}/iteration?fingerprint=one`,
])

for (const database of databases())
  describe(`answers after changes on ${database.name}`, { timeout: 120_000 }, () => {
    let registry: TestRegistry
    let addresses: readonly string[]
    before(async () => {
      registry = await startRegistry(database)
      const { organizationId, projectId } = registry
      addresses = paths.map(
        (path) => `/packer/${path.replace('/O/', `/${organizationId}/`).replace('/P/', `/${projectId}/`)}`,
      )
    })
    after(() => registry.close())

    let slashes = 1
    /** Spells an address as no request has before, so that no response is cached for it. */
    const unseen = (address: string) => address.replace('/', '/'.repeat((slashes += 1)))
    const essence = ({ status, body }: Answer) => ({ status, body: body as unknown })

    async function compare(clients: readonly Client[], change: string): Promise<void> {
      for (const client of clients)
        for (const address of addresses) {
          const [repeated, again, truth] = [address, address, unseen(address)].map((path) =>
            client.send({ method: 'GET', path }),
          ) as [Promise<Answer>, Promise<Answer>, Promise<Answer>]
          const expected = essence(await truth)
          for (const answer of [await repeated, await again])
            assert.deepEqual(essence(answer), expected, `${address} after: ${change}`)
        }
    }

    test('are those of a registry that keeps none', async () => {
      const replica = await registry.another()
      const [one, other] = [registry.admin, replica.as(await registry.token('admin'))]
      const readers = [await registry.principal('viewer'), replica.as(await registry.token('contributor'))]
      const base = await newBucket(one, 'base')
      const app = await newBucket(one, 'app')
      const parent = await completeVersion(base, 'one')
      await newChannel(base, 'production', 'one')
      await newChannel(app, 'production', '')
      const [baseThere, appThere] = [inBucket(other, 'base'), inBucket(other, 'app')]
      const production = { channel_name: 'production' }
      const revoke = (body: object) => base.ok('UpdateVersion', { params: { fingerprint: 'one' }, body })
      const activate = (activated: boolean) =>
        one.ok('PackerService_UpdateRegistry', { body: { update_mask: 'activated', activated } })
      const changes: Readonly<Record<string, () => Promise<unknown>>> = {
        nothing: async () => undefined,
        'an image is built on another': async () => {
          const { channel } = await base.ok('GetChannel', { params: production })
          return imageFrom(appThere, 'one', { version: parent, channel })
        },
        'it is promoted': () => assign(app, 'production', 'one'),
        'the other one has a second version': () => completeVersion(baseThere, 'two'),
        'which is promoted': () => assign(base, 'production', 'two'),
        'and back': () => assign(baseThere, 'production', 'one'),
        'a channel is restricted': () =>
          base.ok('UpdateChannel', { params: production, body: { update_mask: 'restricted', restricted: true } }),
        'and not': () =>
          baseThere.ok('UpdateChannel', { params: production, body: { update_mask: 'restricted', restricted: false } }),
        'a bucket is described': () => appThere.ok('UpdateBucket', { body: { description: 'described' } }),
        'a revocation is scheduled': () => revoke({ revoke_in: '10m', disable_rollback_channels: true }),
        'its date comes': async () => {
          registry.clock.advance(11 * MINUTE)
        },
        'the version is restored': async () => {
          await registry.runDueJobs()
          return baseThere.ok('UpdateVersion', { params: { fingerprint: 'one' }, body: { restore: true } })
        },
        'and revoked at once': () => revoke({ revoke_in: '0s' }),
        'the registry rests': () => activate(false),
        'and wakes up': () => activate(true),
        'a channel goes': () => appThere.ok('DeleteChannel', { params: production }),
        'a bucket goes': () => baseThere.ok('DeleteBucket'),
        'a bucket of its name comes': () => newBucket(one, 'base'),
      }
      for (const [name, change] of Object.entries(changes)) {
        await change()
        await compare(readers, name)
      }
    })

    test('see what another process has changed as soon as it says so', async (t) => {
      const replica = await startReplicaProcess(registry)
      t.after(() => replica.close())
      const there = replica.as(await accessToken(replica.as(null), registry.credentials))
      const reader = await registry.logIn()
      const bucket = inBucket(there, 'there')
      await newBucket(there, 'there')
      for (const fingerprint of ['one', 'two']) await completeVersion(bucket, fingerprint)
      await newChannel(bucket, 'production', 'one')
      const read = async () => {
        const { channel } = await inBucket(reader, 'there').ok('GetChannel', { params: { channel_name: 'production' } })
        return channel.version.fingerprint as string
      }
      for (let time = 0; time < 20; time += 1) {
        const fingerprint = time % 2 === 0 ? 'two' : 'one'
        const meanwhile = [read(), read(), read()]
        await assign(bucket, 'production', fingerprint)
        assert.deepEqual(await Promise.all([read(), read(), read()]), [fingerprint, fingerprint, fingerprint])
        await Promise.all(meanwhile)
      }
    })

    test('are kept by browsers for nobody else, and taken for nothing else, as all answers are', async () => {
      await newBucket(registry.admin, 'guarded')
      const path = addresses[0]?.replace('/base', '/guarded') ?? ''
      const get = (headers = {}) => registry.admin.send({ method: 'GET', path, headers })
      const [routed, , kept] = [await get(), await get(), await get()]
      const known = await get({ 'if-none-match': String(kept.headers['etag']) })
      const refused = await registry.anonymous.call('PackerService_ListBuckets', {})
      const nowhere = await registry.admin.send({ method: 'GET', path: '/packer/nowhere' })
      const all = [routed, kept, known, refused, nowhere]
      assert.deepEqual(all.map(({ status }) => status), [200, 200, 304, 401, 404]) // prettier-ignore
      for (const { status, headers } of all) {
        const guards = [headers['cache-control'], headers['x-content-type-options']]
        assert.deepEqual(guards, ['private, no-cache', 'nosniff'], String(status))
      }
    })

    test('are told apart by their entity tags, and not sent again to who has them', async () => {
      const bucket = await newBucket(registry.admin, 'tagged')
      const get = (tag?: string) =>
        bucket.call('GetBucket', tag === undefined ? {} : { headers: { 'if-none-match': tag } })
      const [first, second, third] = [await get(), await get(), await get()]
      const tag = String(second.headers['etag'])
      assert.match(tag, /^"[\w-]+"$/)
      assert.deepEqual([first.headers['etag'], third.headers['etag']], [undefined, tag])
      const others = Object.entries(second.headers).filter(([name]) => !['date', 'x-request-id'].includes(name))
      for (const [name, value] of others) assert.equal(third.headers[name], value, name)
      assert.deepEqual(Object.keys(third.headers), Object.keys(second.headers))
      assert.notEqual(third.headers['x-request-id'], second.headers['x-request-id'])

      const { path } = { path: addresses[0]?.replace('/base', '/tagged') ?? '' }
      const asked = (given: string) => registry.admin.send({ method: 'GET', path, headers: { 'if-none-match': given } })
      for (const given of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const { status, headers, body } = await asked(given)
        assert.deepEqual([status, headers['etag'], headers['content-type'], body as unknown], [304, tag, undefined, ''])
      }
      assert.equal((await asked('"other"')).status, 200)
      await bucket.ok('UpdateBucket', { body: { description: 'another' } })
      assert.equal((await asked(tag)).status, 200)
      assert.notEqual((await get()).headers['etag'], tag)
      const { headers } = await bucket.call('ListVersions')
      assert.equal(headers['etag'], undefined)
    })
  })
