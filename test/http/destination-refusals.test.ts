// Invalid streaming destinations.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { cloudWatch, CREATE, datadog, FILTER, splunk, TEST, destinationsOf } from '../support/destinations.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

for (const database of databases())
  describe(`streaming destinations that cannot be on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const { created, get, list, one, organization, remove, update } = destinationsOf(() => registry)

    test('what no destination can be is refused by the name of its field, and nothing is made', async () => {
      const wrong: readonly (readonly [Json, RegExp])[] = [
        [{}, /^body: must have one of splunk_cloud_provider/],
        [{ splunk_cloud_provider: splunk, datadog_provider: datadog('x') }, /^body: must have one of/],
        [{ destination_name: '', splunk_cloud_provider: splunk }, /^destination_name: "" is no name/],
        [{ destination_name: 'x'.repeat(31), splunk_cloud_provider: splunk }, /^destination_name: /],
        [{ destination_name: 'a\nb', splunk_cloud_provider: splunk }, /^destination_name: /],
        [{ source_channel: 'x'.repeat(65), splunk_cloud_provider: splunk }, /^source_channel: must be at most 64/],
        ...['', 'splunk', 'http://a.example', 'https://', 'https://a.example/#b', 'https://a b', 'ftp://a.example'].map(
          (hec_endpoint) =>
            [
              { splunk_cloud_provider: { ...splunk, hec_endpoint } },
              /^splunk_cloud_provider\.hec_endpoint: must be an https:/,
            ] as const,
        ),
        [
          { splunk_cloud_provider: { ...splunk, hec_endpoint: 'https://u:p@a.example' } },
          /hec_endpoint: must have no user and no password/,
        ],
        [
          { splunk_cloud_provider: { ...splunk, hec_endpoint: `https://a.example/${'x'.repeat(2048)}` } },
          /hec_endpoint: must be at most 2048 bytes/,
        ],
        ...['', 'a b', 'a\r\nX: y', 'x'.repeat(1025)].map(
          (token) =>
            [{ splunk_cloud_provider: { ...splunk, token } }, /^splunk_cloud_provider\.token: is required/] as const,
        ),
        [{ datadog_provider: datadog('') }, /^datadog_provider\.authorization\.value: is required/],
        [{ datadog_provider: datadog('x', 'a b') }, /^datadog_provider\.authorization\.extra_properties: /],
        ...[{ 'X-Other': 'x' }, { 'DD-APPLICATION-KEY': 1 }, ['x'], 'x', { 'DD-APPLICATION-KEY': 'x', b: 'c' }].map(
          (extra_properties) =>
            [
              { datadog_provider: { ...datadog('x'), authorization: { value: 'x', extra_properties } } },
              /^datadog_provider\.authorization\.extra_properties: must have DD-APPLICATION-KEY/,
            ] as const,
        ),
        [
          { datadog_provider: { ...datadog('x'), authorization: { header: 'Authorization', value: 'x' } } },
          /^datadog_provider\.authorization\.header: must be DD-API-KEY/,
        ],
        ...['', 'nowhere', 'us-east-1.evil.example/', 'us-east-1@evil', 'us_east_1'].map(
          (region) =>
            [{ cloudwatch_logs_provider: { ...cloudWatch, region } }, /^cloudwatch_logs_provider\.region: /] as const,
        ),
        [{ cloudwatch_logs_provider: { ...cloudWatch, role_arn: 'arn:aws:iam::1:user/x' } }, /\.role_arn: /],
        [{ cloudwatch_logs_provider: { ...cloudWatch, external_id: '' } }, /\.external_id: must be 2 to 1224/],
        [{ cloudwatch_logs_provider: { ...cloudWatch, log_group_name: 'aws/x' } }, /\.log_group_name: /],
        [{ cloudwatch_logs_provider: { ...cloudWatch, log_group_name: 'a b' } }, /\.log_group_name: /],
        [{ cloudwatch_logs_provider: { ...cloudWatch, log_stream_name: 'a:b' } }, /\.log_stream_name: /],
        [{ splunk_cloud_provider: 'x' }, /^splunk_cloud_provider: must be an object/],
      ]
      for (const [given, message] of wrong) {
        const body = { destination_name: 'wrong', ...given }
        assert.match(await registry.admin.refused(CREATE, 3, { params: organization(), body }), message)
      }
      assert.deepEqual(await list(), [])

      const { id } = await created({ destination_name: 'right', splunk_cloud_provider: splunk })
      const before = await get(id)
      for (const [paths, body] of [
        [[], { name: 'x' }],
        [['id'], { id: 'x' }],
        [['name'], {}],
        [['splunk_cloud_provider'], {}],
        [['splunk_cloud_provider'], { splunk_cloud_provider: { hec_endpoint: splunk.hec_endpoint } }],
        [['splunk_cloud_provider.hec_endpoint'], { splunk_cloud_provider: { hec_endpoint: splunk.hec_endpoint } }],
        [['splunk_cloud_provider', 'datadog_provider'], { splunk_cloud_provider: splunk }],
      ] as const)
        assert.equal((await update(id, paths, body)).body.code, 3, JSON.stringify([paths, body]))
      for (const body of [{}, { filter_type: 'DESTINATION_FILTER_TYPE_UNKNOWN' }, { filter_type: 'x' }])
        assert.match(await registry.admin.refused(FILTER, 3, { params: one(id), body }), /^filter_type: must be/)
      assert.match(
        await registry.admin.refused(TEST, 3, { params: organization(), body: {} }),
        /^id: is required, or one of the providers/,
      )
      for (const body of [{}, { organization_filter: {}, dataplane_audit_filter: {} }])
        await registry.admin.refused('LogService_CreateStreamingDestinationFilter', 3, { params: one(id), body })
      assert.deepEqual(await get(id), before)
      await remove(id)
    })

    test('there are twenty at most', async () => {
      const ids = []
      for (let n = 0; n < 20; n++)
        ids.push((await created({ destination_name: `one-${n}`, splunk_cloud_provider: splunk })).id)
      const body = { destination_name: 'one more', splunk_cloud_provider: splunk }
      const message = await registry.admin.refused(CREATE, 8, { params: organization(), body })
      assert.match(message, /has 20 streaming destinations, as many as it may: delete one/)
      for (const id of ids) await remove(id)
    })
  })
