// How requests are read and responses written, whatever the operation: names, nulls, numbers, times, masks, paths.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  channelOf,
  completeVersion,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
  versionOf,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`conventions on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    let base: string
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      base = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}`
    })
    after(() => registry.close())

    test('names in a body are read in camelCase too', async () => {
      const bucket = await newBucket(admin, 'camel')
      await bucket.ok('CreateVersion', { body: { fingerprint: 'fp', templateType: 'JSON' } })
      const body = {
        componentType: 'file.one',
        packerRunUuid: '9a3f1d9e-0000-4000-8000-000000000001',
        sourceExternalIdentifier: 'ami-source',
        artifacts: [{ externalIdentifier: 'ami-1', region: 'r' }],
      }
      const build = await newBuild(bucket, 'fp', body)
      assert.deepEqual(
        [build.component_type, build.packer_run_uuid, build.source_external_identifier],
        ['file.one', '9a3f1d9e-0000-4000-8000-000000000001', 'ami-source'],
      )
      assert.equal(build.artifacts[0].external_identifier, 'ami-1')
      assert.equal((await versionOf(bucket, 'fp')).template_type, 'JSON')
    })

    test('the snake_case name wins over its camelCase twin', async () => {
      const bucket = await newBucket(admin, 'twins')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { componentType: 'camel', component_type: 'snake' })
      assert.equal(build.component_type, 'snake')
    })

    test('names in a query are read in camelCase too', async () => {
      const bucket = await newBucket(admin, 'camel-query')
      for (const fingerprint of ['one', 'two']) await newVersion(bucket, fingerprint)
      const query = 'pagination.pageSize=1&sorting.orderBy=created_at'
      const { body } = await admin.send({ method: 'GET', path: `${base}/buckets/camel-query/versions?${query}` })
      assert.deepEqual(
        listOf(body.versions).map(({ fingerprint }) => fingerprint as string),
        ['one'],
      )
    })

    test('unknown fields and query parameters are ignored, and what the path says wins over the body', async () => {
      const bucket = await newBucket(admin, 'unknown-fields')
      await newVersion(bucket, 'fp')
      const location = {
        organization_id: 'elsewhere',
        project_id: 'elsewhere',
        region: { provider: 'aws', region: 'x' },
      }
      const body = {
        bucket_name: 'another',
        fingerprint: 'other',
        location,
        component_type: 'a',
        build: { status: 1 },
        zz: [{}],
      }
      const query = { 'location.region.provider': 'aws', 'location.region.region': 'us-east-1', nonsense: 'x' }
      await bucket.ok('CreateBuild', { params: { fingerprint: 'fp' }, query, body })
      assert.equal((await versionOf(bucket, 'fp')).builds.length, 1)
    })

    test('null stands for absent, in lists, maps, texts, booleans, enums, times and messages', async () => {
      const bucket = inBucket(admin, 'nulls')
      await bucket.ok('CreateBucket', { body: { name: 'nulls', description: null, labels: null, platforms: null } })
      await bucket.ok('CreateVersion', { body: { fingerprint: 'fp', template_type: null } })
      const build = await newBuild(bucket, 'fp', { component_type: 'a', labels: { kept: 'yes' }, platform: 'aws' })
      const nulls = {
        status: null,
        labels: null,
        artifacts: null,
        platform: null,
        packer_run_uuid: null,
        metadata: null,
      }
      assert.deepEqual(await updateBuild(bucket, build, 'fp', nulls), { ...build, updated_at: await updatedAt() })
      await bucket.ok('CreateChannel', { body: { name: 'nil', restricted: null, version_fingerprint: null } })
      await bucket.ok('UpdateVersion', { params: { fingerprint: 'fp' }, body: { complete: null, revoke_at: null } })

      async function updatedAt(): Promise<string> {
        return (await versionOf(bucket, 'fp')).builds[0].updated_at
      }
    })

    test('empty texts and empty enums are absent', async () => {
      const bucket = await newBucket(admin, 'empties')
      await bucket.ok('CreateVersion', { body: { fingerprint: 'fp', template_type: '' } })
      const build = await newBuild(bucket, 'fp', { component_type: 'a', platform: 'aws', status: 'BUILD_RUNNING' })
      const updated = await updateBuild(bucket, build, 'fp', { platform: '', packer_run_uuid: '', status: '' })
      assert.deepEqual([updated.platform, updated.status], ['aws', 'BUILD_RUNNING'])
    })

    test('64-bit numbers are written as text, 32-bit ones as numbers', async () => {
      const bucket = await newBucket(admin, 'numbers')
      await completeVersion(bucket, 'fp')
      assert.equal((await bucket.ok('GetBucket')).bucket.version_count, '1')
      const history = await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name: 'latest' } })
      assert.equal(history.count, 1)
    })

    test("Go's zero time, year 1, stands for absent", async () => {
      const bucket = await newBucket(admin, 'year-one')
      await completeVersion(bucket, 'fp')
      for (const revoke_at of ['0001-01-01T00:00:00.000Z', '0001-01-01T00:00:00Z', '0001-12-31T23:59:59.999999999Z']) {
        const body = { revoke_at, complete: true }
        const { version } = await bucket.ok('UpdateVersion', { params: { fingerprint: 'fp' }, body })
        assert.deepEqual([version.revoke_at, version.status], [null, 'VERSION_ACTIVE'])
      }
      const body = { revoke_at: '2030-01-01T00:00:00Z' }
      const { version } = await bucket.ok('UpdateVersion', { params: { fingerprint: 'fp' }, body })
      assert.equal(version.revoke_at, '2030-01-01T00:00:00.000Z')
    })

    test('every success is 200 with a JSON object, deletions too', async () => {
      const bucket = await newBucket(admin, 'successes')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'a' })
      await newChannel(bucket, 'staging', '')
      for (const path of [
        `channels/staging`,
        `versions/fp/builds/${String(build.id)}`,
        `versions/fp?rollback_channels=true`,
        '',
      ]) {
        const answer = await admin.send({
          method: 'DELETE',
          path: `${base}/buckets/successes/${path}`.replace(/\/$/, ''),
        })
        assert.deepEqual([answer.status, answer.body], [200, {}], path)
        assert.match(String(answer.headers['content-type']), /^application\/json/)
      }
    })

    test('a body is JSON under any content type and under none', async () => {
      for (const [index, headers] of [
        {},
        { 'content-type': 'application/x-www-form-urlencoded' },
        { 'content-type': 'text/plain' },
        { 'content-type': 'application/json; charset=utf-8' },
      ].entries()) {
        const name = `content-type-${index}`
        const answer = await admin.send({
          method: 'PUT',
          path: `${base}/buckets`,
          headers,
          body: `{"name":"${name}"}\n`,
        })
        assert.deepEqual([answer.status, answer.body.bucket?.name], [200, name], JSON.stringify(headers))
      }
    })

    test('an empty body stands for an empty object', async () => {
      const bucket = await newBucket(admin, 'empty-body')
      const path = `${base}/buckets/${bucket.name}`
      for (const headers of [{}, { 'content-type': 'application/json' }])
        for (const body of [undefined, '']) {
          const answer = await admin.send({ method: 'PATCH', path, headers, ...(body === undefined ? {} : { body }) })
          assert.equal(answer.status, 200)
        }
    })

    test('a path segment may be percent-encoded, %2F included: it stays one segment', async () => {
      const bucket = await newBucket(admin, 'encoded')
      await completeVersion(bucket, 'a.b')
      const get = (path: string) => admin.send({ method: 'GET', path: `${base}/buckets/${path}` })
      assert.equal((await get('%65ncoded/versions/a%2Eb')).body.version.fingerprint, 'a.b')
      assert.match(assertRefused(await get('encoded/versions/feature%2Flogin'), 10), /feature\/login not found/)
      assert.match(assertRefused(await get('no%2Fbucket'), 5), /^bucket "no\/bucket"/)
      assert.match(assertRefused(await get('encoded/channels/a%2Fb'), 5), /^channel "a\/b"/)
      const raw = await get('encoded/versions/feature/login')
      assert.match(assertRefused(raw, 5), /^there is no GET/)
    })

    const updateChannel = (name: string, body: object) =>
      inBucket(admin, name).ok('UpdateChannel', { params: { channel_name: 'staging' }, body })
    async function maskedChannel(name: string) {
      const bucket = await newBucket(admin, name)
      await completeVersion(bucket, 'fp')
      await newChannel(bucket, 'staging', '')
      return bucket
    }

    test('a mask is required, and its absence is a violation of body.update_mask', async () => {
      const bucket = await maskedChannel('mask-missing')
      for (const mask of [{}, { update_mask: '' }, { update_mask: ' ' }, { update_mask: null }]) {
        const body = { version_fingerprint: 'fp', restricted: true, ...mask }
        const answer = await bucket.call('UpdateChannel', { params: { channel_name: 'staging' }, body })
        assertRefused(answer, 3)
        const [detail] = listOf(answer.body.details)
        assert.equal(detail['@type'], 'type.googleapis.com/google.rpc.BadRequest')
        assert.equal(detail.field_violations[0].field, 'body.update_mask')
      }
      const { version, restricted } = await channelOf(bucket, 'staging')
      assert.deepEqual([version, restricted], [null, false])
    })

    test('no other refusal has details: the message says it all', async () => {
      const bucket = await newBucket(admin, 'details')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'a' })
      const inVersion = { fingerprint: 'fp', build_id: build.id as string }
      const refusals = [
        await bucket.call('GetVersion', { params: { fingerprint: 'unknown' } }),
        await bucket.call('CreateVersion', { body: { fingerprint: '-' } }),
        await bucket.call('CreateVersion', { body: { fingerprint: 7 } }),
        await bucket.call('CreateBuild', { params: { fingerprint: 'fp' }, body: { component_type: 'a' } }),
        await bucket.call('CreateChannel', { body: { name: 'x' } }),
        // dufflebag's conformance suite has seen these two on live HCP.
        await bucket.call('DeleteChannel', { params: { channel_name: 'latest' } }),
        await bucket.call('UploadSbom', { params: inVersion, body: { name: '!', format: 'SPDX' } }),
        await bucket.call('UpdateVersion', { params: { fingerprint: 'fp' }, body: { revoke_in: 'soon' } }),
        await bucket.call('ListVersions', { query: { 'pagination.page_size': 'many' } }),
        await admin.send({ method: 'PUT', path: `${base}/buckets`, body: '{' }),
        await admin.call('2021-04-30/PackerService_CreateBucket', { body: { bucket_slug: '!' } }),
        await admin.call('ProjectService_List', { query: { 'scope.type': 'PROJECT' } }),
      ]
      for (const { status, body } of refusals) {
        assert.ok(status >= 400, JSON.stringify(body))
        assert.deepEqual(body.details, [], JSON.stringify(body))
      }
    })

    test('a mask with a path that cannot be changed is refused whole', async () => {
      const bucket = await maskedChannel('mask-unknown')
      for (const update_mask of [
        'name',
        'restricted,name',
        'versionFingerprint,authorId',
        'constructor',
        '__proto__',
      ]) {
        const body = { version_fingerprint: 'fp', restricted: true, update_mask }
        const message = await bucket.refused('UpdateChannel', 3, { params: { channel_name: 'staging' }, body })
        assert.match(message, /name the fields to change/)
      }
      const { version, restricted } = await channelOf(bucket, 'staging')
      assert.deepEqual([version, restricted], [null, false])
    })

    test('a mask is read in snake_case and with spaces too', async () => {
      await maskedChannel('mask-snake')
      const body = { version_fingerprint: 'fp', restricted: true, update_mask: ' version_fingerprint , restricted' }
      const { channel } = await updateChannel('mask-snake', body)
      assert.deepEqual([channel.version.fingerprint, channel.restricted], ['fp', true])
    })

    test('paths of a mask may be combined', async () => {
      await maskedChannel('mask-combined')
      const body = { version_fingerprint: 'fp', restricted: true, update_mask: 'versionFingerprint,restricted' }
      const { channel } = await updateChannel('mask-combined', body)
      assert.deepEqual([channel.version.fingerprint, channel.restricted], ['fp', true])
    })

    test('a field that the mask does not name is ignored', async () => {
      await maskedChannel('mask-unnamed')
      const body = { version_fingerprint: 'fp', restricted: true, update_mask: 'restricted' }
      const { channel } = await updateChannel('mask-unnamed', body)
      assert.deepEqual([channel.version, channel.restricted], [null, true])
    })

    test('a field that the mask names but the body does not have becomes zero', async () => {
      await maskedChannel('mask-zero')
      const assigned = { version_fingerprint: 'fp', restricted: true, update_mask: 'versionFingerprint,restricted' }
      await updateChannel('mask-zero', assigned)
      const { channel } = await updateChannel('mask-zero', { update_mask: 'versionFingerprint,restricted' })
      assert.deepEqual([channel.version, channel.restricted], [null, false])
    })
  })
