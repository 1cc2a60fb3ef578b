// The audit log records when an authenticated caller lacked a permission, however often that happens.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Event } from '../../src/domain/record/event/event.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { inParallel } from '../support/in-parallel.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { shortSeconds } from '../support/seconds.ts'
import { until } from '../support/until.ts'

const CREATE = 'PackerService_CreateBucket'
const OLDEST_FIRST = { size: null, order: [{ field: 'at', descending: false }], edge: null } as const
const WINDOW_MS = 10 * 60_000

for (const database of databases())
  describe(`refusals of who is known on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database, { everySecond: shortSeconds })
      await registry.admin.ok(CREATE, { body: { name: 'ubuntu' } })
    })
    after(() => registry.close())

    async function refusedTo(client: Client): Promise<readonly Event[]> {
      const { principal } = await client.ok('IamService_GetCallerIdentity', {})
      const { items } = await registry.store.events.list(registry.projectId, OLDEST_FIRST)
      return items.filter(({ subject, actor }) => subject === 'permission' && actor.id === principal.id)
    }
    async function refusals(client: Client, count: number): Promise<readonly Event[]> {
      await until(async () => (await refusedTo(client)).length >= count)
      return refusedTo(client)
    }
    const place = () => ({ organizationId: registry.organizationId, projectId: registry.projectId })

    test('an entry tells who was refused what, by which request, and what they were told', async () => {
      const builder = await registry.principal('packer.builder')
      const answer = await builder.call('PackerService_DeleteBucket', { params: { bucket_name: 'ubuntu' } })
      assert.equal(answer.status, 403)
      const [{ actor, address, requestId, payload, ...event } = assert.fail('nothing is told'), ...more] =
        await refusals(builder, 1)
      assert.deepEqual([more, actor.type, address], [[], 'service', '127.0.0.1'])
      assert.equal(requestId, answer.headers['x-request-id'])
      assert.deepEqual([event.organizationId, event.projectId], [registry.organizationId, registry.projectId])
      assert.deepEqual(payload, {
        bucket: { id: event.bucketId, name: 'ubuntu' },
        permission: 'bucket.delete',
        resource: { ...place(), bucketName: 'ubuntu' },
        operation: 'PackerService_DeleteBucket',
        error: answer.body.message as string,
        count: 1,
        since: event.at,
      })
    })

    test('who asks the same over and over is told of at once, and of how often when they have had their time', async () => {
      const viewer = await registry.principal('viewer')
      const times = Array.from({ length: 200 }, (_, index) => index)
      await inParallel(8, times, () => viewer.refused(CREATE, 7, { body: { name: 'debian' } }))
      const [first = assert.fail('nothing is told'), ...others] = await refusals(viewer, 1)
      assert.deepEqual([others, (first.payload as Json).count], [[], 1])
      registry.clock.advance(WINDOW_MS)
      const [, rest = assert.fail('how often is not told'), ...more] = await refusals(viewer, 2)
      const { count, since, operation, permission, resource } = rest.payload as Json
      assert.deepEqual([more, count, since], [[], 199, first.at])
      // For a caller without a role that permits any change, the operation's own permission is not even looked up.
      assert.deepEqual([operation, permission, resource], [CREATE, '', place()])
      assert.ok(rest.at > first.at)
      const again = await (await registry.principal('viewer')).call(CREATE, { body: { name: 'debian' } })
      assert.equal(again.status, 403)
    })

    test('who is refused many different things in a short time is not told of for each of them', async () => {
      const nobody = await registry.principal(null)
      const names = Array.from({ length: 60 }, (_, index) => `bucket-${index}`)
      await inParallel(8, names, (name) =>
        nobody.refused('PackerService_GetBucket', 7, { params: { bucket_name: name } }),
      )
      const told = await refusals(nobody, 20)
      assert.equal(new Set(told.map(({ payload }) => (payload as Json).resource.bucketName)).size, 20)
    })

    test('what changed in a registry does not tell of what did not', async () => {
      const { events } = await registry.admin.ok('AssayService_ListEvents', {
        query: { kind: ['permission.refused', 'bucket.permission-refused'] },
      })
      assert.deepEqual(events, [])
    })

    test('a server that ends tells what it still knew', async () => {
      const viewer = await registry.principal('viewer')
      const asking = await viewer.ok('IamService_GetCallerIdentity', {})
      for (const times of [1, 2, 3]) await viewer.refused(CREATE, 7, { body: { name: `debian-${times}` } })
      await registry.stop()
      const { items } = await registry.store.events.list(registry.projectId, OLDEST_FIRST)
      const told = items.filter(({ subject, actor }) => subject === 'permission' && actor.id === asking.principal.id)
      assert.deepEqual(told.map(({ payload }) => (payload as Json).count), [1, 2]) // prettier-ignore
    })
  })
