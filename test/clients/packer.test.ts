// The sequences of `packer build`, run by the stock binary, and the state of the registry after each.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { shapeOf } from '../support/shapes.ts'
import { buildsOf, describePacker } from './packer-bench.ts'
import { shellLocal } from './packer-template.ts'
import { assertExit } from './stock-client.ts'

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
const FINGERPRINT = /with fingerprint "(?<fingerprint>\w+)"/

const statuses = (builds: Readonly<Record<string, Json>>) =>
  Object.fromEntries(Object.entries(builds).map(([component, build]) => [component, build.status]))

describePacker('the sequences of a build', databases(), (bench) => {
  const pinned = (fingerprint: string) => ({ environment: { HCP_PACKER_BUILD_FINGERPRINT: fingerprint } })
  const versionOf = async (bucket: string, fingerprint: string) =>
    (await bench.bucket(bucket).ok('GetVersion', { params: { fingerprint } })).version

  test('a fresh run of two sources makes the bucket, the version v1 and what latest points to', async () => {
    const bucket = bench.bucket('fresh')
    const registry = 'description = "two files"\nbucket_labels = { team = "a" }\nbuild_labels = { arch = "none" }'
    const place = await bench.workspace(bench.hcl({ bucket: 'fresh', sources: ['one', 'two'], registry }))
    const finished = await bench.build(place)
    assertExit(finished, 0)

    const fingerprint = FINGERPRINT.exec(finished.output)?.groups?.['fingerprint'] ?? assert.fail(finished.output)
    const version = await versionOf('fresh', fingerprint)
    const builds = await buildsOf(bucket, fingerprint)
    const runs = Object.values(builds).map((build) => build.packer_run_uuid as string)
    assert.match(runs[0] ?? '', UUID)
    const build = (name: string) => ({
      id: '<ulid>',
      version_id: '<ulid>',
      component_type: `file.${name}`,
      status: 'BUILD_DONE',
      platform: 'packer.file',
      packer_run_uuid: runs[0],
      labels: { arch: 'none' },
      artifacts: [{ id: '<ulid>', external_identifier: `${name}.txt`, region: 'output', created_at: '<time>' }],
      source_external_identifier: '<no-defined-source-file>',
      metadata: null,
      created_at: '<time>',
      updated_at: '<time>',
    })
    const metadata = builds['file.one'].metadata
    assert.deepEqual(
      Object.fromEntries(Object.entries(builds).map(([name, found]) => [name, { ...shapeOf(found), metadata: null }])),
      { 'file.one': build('one'), 'file.two': build('two') },
    )
    assert.equal(version.name, 'v1')
    assert.equal(version.status, 'VERSION_ACTIVE')
    assert.equal(version.template_type, 'HCL2')
    if (bench.isAtLeast('1.11.2')) assert.equal(metadata.packer.options.path, '.')

    const {
      description,
      labels,
      version_count: count,
      platforms,
      latest_version: latest,
    } = (await bucket.ok('GetBucket')).bucket
    assert.deepEqual(
      { description, labels, count, platforms, latest: latest.fingerprint },
      { description: 'two files', labels: { team: 'a' }, count: '1', platforms: ['packer.file'], latest: fingerprint },
    )
    const { channel } = await bucket.ok('GetChannel', { params: { channel_name: 'latest' } })
    assert.deepEqual(channel.version, version)
    assert.match(finished.output, new RegExp(`packer/fresh/versions/${version.id as string}`))
  })

  test('builds that finish at the same moment complete the version', async () => {
    const sources = Array.from({ length: 12 }, (_, index) => `builder${index}`)
    const place = await bench.workspace(bench.hcl({ bucket: 'at-once', sources }))
    assertExit(await bench.build(place, pinned('at-once-1')), 0)
    const version = await versionOf('at-once', 'at-once-1')
    assert.deepEqual([version.name, version.builds.length], ['v1', 12])
  })

  test('the next run makes v2 and brings new labels to the bucket', async () => {
    const bucket = bench.bucket('again')
    const template = (team: string) =>
      bench.hcl({
        bucket: 'again',
        sources: ['one'],
        registry: `bucket_labels = { team = "${team}" }`,
      })
    const place = await bench.workspace(template('a'))
    assertExit(await bench.build(place, pinned('first')), 0)
    await place.write(template('b'))
    assertExit(await bench.build(place, pinned('second')), 0)

    const { versions } = await bucket.ok('ListVersions')
    assert.deepEqual(
      (versions as Json[]).map(({ name, fingerprint }) => [name, fingerprint]),
      [
        ['v2', 'second'],
        ['v1', 'first'],
      ],
    )
    const found = (await bucket.ok('GetBucket')).bucket
    assert.deepEqual(found.labels, { team: 'b' })
    assert.equal(found.latest_version.fingerprint, 'second')
  })

  test('a failed build is FAILED; a run with the same fingerprint resumes it, one more is refused', async () => {
    const bucket = bench.bucket('resumed')
    const place = await bench.workspace(
      bench.hcl({
        bucket: 'resumed',
        sources: ['one', 'two'],
        provisioners: shellLocal('test -e repaired', 'file.two'),
      }),
    )
    assertExit(await bench.build(place, pinned('resumed-1')), 1)
    const failed = await buildsOf(bucket, 'resumed-1')
    assert.deepEqual(statuses(failed), { 'file.one': 'BUILD_DONE', 'file.two': 'BUILD_FAILED' })
    const version = await versionOf('resumed', 'resumed-1')
    assert.deepEqual([version.name, version.status], ['v0', 'VERSION_FAILED'])

    await place.write({ repaired: '' })
    const resumed = await bench.build(place, pinned('resumed-1'))
    assertExit(resumed, 0)
    const done = await buildsOf(bucket, 'resumed-1')
    assert.deepEqual(statuses(done), { 'file.one': 'BUILD_DONE', 'file.two': 'BUILD_DONE' })
    assert.deepEqual(done['file.one'], failed['file.one'], 'the build that was done is skipped')
    assert.notEqual(done['file.two'].packer_run_uuid, failed['file.two'].packer_run_uuid)
    assert.equal(done['file.two'].id, failed['file.two'].id)
    const completed = await versionOf('resumed', 'resumed-1')
    assert.equal(completed.name, 'v1')

    const refused = await bench.build(place, pinned('resumed-1'))
    assertExit(refused, 1)
    assert.match(refused.words, /fingerprint resumed-1 is complete/)
    assert.deepEqual(await versionOf('resumed', 'resumed-1'), completed)
  })

  test('an interrupted build is CANCELLED, and the next run finishes it', async () => {
    const bucket = bench.bucket('cancelled')
    const template = (command: string) =>
      bench.hcl({ bucket: 'cancelled', sources: ['one'], provisioners: shellLocal(command) })
    // Ignores the signal itself, so that it is Packer that ends it.
    const place = await bench.workspace(template(`trap '' INT; echo under way; exec sleep 300`))
    const running = await bench.start(place, pinned('cancelled-1'))
    await running.says('one: under way')
    assert.deepEqual(statuses(await buildsOf(bucket, 'cancelled-1')), { 'file.one': 'BUILD_RUNNING' })
    running.signal('SIGINT')
    assertExit(await running.finished, 1)
    assert.deepEqual(statuses(await buildsOf(bucket, 'cancelled-1')), { 'file.one': 'BUILD_CANCELLED' })
    assert.equal((await versionOf('cancelled', 'cancelled-1')).status, 'VERSION_CANCELLED')

    await place.write(template('true'))
    assertExit(await bench.build(place, pinned('cancelled-1')), 0)
    assert.equal((await versionOf('cancelled', 'cancelled-1')).name, 'v1')
  })

  test('-only leaves the version at v0 until a run without it', async () => {
    const bucket = bench.bucket('only')
    const place = await bench.workspace(bench.hcl({ bucket: 'only', sources: ['one', 'two'] }))
    assertExit(await bench.build(place, { ...pinned('only-1'), args: ['-only=file.one'] }), 0)
    assert.deepEqual(statuses(await buildsOf(bucket, 'only-1')), {
      'file.one': 'BUILD_DONE',
      'file.two': 'BUILD_UNSET',
    })
    const version = await versionOf('only', 'only-1')
    assert.deepEqual([version.name, version.status], ['v0', 'VERSION_INCOMPLETE'])
    assert.equal((await bucket.ok('GetBucket')).bucket.latest_version, null)

    assertExit(await bench.build(place, pinned('only-1')), 0)
    assert.equal((await versionOf('only', 'only-1')).name, 'v1')
  })

  test('channels of the template get the version after its last build, and a refusal before harms nothing', async (t) => {
    if (!bench.isAtLeast('1.15.0')) {
      t.skip('templates name channels since Packer 1.15.0')
      return
    }
    const bucket = bench.bucket('assigned')
    await bucket.client.ok('PackerService_CreateBucket', { body: { name: 'assigned' } })
    for (const name of ['staging', 'production']) await bucket.ok('CreateChannel', { body: { name } })
    const place = await bench.workspace(
      bench.hcl({
        bucket: 'assigned',
        sources: ['one', 'two'],
        registry: 'channels = ["staging", "production"]',
      }),
    )
    const finished = await bench.build(place, { ...pinned('assigned-1'), args: ['-parallel-builds=1'] })
    assertExit(finished, 0)
    assert.match(finished.output, /Failed assigning version `assigned-1` to channel `staging`/)
    const { channels } = await bucket.ok('ListChannels')
    assert.deepEqual(Object.fromEntries((channels as Json[]).map(({ name, version }) => [name, version.name])), {
      latest: 'v1',
      staging: 'v1',
      production: 'v1',
    })
    const { count } = await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name: 'staging' } })
    assert.equal(count, 1, 'the refused assignment left no trace')
  })

  test('a JSON template pushes to the bucket that the environment names', async () => {
    const bucket = bench.bucket('from-json')
    const builders = [
      { type: 'file', content: 'one', target: 'output/one.txt' },
      { type: 'file', name: 'two', content: 'two', target: 'output/two.txt' },
    ]
    const place = await bench.workspace({ 'image.json': JSON.stringify({ builders }) })
    const environment = { HCP_PACKER_BUCKET_NAME: 'from-json', HCP_PACKER_BUILD_FINGERPRINT: 'json-1' }
    assertExit(await bench.build(place, { environment, template: 'image.json' }), 0)
    const version = await versionOf('from-json', 'json-1')
    assert.deepEqual([version.name, version.template_type], ['v1', 'JSON'])
    assert.deepEqual(statuses(await buildsOf(bucket, 'json-1')), { file: 'BUILD_DONE', 'file.two': 'BUILD_DONE' })
  })

  test('a bucket name that breaks the rules is refused in words that reach the terminal', async () => {
    const place = await bench.workspace({
      'image.json': JSON.stringify({ builders: [{ type: 'file', target: 'one.txt' }] }),
    })
    const finished = await bench.build(place, {
      environment: { HCP_PACKER_BUCKET_NAME: 'a b' },
      template: 'image.json',
    })
    assertExit(finished, 1)
    assert.match(finished.words, /3 to 36 letters, digits and hyphens/)
  })

  test('the null builder pushes what it did not make', async () => {
    const bucket = bench.bucket('nothing')
    const place = await bench.workspace(
      bench.hcl({ bucket: 'nothing', sources: { 'null.none': 'communicator = "none"' } }),
    )
    assertExit(await bench.build(place, pinned('nothing-1')), 0)
    const { platform, artifacts, status } = (await buildsOf(bucket, 'nothing-1'))['null.none']
    assert.deepEqual(
      { platform, status, artifacts: shapeOf(artifacts) },
      {
        platform: 'null',
        status: 'BUILD_DONE',
        artifacts: [{ id: '<ulid>', external_identifier: 'Null', region: 'null', created_at: '<time>' }],
      },
    )
  })

  test('HCP_PACKER_REGISTRY=off sends nothing', async () => {
    const place = await bench.workspace(bench.hcl({ bucket: 'off-the-record', sources: ['one'] }))
    assertExit(await bench.build(place, { environment: { HCP_PACKER_REGISTRY: 'off' } }), 0)
    await bench.bucket('off-the-record').refused('GetBucket', 5)
  })
})
