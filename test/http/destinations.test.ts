// Streaming destinations of the audit log, as Terraform's provider and HCP's pages request them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import {
  ALL,
  cloudWatch,
  CREATE,
  datadog,
  DELETE,
  FILTER,
  GET,
  LIST,
  splunk,
  TEST,
  UPDATE,
  destinationsOf,
} from '../support/destinations.ts'
import { openDumper } from '../support/dump.ts'
import { DD_API_KEY, HEC_TOKEN, type LogServices, startLogServices } from '../support/log-services.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { shapeOf } from '../support/shapes.ts'

const BY_TERRAFORM = { source_channel: 'TERRAFORM' }

for (const database of databases())
  describe(`streaming destinations on ${database.name}`, () => {
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

    const { created, filter, get, list, one, organization, remove, update, updated } = destinationsOf(() => registry)
    // A destination with a filter is sent something at once.
    const splunkHere = () => ({ hec_endpoint: services.splunk, token: HEC_TOKEN })
    const datadogHere = () => ({ ...datadog(DD_API_KEY), endpoint: services.datadog })

    test('one is made, given its filter, found, listed, changed and deleted', async () => {
      const made = await created({ destination_name: 'siem', splunk_cloud_provider: splunkHere(), ...BY_TERRAFORM })
      assert.deepEqual(shapeOf(made), {
        id: '<ulid>',
        name: 'siem',
        organization_id: registry.organizationId,
        source: 'DESTINATION_SOURCE_TERRAFORM',
        status: 'DESTINATION_STATUS_UNSPECIFIED',
        last_error_message: '',
        filter: { organization_filter: null, resource_filter: null },
        splunk_cloud_provider: { hec_endpoint: services.splunk, token: '' },
        cloudwatch_logs_provider: null,
        datadog_provider: null,
      })
      assert.deepEqual(await get(made.id), made)
      assert.deepEqual(await filter(made.id), {})
      const filtered = await get(made.id)
      assert.equal(filtered.status, 'DESTINATION_STATUS_STREAMING')
      assert.match(filtered.filter.organization_filter.id, /^[0-9A-Z]{26}$/)
      await filter(made.id)
      assert.deepEqual(await get(made.id), filtered)

      const renamed = await updated(made.id, ['name'], { name: 'security' })
      assert.deepEqual(renamed, { ...filtered, name: 'security' })
      const { splunk_cloud_provider: provider, cloudwatch_logs_provider, datadog_provider, ...inShort } = renamed
      assert.deepEqual([cloudwatch_logs_provider, datadog_provider], [null, null])
      assert.deepEqual(await list(), [{ ...inShort, endpoint: provider.hec_endpoint, provider_type: 'splunk_cloud' }])

      await remove(made.id)
      await registry.admin.refused(GET, 5, { params: one(made.id) })
      await registry.admin.refused(DELETE, 5, { params: one(made.id) })
      await registry.admin.refused(FILTER, 5, { params: one(made.id), body: ALL })
      assert.deepEqual(await list(), [])
    })

    test('one is changed to another service, and a name is there once', async () => {
      const made = await created({ destination_name: 'moving', splunk_cloud_provider: splunk })
      const other = await created({ destination_name: 'other', cloudwatch_logs_provider: cloudWatch })
      await registry.admin.refused(CREATE, 6, {
        params: organization(),
        body: { destination_name: 'moving', splunk_cloud_provider: splunk },
      })
      assert.equal((await update(other.id, ['name'], { name: 'moving' })).body.code, 6)
      const moved = await updated(made.id, ['datadog_provider'], { datadog_provider: datadog('an-api-key') })
      const authorization = { header: 'DD-API-KEY', value: '', extra_properties: null }
      assert.deepEqual(
        [moved.splunk_cloud_provider, moved.datadog_provider],
        [null, { endpoint: datadog('').endpoint, authorization }],
      )
      for (const { id } of await list()) await remove(id)
    })

    test('of CloudWatch a log group and a log stream are named by the registry where nobody has', async () => {
      const { id, cloudwatch_logs_provider: given } = await created({
        destination_name: 'aws',
        cloudwatch_logs_provider: cloudWatch,
      })
      const { organizationId } = registry
      assert.deepEqual(given, { ...cloudWatch, log_group_name: '/hashicorp/assay', log_stream_name: organizationId })
      const [{ endpoint, provider_type } = assert.fail()] = await list()
      assert.deepEqual([endpoint, provider_type], ['https://logs.us-west-2.amazonaws.com', 'cloudwatch_logs'])
      const changed = await updated(id, ['cloudwatchLogsProvider'], {
        cloudwatch_logs_provider: { ...cloudWatch, log_group_name: 'ours', log_stream_name: 'audit' },
      })
      assert.deepEqual(
        [changed.cloudwatch_logs_provider.log_group_name, changed.cloudwatch_logs_provider.log_stream_name],
        ['ours', 'audit'],
      )
      await remove(id)
    })

    test('what lets the registry in is in no row and no event, and is read back only where Terraform needs it', async () => {
      const secrets = ['secret-of-splunk', 'secret-of-datadog', 'secret-of-an-application', 'secret-of-a-role']
      const [token = '', apiKey = '', applicationKey = '', external_id = ''] = secrets
      const ids = []
      for (const body of [
        { destination_name: 'one', splunk_cloud_provider: { ...splunk, token } },
        { destination_name: 'two', datadog_provider: datadog(apiKey, applicationKey) },
        { destination_name: 'three', cloudwatch_logs_provider: { ...cloudWatch, external_id } },
      ])
        ids.push((await created(body)).id)
      const read = await Promise.all(ids.map(get))
      const told = (secret: string) => JSON.stringify(read).includes(secret)
      assert.deepEqual(secrets.map(told), [false, false, true, true])
      const listed = JSON.stringify(await list())
      assert.ok(!secrets.some((secret) => listed.includes(secret)))
      const dumper = await openDumper(registry.location)
      const dump = JSON.stringify(await dumper.dump())
      await dumper.close()
      assert.ok(dump.includes('http-inputs-acme'))
      assert.ok(!secrets.some((secret) => dump.includes(secret)))
      for (const id of ids) await remove(id)
    })

    test('it is told who changed what of them, and of addresses the host', async () => {
      const { id } = await created({ destination_name: 'told', splunk_cloud_provider: splunkHere() })
      await filter(id)
      await updated(id, ['splunk_cloud_provider'], { splunk_cloud_provider: { ...splunkHere(), token: 'another' } })
      await updated(id, ['splunk_cloud_provider'], { splunk_cloud_provider: { ...splunkHere(), token: 'another' } })
      await remove(id)
      const query = { q: id, 'pagination.page_size': 10 }
      const { entries } = await registry.admin.ok('AssayService_ListOrganizationAuditEntries', {
        params: organization(),
        query,
      })
      const facts = { id, name: 'told', kind: 'splunk', origin: 'api', target: new URL(services.splunk).host }
      const stream = { ...facts, enabled: true }
      const previous = { ...facts, enabled: false }
      assert.deepEqual(
        (entries as Json[]).map(({ kind, subject_name, details }) => [kind, subject_name, details]),
        [
          ['stream.deleted', 'told', { stream }],
          ['stream.updated', 'told', { stream, previous: stream, has_new_config: false, has_new_secret: true }],
          ['stream.updated', 'told', { stream, previous, has_new_config: false, has_new_secret: false }],
          ['stream.created', 'told', { stream: previous }],
        ],
      )
    })

    test('the older service of the same API has the same destinations', async () => {
      const organizations = { 'location.organization_id': registry.organizationId }
      const body = { destination_name: 'older', datadog_provider: datadogHere(), ...BY_TERRAFORM }
      const { destination } = await registry.admin.ok('LogService_CreateStreamingDestination', { body })
      const id: string = destination.resource.id
      assert.deepEqual(shapeOf(destination), {
        name: 'older',
        resource: {
          id: '<ulid>',
          type: 'hashicorp.log-service.destination',
          description: 'older',
          uuid: '',
          location: { organization_id: registry.organizationId, project_id: '', region: null },
        },
        endpoint: services.datadog,
        splunk_cloud_provider: null,
        cloudwatchlogs_provider: null,
        datadog_provider: {
          endpoint: services.datadog,
          authorization: { header: 'DD-API-KEY', value: '', extra_properties: null },
        },
        filter: { organization_filter: null, dataplane_audit_filter: null },
        status: 'DESTINATION_STATUS_UNSPECIFIED',
        in_error: false,
        last_error_message: '',
      })
      assert.equal((await get(id)).source, 'DESTINATION_SOURCE_TERRAFORM')
      const params = { ...one(id), ...organizations }
      await registry.admin.ok('LogService_CreateStreamingDestinationFilter', {
        params,
        body: { organization_filter: {} },
      })
      const resource = { 'destination.resource.id': id }
      const location = {
        'destination.resource.location.organization_id': registry.organizationId,
        'destination.resource.location.project_id': registry.projectId,
      }
      const change = (paths: readonly string[], destination: Json) =>
        registry.admin.call('LogService_UpdateStreamingDestination', {
          params: { ...resource, ...location },
          body: { destination, mask: { paths } },
        })
      assert.equal(
        (await change(['name', 'provider'], { name: 'old', splunk_cloud_provider: splunkHere() })).status,
        200,
      )
      assert.equal((await change(['provider'], { name: 'old' })).body.code, 3)
      const now = (await registry.admin.ok('LogService_GetStreamingDestination', { params })).destination
      assert.deepEqual(
        [now.name, now.splunk_cloud_provider, now.datadog_provider],
        ['old', { ...splunkHere(), token: '' }, null],
      )
      assert.deepEqual((await registry.admin.ok('LogService_GetStreamingDestination2', { params })).destination, now)
      for (const operation of ['LogService_ListStreamingDestinations', 'LogService_ListStreamingDestinations2'])
        assert.deepEqual((await registry.admin.ok(operation, { params })).destinations, [now])
      const second = { destination_name: 'second', cloudwatchlogs_provider: cloudWatch }
      const { destination: made } = await registry.admin.ok('LogService_CreateStreamingDestination2', {
        params: organizations,
        body: second,
      })
      const tested = await registry.admin.ok('LogService_TestStreamingDestination', {
        body: { existing_destination_id: made.resource.id },
      })
      assert.deepEqual([tested.status, tested.error_type], ['DESTINATION_STATUS_STREAMING', ''])
      for (const destination_id of [id, made.resource.id as string])
        assert.deepEqual(
          await registry.admin.ok('LogService_DeleteStreamingDestination', { params: { destination_id } }),
          { success: true },
        )
      assert.deepEqual(await list(), [])
    })

    test('they are for administrators of the organization, and not of a project', async () => {
      const { id } = await created({ destination_name: 'guarded', splunk_cloud_provider: splunk })
      for (const role of ['viewer', 'contributor', 'admin', null] as const) {
        const client = await registry.principal(role)
        await client.refused(LIST, 7, { params: organization() })
        await client.refused(GET, 7, { params: one(id) })
        await client.refused(CREATE, 7, { params: organization(), body: { splunk_cloud_provider: splunk } })
        await client.refused(TEST, 7, { params: organization(), body: { id } })
        await client.refused(FILTER, 7, { params: one(id), body: ALL })
        await client.refused(UPDATE, 7, { params: { ...organization(), id }, body: { mask: { paths: ['name'] } } })
        await client.refused(DELETE, 7, { params: one(id) })
        await client.refused('LogService_DeleteStreamingDestination', 7, { params: { destination_id: id } })
      }
      const elsewhere = { organization_id: '33333333-3333-4333-8333-333333333333' }
      await registry.admin.refused(LIST, 7, { params: elsewhere })
      await remove(id)
    })
  })
