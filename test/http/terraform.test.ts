// The requests of the Terraform provider's resources and data sources as they arrive, and what its acceptance tests do
// to a registry.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import {
  assign,
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
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type Raw, rawClient, succeeded } from '../support/raw-client.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, listOf, shapeOf } from '../support/shapes.ts'

const json = (body: object) => `${JSON.stringify(body)}\n`

for (const database of databases())
  describe(`the Terraform provider on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    let raw: Raw
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      raw = rawClient(admin, registry, 'terraform-provider-hcp')
    })
    after(() => registry.close())

    const get = (path: string) => succeeded(raw({ method: 'GET', path }))
    const createBucket = (name: string) => succeeded(raw({ method: 'PUT', path: '/buckets', body: json({ name }) }))
    const channels = async (bucket: string): Promise<Json[]> => (await get(`/buckets/${bucket}/channels`)).channels
    const channel = async (bucket: string, name: string) => (await channels(bucket)).find((item) => item.name === name)
    const createChannel = (bucket: string, body: object) =>
      raw({ method: 'POST', path: `/buckets/${bucket}/channels`, body: json(body) })
    const patchChannel = (bucket: string, name: string, body: object) =>
      raw({ method: 'PATCH', path: `/buckets/${bucket}/channels/${name}`, body: json(body) })
    const patchAssignment = (bucket: string, name: string, fingerprint: string) =>
      patchChannel(bucket, name, {
        update_mask: 'versionFingerprint',
        ...(fingerprint === '' ? {} : { version_fingerprint: fingerprint }),
      })

    test('the provider starts by reading its project', async () => {
      const { project } = await get(`//resource-manager/2019-12-10/projects/${registry.projectId}`)
      assert.deepEqual(project.parent, { id: registry.organizationId, type: 'ORGANIZATION' })
    })

    test('hcp_packer_bucket: create, read, import and delete see the same bucket to the millisecond', async () => {
      const created = (await createBucket('tf-bucket')).bucket
      assert.equal(created.resource_name, `packer/project/${registry.projectId}/bucket/tf-bucket`)
      assert.deepEqual(created.location, {
        organization_id: registry.organizationId,
        project_id: registry.projectId,
        region: null,
      })
      assert.equal(shapeOf(created.created_at), '<time>')
      assert.deepEqual((await get('/buckets/tf-bucket')).bucket, created)
      const { buckets } = await get('/buckets?sorting.order_by=name')
      assert.deepEqual(
        listOf(buckets).find(({ name }) => name === 'tf-bucket'),
        created,
      )
      const remove = () => raw({ method: 'DELETE', path: '/buckets/tf-bucket' })
      assert.deepEqual(await succeeded(remove()), {})
      assertRefused(await raw({ method: 'GET', path: '/buckets/tf-bucket' }), 5)
      assertRefused(await remove(), 5)
    })

    test('hcp_packer_bucket: an existing bucket is refused with 409', async () => {
      await createBucket('tf-existing')
      assertRefused(await raw({ method: 'PUT', path: '/buckets', body: json({ name: 'tf-existing' }) }), 6)
    })

    test('hcp_packer_channel: create, read by list, update and delete; every field of the state is there', async () => {
      await createBucket('tf-channel')
      const created = (await succeeded(createChannel('tf-channel', { name: 'production' }))).channel
      assert.deepEqual(shapeOf(created), {
        id: '<ulid>',
        name: 'production',
        bucket_name: 'tf-channel',
        author_id: 'admin',
        managed: false,
        restricted: false,
        version: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await channel('tf-channel', 'production'), created)

      const restrict = { restricted: true, update_mask: 'restricted' }
      const restricted = (await succeeded(patchChannel('tf-channel', 'production', restrict))).channel
      assert.deepEqual(restricted, { ...created, restricted: true, updated_at: restricted.updated_at })
      assert.deepEqual(await channel('tf-channel', 'production'), restricted)

      // The client omits a boolean that is false: only the mask says that it is meant.
      const opened = (await succeeded(patchChannel('tf-channel', 'production', { update_mask: 'restricted' }))).channel
      assert.equal(opened.restricted, false)

      const remove = () => raw({ method: 'DELETE', path: '/buckets/tf-channel/channels/production' })
      assert.deepEqual(await succeeded(remove()), {})
      assert.equal(await channel('tf-channel', 'production'), undefined)
      assertRefused(await remove(), 5)
    })

    test('hcp_packer_channel: creating `latest` is refused with code 6, and the list shows that it is managed', async () => {
      await createBucket('tf-latest')
      assertRefused(await createChannel('tf-latest', { name: 'latest' }), 6)
      const latest = await channel('tf-latest', 'latest')
      assert.deepEqual(shapeOf(latest), {
        id: '<ulid>',
        name: 'latest',
        bucket_name: 'tf-latest',
        author_id: 'Assay',
        managed: true,
        restricted: true,
        version: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
    })

    test('hcp_packer_channel: the restriction of an adopted `latest` can be toggled and drift repaired', async () => {
      await createBucket('tf-adopted')
      for (const restricted of [false, true, false]) {
        const body = { ...(restricted ? { restricted } : {}), update_mask: 'restricted' }
        assert.equal((await succeeded(patchChannel('tf-adopted', 'latest', body))).channel.restricted, restricted)
        assert.equal((await channel('tf-adopted', 'latest')).restricted, restricted)
      }
    })

    test('hcp_packer_channel: updated_at changes with the channel and with nothing else', async () => {
      await createBucket('tf-updated')
      const bucket = inBucket(admin, 'tf-updated')
      await completeVersion(bucket, 'fp')
      const created = (await succeeded(createChannel('tf-updated', { name: 'production' }))).channel
      await patchAssignment('tf-updated', 'production', '')
      await patchChannel('tf-updated', 'production', { update_mask: 'restricted' })
      assert.deepEqual(await channel('tf-updated', 'production'), created, 'requests that change nothing')

      registry.clock.advance(1)
      const { channel: assigned } = await succeeded(patchAssignment('tf-updated', 'production', 'fp'))
      assert.ok(assigned.updated_at > created.updated_at)
      registry.clock.advance(1)
      await succeeded(patchAssignment('tf-updated', 'production', 'fp'))
      await completeVersion(bucket, 'fp2')
      assert.deepEqual(await channel('tf-updated', 'production'), assigned, 'the same assignment and another version')
    })

    test('hcp_packer_channel_assignment: create, read, update and delete', async () => {
      await createBucket('tf-assignment')
      const bucket = inBucket(admin, 'tf-assignment')
      await succeeded(createChannel('tf-assignment', { name: 'production' }))
      for (const fingerprint of ['one', 'two']) {
        await completeVersion(bucket, fingerprint)
        const { channel: assigned } = await succeeded(patchAssignment('tf-assignment', 'production', fingerprint))
        assert.equal(assigned.version.fingerprint, fingerprint)
        assert.deepEqual(await channel('tf-assignment', 'production'), assigned)
      }
      const { channel: unassigned } = await succeeded(patchAssignment('tf-assignment', 'production', ''))
      assert.equal(unassigned.version, null, 'un-assigning does not roll back')
      assert.equal((await channel('tf-assignment', 'production')).version, null)
    })

    test('hcp_packer_channel_assignment: the texts and codes of what cannot be assigned', async () => {
      await createBucket('tf-refused')
      const bucket = inBucket(admin, 'tf-refused')
      await completeVersion(bucket, 'complete')
      await succeeded(
        raw({ method: 'POST', path: '/buckets/tf-refused/versions', body: json({ fingerprint: 'open' }) }),
      )
      await succeeded(createChannel('tf-refused', { name: 'production' }))
      assert.equal(
        assertRefused(await patchAssignment('tf-refused', 'production', 'doesNotExist'), 5),
        'version with fingerprint (fingerprint: doesNotExist) does not exist',
      )
      assert.match(
        assertRefused(await patchAssignment('tf-refused', 'production', 'open'), 9),
        /"open" is incomplete \(v0\)/,
      )
      assert.match(
        assertRefused(await patchAssignment('tf-refused', 'latest', 'complete'), 9),
        /managed by the registry/,
      )
      assert.equal((await channel('tf-refused', 'production')).version, null)
    })

    test('hcp_packer_version: a channel without a version has null, one with a version has all that the state wants', async () => {
      await createBucket('tf-version')
      const read = async () => (await get('/buckets/tf-version/channels/latest')).channel.version
      assert.equal(await read(), null)
      await completeVersion(inBucket(admin, 'tf-version'), 'fp')
      const { builds, ...version } = await read()
      assert.equal(builds.length, 1)
      assert.deepEqual(shapeOf(version), {
        id: '<ulid>',
        bucket_name: 'tf-version',
        name: 'v1',
        fingerprint: 'fp',
        status: 'VERSION_ACTIVE',
        template_type: 'TEMPLATE_TYPE_UNSET',
        author_id: 'admin',
        has_descendants: false,
        parents: null,
        revoke_at: null,
        revocation_type: 'REVOCATION_TYPE_UNSET',
        revocation_author: '',
        revocation_message: '',
        revocation_inherited_from: null,
        created_at: '<time>',
        updated_at: '<time>',
      })
    })

    test('hcp_packer_artifact: channel and fingerprint lead to the same builds with labels and artifacts', async () => {
      await createBucket('tf-artifact')
      await completeVersion(inBucket(admin, 'tf-artifact'), 'fp')
      const { version } = await get('/buckets/tf-artifact/versions/fp')
      assert.deepEqual((await get('/buckets/tf-artifact/channels/latest')).channel.version, version)
      const [build] = version.builds
      assert.deepEqual(shapeOf({ id: build.id, platform: build.platform, artifacts: build.artifacts }), {
        id: '<ulid>',
        platform: 'packer.file',
        artifacts: [{ id: '<ulid>', external_identifier: 'fp.img', region: 'output', created_at: '<time>' }],
      })
    })

    test('hcp_packer_bucket_names: pages in the order of names, followed by token', async () => {
      for (const name of ['tf-names-c', 'tf-names-a', 'tf-names-b']) await createBucket(name)
      const names: string[] = []
      let token = ''
      do {
        const query = `sorting.order_by=name&pagination.page_size=2&pagination.next_page_token=${encodeURIComponent(token)}`
        const page = await get(`/buckets?${query}`)
        names.push(...listOf(page.buckets).map(({ name }) => name as string))
        token = page.pagination.next_page_token
      } while (token !== '')
      const ours = names.filter((name) => name.startsWith('tf-names-'))
      assert.deepEqual(ours, ['tf-names-a', 'tf-names-b', 'tf-names-c'])
    })

    // The calls of the provider's acceptance tests, helper by helper.

    test('acceptance: creating the registry that exists is 409, and it is PLUS and activated already', async () => {
      assertRefused(await admin.call('PackerService_CreateRegistry', { body: { feature_tier: 'PLUS' } }), 6)
      const { config } = (await admin.ok('PackerService_GetRegistry', {})).registry
      assert.deepEqual([config.feature_tier, config.activated], ['PLUS', true])
    })

    test('acceptance: versions are created without template_type under fingerprints such as 1, abc and 32 letters', async () => {
      const bucket = await newBucket(admin, 'acc-fingerprints')
      for (const fingerprint of ['1', 'abc', 'Zx9'.repeat(10) + 'ab'])
        assert.equal((await newVersion(bucket, fingerprint)).template_type, 'TEMPLATE_TYPE_UNSET')
    })

    test('acceptance: a build that is created RUNNING with platform and labels keeps them when DONE brings neither', async () => {
      const bucket = await newBucket(admin, 'acc-build')
      await newVersion(bucket, '1')
      const labels = { label: 'value' }
      const created = await newBuild(bucket, '1', {
        artifacts: null,
        component_type: 'some-random-type',
        labels,
        packer_run_uuid: randomUUID(),
        platform: 'some-random-provider',
        status: 'BUILD_RUNNING',
      })
      const runUuid = randomUUID()
      const done = await updateBuild(bucket, created, '1', {
        artifacts: [{ external_identifier: 'ami-1', region: 'east' }],
        labels,
        packer_run_uuid: runUuid,
        status: 'BUILD_DONE',
      })
      assert.deepEqual(shapeOf(done), {
        ...shapeOf(created),
        packer_run_uuid: runUuid,
        status: 'BUILD_DONE',
        artifacts: [{ id: '<ulid>', external_identifier: 'ami-1', region: 'east', created_at: '<time>' }],
      })
      assert.deepEqual((await versionOf(bucket, '1')).builds, [done])
    })

    test('acceptance: a build goes from RUNNING back to UNSET when the helper does not complete it', async () => {
      const bucket = await newBucket(admin, 'acc-unset')
      await newVersion(bucket, '1')
      const build = await newBuild(bucket, '1', { component_type: 'a', platform: 'p', status: 'BUILD_RUNNING' })
      assert.equal((await updateBuild(bucket, build, '1', { status: 'BUILD_UNSET' })).status, 'BUILD_UNSET')
      assert.equal((await versionOf(bucket, '1')).status, 'VERSION_INCOMPLETE')
    })

    test('acceptance: `latest` follows each completed version', async () => {
      const bucket = await newBucket(admin, 'acc-latest')
      for (const fingerprint of ['1', '2']) {
        const version = await completeVersion(bucket, fingerprint)
        assert.equal(version.builds.length, 1)
        assert.deepEqual((await channelOf(bucket, 'latest')).version, version)
      }
    })

    test('acceptance: a channel is created with an empty fingerprint, assigned, and un-assigned with an empty fingerprint', async () => {
      const bucket = await newBucket(admin, 'acc-assign')
      await completeVersion(bucket, '1')
      assert.equal((await newChannel(bucket, 'channel', '')).version, null)
      assert.equal((await assign(bucket, 'channel', '1')).version.fingerprint, '1')
      assert.equal((await assign(bucket, 'channel', '')).version, null)
    })

    test('acceptance: a bucket with channels and versions inside is deleted, and then it is 404', async () => {
      const bucket = await newBucket(admin, 'acc-delete')
      await completeVersion(bucket, '1')
      await newChannel(bucket, 'channel', '1')
      assert.deepEqual(await bucket.ok('DeleteBucket'), {})
      await bucket.refused('DeleteBucket', 5)
      await bucket.refused('GetChannel', 5, { params: { channel_name: 'channel' } })
    })

    test('acceptance: a channel that has a version assigned is deleted', async () => {
      const bucket = await newBucket(admin, 'acc-channel')
      await completeVersion(bucket, '1')
      await newChannel(bucket, 'channel', '1')
      assert.deepEqual(await bucket.ok('DeleteChannel', { params: { channel_name: 'channel' } }), {})
      assert.equal((await versionOf(bucket, '1')).name, 'v1')
    })
  })
