// Which events arrive at Splunk, Datadog and CloudWatch, and what is reported when they do not.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { cloudWatch, datadog, destinationsOf, TEST } from '../support/destinations.ts'
import { DD_API_KEY, HEC_TOKEN, type LogServices, startLogServices, type Taken } from '../support/log-services.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { shapeOf } from '../support/shapes.ts'
import { until } from '../support/until.ts'

for (const database of databases())
  describe(`what is streamed to destinations on ${database.name}`, () => {
    let registry: TestRegistry
    let services: LogServices
    before(async () => {
      services = await startLogServices()
      registry = await startRegistry(database, { ask: services.ask, aws: services.aws.withKey })
    })
    after(async () => {
      await registry.close()
      services.close()
    })

    const { created, filter, get, organization, remove, tried, updated } = destinationsOf(() => registry)

    test('all that happens from its making on arrives, in its order, once there is a filter', async () => {
      const { id } = await created({
        destination_name: 'arriving',
        splunk_cloud_provider: { hec_endpoint: services.splunk, token: HEC_TOKEN },
      })
      await registry.admin.ok('PackerService_CreateBucket', { body: { name: 'streamed' } })
      await registry.runDueJobs()
      assert.deepEqual(services.taken.splunk, [])
      await filter(id)
      await registry.admin.ok('PackerService_UpdateBucket', {
        params: { bucket_name: 'streamed' },
        body: { description: 'golden' },
      })
      const sent = () =>
        (services.taken.splunk as readonly Taken[]).flatMap(({ events }) => events.map(({ event }) => event))
      const descriptions = (projectId: string) =>
        sent()
          .filter(({ stream }) => stream.project_id === projectId)
          .map(({ control_plane_event: { description } }) => description as string)
      await until(() => descriptions(registry.projectId).length === 2 && descriptions('').length === 2)
      assert.deepEqual(descriptions(registry.projectId), ['Created bucket', 'Updated bucket'])
      assert.deepEqual(descriptions(''), ['Created stream', 'Updated stream'])
      const streams = [{ ...organization(), topic: 'hashicorp.platform.audit' }]
      const { entries } = await registry.admin.ok('LogService_Get', { body: { streams, page_size: 100 } })
      const byId = new Map((entries as Json[]).map((entry) => [entry.id, entry]))
      for (const entry of sent()) assert.deepEqual(entry, byId.get(entry.id))
      services.taken.splunk.splice(0)
      await remove(id)
    })

    test('one that fails says why and by whose fault, and goes on once it does not', async () => {
      const { id } = await created({
        destination_name: 'failing',
        datadog_provider: { ...datadog('of-nobody'), endpoint: services.datadog },
      })
      await filter(id)
      const reaches = async (status: string, why: string) => {
        await until(async () => (await get(id)).status === `DESTINATION_STATUS_${status}`)
        assert.equal((await get(id)).last_error_message, why)
      }
      await reaches(
        'FAILING_USER',
        'the receiver refuses what it is sent, with the status 403: API key is missing or invalid',
      )
      services.answer('datadog', { status: 503, body: '' })
      await updated(id, ['datadog_provider'], {
        datadog_provider: { ...datadog(DD_API_KEY), endpoint: services.datadog },
      })
      await reaches('FAILING_PROVIDER', 'the receiver answered with the status 503')
      services.answer('datadog', null)
      registry.clock.advance(60_000)
      await reaches('STREAMING', '')
      const told = services.taken.datadog.splice(0).flatMap(({ events }) => events.map(({ message }) => message))
      assert.ok(told.includes('Created stream'))
      await remove(id)
    })

    test('CloudWatch is sent them by the role', async () => {
      const { id } = await created({
        destination_name: 'aws',
        cloudwatch_logs_provider: { ...cloudWatch, log_group_name: '/hashicorp/tests' },
      })
      await filter(id)
      const sent = () =>
        (services.aws.groups.get('/hashicorp/tests')?.streams.get(registry.organizationId) ?? []).map(({ message }) => {
          const { control_plane_event: event } = JSON.parse(message)
          return [event.description, event.metadata.stream?.name]
        })
      const isSent = (wanted: string) => sent().some(([description, name]) => description === wanted && name === 'aws')
      await until(() => isSent('Created stream') && isSent('Updated stream'))
      assert.equal((await get(id)).status, 'DESTINATION_STATUS_STREAMING')
      await remove(id)
    })

    test('a connection is tested, before there is a destination and after', async () => {
      services.taken.splunk.splice(0)
      const provider = { hec_endpoint: services.splunk, token: HEC_TOKEN }
      const right = await tried({ splunk_cloud_provider: provider })
      const { test_payload: payload, ...answer } = right
      assert.deepEqual(shapeOf(answer), {
        status: 'DESTINATION_STATUS_STREAMING',
        error_message: '',
        request_id: '<ulid>',
      })
      const [{ events } = assert.fail()] = services.taken.splunk.splice(0)
      assert.deepEqual(events[0]?.event, JSON.parse(payload))
      assert.equal(events[0]?.event.control_plane_event.description, 'Tested stream')

      const { id } = await created({ destination_name: 'tested', splunk_cloud_provider: provider })
      assert.equal((await tried({ id })).status, 'DESTINATION_STATUS_STREAMING')
      assert.equal(services.taken.splunk.splice(0).length, 1)
      const as = { params: { ...organization(), stream_id: id } }
      const { failure, entry_id: sent } = await registry.admin.ok('AssayService_TestStream', as)
      assert.equal(failure, '')
      assert.equal(services.taken.splunk.splice(0)[0]?.events[0]?.event.id, sent)
      services.answer('splunk', { status: 400, body: '{"text":"Incorrect index","code":7}' })
      assert.equal(
        (await registry.admin.ok('AssayService_TestStream', as)).failure,
        'refuses what it is sent, with the status 400: Incorrect index',
      )
      services.answer('splunk', null)
      const wrong = await tried({ id, splunk_cloud_provider: { ...provider, token: 'of-nobody' } })
      assert.deepEqual(
        [wrong.status, wrong.error_message],
        ['DESTINATION_STATUS_FAILING_USER', 'the receiver refuses what it is sent, with the status 403: Invalid token'],
      )
      const inside = { hec_endpoint: 'https://10.1.2.3/x', token: 'x' }
      assert.match(
        (await tried({ splunk_cloud_provider: inside })).error_message,
        /^the receiver is not on the public internet, and not allowed/,
      )
      await registry.admin.refused(TEST, 5, { params: organization(), body: { id: 'nobody' } })
      await remove(id)
    })
  })
