// The codes that stock clients branch on: one test for each branch.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  completeVersion,
  doneBuild,
  finishBuild,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

for (const database of databases())
  describe(`codes that clients branch on, on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const fp = { params: { fingerprint: 'fp' } }
    const unknown = { params: { fingerprint: 'unknown' } }

    test('Packer from 1.11.1: GetBucket of an unknown bucket is 5, after which it creates the bucket', async () => {
      const bucket = inBucket(admin, 'packer-get')
      assert.equal(await bucket.refused('GetBucket', 5), 'bucket "packer-get" does not exist')
      await bucket.ok('CreateBucket', { body: { name: bucket.name } })
    })

    test('Packer 1.10.1 to 1.11.0: CreateBucket of a known bucket is 6, after which it updates the bucket', async () => {
      const bucket = await newBucket(admin, 'packer-put')
      const body = { name: bucket.name, description: 'not taken' }
      assert.equal(await bucket.refused('CreateBucket', 6, { body }), 'bucket "packer-put" already exists')
      assert.equal((await bucket.ok('GetBucket')).bucket.description, '')
      await bucket.ok('UpdateBucket', { body: { description: 'taken' } })
    })

    test('Packer: GetVersion of an unknown fingerprint is 10, after which it creates the version; 5 would end the build', async () => {
      const bucket = await newBucket(admin, 'packer-version')
      assert.equal(await bucket.refused('GetVersion', 10, unknown), 'Version with fingerprint unknown not found')
    })

    test('Packer: GetVersion in an unknown bucket is 5', async () => {
      await inBucket(admin, 'nowhere').refused('GetVersion', 5, fp)
    })

    test('Packer: CreateBuild is 6 only for a component that ListBuilds shows, because Packer then skips it', async () => {
      const bucket = await newBucket(admin, 'packer-build')
      await newVersion(bucket, 'fp')
      await newBuild(bucket, 'fp', { component_type: 'file.one' })
      await newBuild(bucket, 'fp', { component_type: 'file.two' })
      await bucket.refused('CreateBuild', 6, { ...fp, body: { component_type: 'file.one' } })
      await newVersion(bucket, 'other')
      await newBuild(bucket, 'other', { component_type: 'file.one' })
      assert.equal((await bucket.ok('ListBuilds', fp)).builds.length, 2)
    })

    test('Packer: CreateBuild on a complete version is 9, not 6', async () => {
      const bucket = await newBucket(admin, 'packer-closed')
      await completeVersion(bucket, 'fp')
      await bucket.refused('CreateBuild', 9, { ...fp, body: { component_type: 'file.image' } })
    })

    test('Packer: CreateBuild and ListBuilds of an unknown fingerprint are 5', async () => {
      const bucket = await newBucket(admin, 'packer-unknown')
      await bucket.refused('CreateBuild', 5, { ...unknown, body: { component_type: 'file.one' } })
      await bucket.refused('ListBuilds', 5, unknown)
    })

    test('Packer from 1.15.2: GetEnforcedBlocksByBucket of an unknown bucket is 5, which means none', async () => {
      await inBucket(admin, 'nowhere').refused('GetEnforcedBlocksByBucket', 5)
    })

    test('Packer: UpdateChannel is 9 for an incomplete version and for a managed channel, 5 for an unknown channel', async () => {
      const bucket = await newBucket(admin, 'packer-channels')
      await newVersion(bucket, 'fp')
      await newChannel(bucket, 'staging', '')
      const body = { update_mask: 'versionFingerprint', version_fingerprint: 'fp' }
      const update = (channel_name: string) => ({ params: { channel_name }, body })
      await bucket.refused('UpdateChannel', 9, update('staging'))
      await bucket.refused('UpdateChannel', 9, update('latest'))
      await bucket.refused('UpdateChannel', 5, update('unknown'))
    })

    test('Packer: UpdateBuild of an unknown build is 5, of a done one that would change is 9', async () => {
      const bucket = await newBucket(admin, 'packer-updates')
      await newVersion(bucket, 'fp')
      const params = { fingerprint: 'fp', build_id: '01JZZZZZZZZZZZZZZZZZZZZZZZ' }
      await bucket.refused('UpdateBuild', 5, { params, body: { status: 'BUILD_RUNNING' } })
      const build = await finishBuild(bucket, 'fp', doneBuild('fp'))
      await bucket.refused('UpdateBuild', 9, {
        params: { ...params, build_id: build.id },
        body: { status: 'BUILD_FAILED' },
      })
    })

    test('a build field that is written once: the same value is no change, another one is 6 under 409', async () => {
      const bucket = await newBucket(admin, 'written-once')
      await newVersion(bucket, 'fp')
      const once = { platform: 'aws', parent_version_id: 'parent-version', parent_channel_id: 'parent-channel' }
      const build = await newBuild(bucket, 'fp', { component_type: 'file.one', ...once })
      assert.equal((await updateBuild(bucket, build, 'fp', once)).platform, 'aws')
      const params = { fingerprint: 'fp', build_id: build.id as string }
      for (const field of Object.keys(once)) {
        const message = await bucket.refused('UpdateBuild', 6, { params, body: { [field]: 'another' } })
        assert.match(message, /^You cannot override a build's .* if it has already been set/)
      }
    })

    test('Terraform: whatever does not exist is HTTP 404 with code 5', async () => {
      const bucket = await newBucket(admin, 'terraform-reads')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'file.one' })
      const missing = (params: Record<string, string>) => ({
        params: { fingerprint: 'fp', build_id: build.id, ...params },
      })
      await bucket.refused('GetChannel', 5, { params: { channel_name: 'unknown' } })
      await bucket.refused('ListChannelAssignmentHistory', 5, { params: { channel_name: 'unknown' } })
      await bucket.refused('DeleteChannel', 5, { params: { channel_name: 'unknown' } })
      await bucket.refused('GetBuild', 5, missing({ build_id: 'unknown' }))
      await bucket.refused('DeleteBuild', 5, missing({ build_id: 'unknown' }))
      await bucket.refused('GetSbom', 5, missing({ sbom_name: 'unknown' }))
      await bucket.refused('ListSboms', 5, missing({ build_id: 'unknown' }))
      await bucket.refused('DeleteVersion', 5, unknown)
      assertRefused(await admin.call('OperationService_Wait', { params: { id: 'unknown' } }), 5)
      assertRefused(await admin.call('ProjectService_Get', { params: { id: 'unknown' } }), 5)
      assertRefused(await admin.call('OrganizationService_Get', { params: { id: 'unknown' } }), 5)
    })

    test('every call in an unknown bucket is 5 and names the bucket', async () => {
      const bucket = inBucket(admin, 'nowhere')
      const params = { fingerprint: 'fp', build_id: 'b', sbom_name: 'sbom', channel_name: 'latest' }
      const mask = { update_mask: 'versionFingerprint' }
      const calls: readonly (readonly [operation: string, body?: object])[] = [
        ['GetBucket'],
        ['UpdateBucket', {}],
        ['DeleteBucket'],
        ['CreateVersion', { fingerprint: 'fp' }],
        ['GetVersion'],
        ['ListVersions'],
        ['UpdateVersion', { complete: true }],
        ['DeleteVersion'],
        ['CreateBuild', { component_type: 'file.one' }],
        ['GetBuild'],
        ['ListBuilds'],
        ['UpdateBuild', { status: 'BUILD_RUNNING' }],
        ['DeleteBuild'],
        ['UploadSbom', { format: 'SPDX', compressed_sbom: 'AAAA', name: 'sbom' }],
        ['ListSboms'],
        ['GetSbom'],
        ['CreateChannel', { name: 'staging' }],
        ['GetChannel'],
        ['ListChannels'],
        ['UpdateChannel', mask],
        ['DeleteChannel'],
        ['AssignChannelVersion', { source_channel: 'latest', target_channel: 'latest' }],
        ['ListChannelAssignmentHistory'],
        ['GetEnforcedBlocksByBucket'],
      ]
      for (const [operation, body] of calls) {
        const message = await bucket.refused(operation, 5, { params, ...(body ? { body } : {}) })
        assert.equal(message, 'bucket "nowhere" does not exist', operation)
      }
    })

    test('Terraform bucket: DeleteBucket of an unknown bucket is 404', async () => {
      const bucket = await newBucket(admin, 'terraform-bucket')
      assert.deepEqual(await bucket.ok('DeleteBucket'), {})
      await bucket.refused('DeleteBucket', 5)
    })

    test('Terraform channel: CreateChannel of a known channel is 6, `latest` included, after which it is looked up', async () => {
      const bucket = await newBucket(admin, 'terraform-channel')
      await newChannel(bucket, 'staging', '')
      await bucket.refused('CreateChannel', 6, { body: { name: 'staging' } })
      await bucket.refused('CreateChannel', 6, { body: { name: 'latest' } })
    })

    test("Terraform's tests: whatever exists already is HTTP 409 with code 6", async () => {
      const bucket = await newBucket(admin, 'terraform-tests')
      await newVersion(bucket, 'fp')
      assertRefused(await admin.call('PackerService_CreateRegistry', { body: { feature_tier: 'PLUS' } }), 6)
      await bucket.refused('CreateBucket', 6, { body: { name: bucket.name } })
      await bucket.refused('CreateVersion', 6, { body: { fingerprint: 'fp' } })
    })

    test('Terraform channel assignment: an unknown fingerprint is refused with the text that its tests look for', async () => {
      const bucket = await newBucket(admin, 'terraform-assignment')
      await newChannel(bucket, 'staging', '')
      const body = { version_fingerprint: 'doesNotExist', update_mask: 'versionFingerprint' }
      const message = await bucket.refused('UpdateChannel', 5, { params: { channel_name: 'staging' }, body })
      assert.equal(message, 'version with fingerprint (fingerprint: doesNotExist) does not exist')
    })

    test('UpdateVersion of an unknown fingerprint is 10, like GetVersion', async () => {
      const bucket = await newBucket(admin, 'update-version')
      await bucket.refused('UpdateVersion', 10, { ...unknown, body: { complete: true } })
    })

    test('any client: a token from elsewhere is 401 with code 16', async () => {
      const { send } = registry.anonymous
      const path = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}/buckets`
      for (const headers of [{}, { authorization: 'Bearer a-token-of-hcp' }, { authorization: 'Basic dXNlcjpwYXNz' }])
        assertRefused(await send({ method: 'GET', path, headers }), 16)
    })

    test('any client: another project, or one that does not exist, is 403 with code 7', async () => {
      for (const project of ['7d0a1d6c-0000-4000-8000-000000000000', registry.organizationId, 'nonsense'])
        assertRefused(
          await admin.call('PackerService_GetBucket', { params: { bucket_name: 'b', 'location.project_id': project } }),
          7,
        )
    })

    test('the error is JSON with a non-zero code that stands before anything else that looks like one', async () => {
      const path = `/packer/2023-01-01/organizations/${registry.organizationId}/projects/${registry.projectId}/buckets/nowhere`
      const { status, headers, body } = await admin.send({ method: 'GET', path })
      assert.equal(status, 404)
      assert.match(String(headers['content-type']), /^application\/json/)
      assert.deepEqual(body, { code: 5, details: [], message: 'bucket "nowhere" does not exist' })
    })

    test('a message that quotes what Packer would take for a code comes after the real one', async () => {
      const bucket = await newBucket(admin, 'quoting')
      assert.match(await bucket.refused('CreateVersion', 3, { body: { fingerprint: 'code:16' } }), /code:16/)
      assert.match(await bucket.refused('GetVersion', 10, { params: { fingerprint: 'code:16' } }), /code:16/)
    })
  })
