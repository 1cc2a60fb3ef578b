// The sequences of `packer build` up to 1.10.0, run by the stock binaries, and the state of the registry after each, as packer 2023-01-01
// reports it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { shapeOf } from '../support/shapes.ts'
import { buildsOf, describeOldPacker } from './packer-bench.ts'
import { shellLocal } from './packer-template.ts'
import { registryEnvironment } from './registry-environment.ts'
import { assertExit } from './stock-client.ts'

/** Without this variable, the first releases push no JSON template. */
const ON = { HCP_PACKER_REGISTRY: 'on' }

const statuses = (builds: Readonly<Record<string, Json>>) =>
  Object.fromEntries(Object.entries(builds).map(([component, build]) => [component, build.status]))

describeOldPacker('the sequences of a build', databases(), (bench) => {
  const pinned = (fingerprint: string) => ({ environment: { HCP_PACKER_BUILD_FINGERPRINT: fingerprint } })
  const versionOf = async (bucket: string, fingerprint: string) =>
    (await bench.bucket(bucket).ok('GetVersion', { params: { fingerprint } })).version
  const knows = (version: string) => bench.isAtLeast(version)

  test('a fresh run of two sources makes the bucket, the version v1 and what latest points to', async () => {
    const bucket = bench.bucket('fresh')
    const labels = knows('1.7.9')
      ? 'bucket_labels = { team = "a" }\nbuild_labels = { arch = "none" }'
      : 'labels = { team = "a" }'
    const registry = `description = "two files"\n${labels}`
    const place = await bench.workspace(bench.hcl({ bucket: 'fresh', sources: ['one', 'two'], registry }))
    const finished = await bench.build(place, pinned('fresh-1'))
    assertExit(finished, 0)

    const version = await versionOf('fresh', 'fresh-1')
    const builds = await buildsOf(bucket, 'fresh-1')
    const run = builds['file.one'].packer_run_uuid as string
    const build = (name: string) => ({
      id: '<ulid>',
      version_id: '<ulid>',
      component_type: `file.${name}`,
      status: 'BUILD_DONE',
      platform: 'packer.file',
      packer_run_uuid: run,
      labels: knows('1.7.9') ? { arch: 'none' } : {},
      artifacts: [{ id: '<ulid>', external_identifier: `${name}.txt`, region: 'output', created_at: '<time>' }],
      source_external_identifier: '<no-defined-source-file>',
      metadata: null,
      created_at: '<time>',
      updated_at: '<time>',
    })
    assert.deepEqual(shapeOf(builds), { 'file.one': build('one'), 'file.two': build('two') })
    assert.deepEqual(
      [version.name, version.status, version.template_type],
      ['v1', 'VERSION_ACTIVE', knows('1.8.5') ? 'HCL2' : 'TEMPLATE_TYPE_UNSET'],
    )
    const found = (await bucket.ok('GetBucket')).bucket
    assert.deepEqual([found.description, found.labels, found.version_count], ['two files', { team: 'a' }, '1'])
    const { channel } = await bucket.ok('GetChannel', { params: { channel_name: 'latest' } })
    assert.deepEqual(channel.version, version)
    assert.match(finished.output, new RegExp(`packer/fresh/iterations/${version.id as string}`))
  })

  test('the commit is the fingerprint up to 1.8.7, and a number of its own since', async () => {
    const bucket = bench.bucket('committed')
    const place = await bench.workspace(bench.hcl({ bucket: 'committed', sources: ['one'] }))
    const author = {
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@b',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@b',
    }
    const git = async (...args: readonly string[]) => {
      const finished = await place.run(['git', ...args], author)
      assertExit(finished, 0)
      return finished.output.trim()
    }
    await git('init', '--quiet')
    await git('commit', '--quiet', '--allow-empty', '--message', 'nothing')
    const commit = await git('rev-parse', 'HEAD')
    assertExit(await bench.build(place), 0)
    const again = await bench.build(place)
    const { versions } = await bucket.ok('ListVersions')
    const fingerprints = (versions as Json[]).map(({ fingerprint }) => fingerprint as string)
    if (knows('1.9.0')) {
      assertExit(again, 0)
      assert.deepEqual(fingerprints.map(shapeOf), ['<ulid>', '<ulid>'])
      assert.equal(versions[0].builds[0].labels.git_sha, commit)
    } else {
      assertExit(again, 1)
      assert.match(again.words, new RegExp(`fingerprint ${commit} is complete`))
      assert.deepEqual(fingerprints, [commit])
    }
  })

  test('the next run brings new labels to the bucket and makes v2', async () => {
    const bucket = bench.bucket('again')
    const bucketLabels = knows('1.7.9') ? 'bucket_labels' : 'labels'
    const template = (team: string) =>
      bench.hcl({ bucket: 'again', sources: ['one'], registry: `${bucketLabels} = { team = "${team}" }` })
    const place = await bench.workspace(template('a'))
    assertExit(await bench.build(place, pinned('first')), 0)
    await place.write(template('b'))
    assertExit(await bench.build(place, pinned('second')), 0)
    const found = (await bucket.ok('GetBucket')).bucket
    assert.deepEqual(
      [found.labels, found.latest_version.fingerprint, found.version_count],
      [{ team: 'b' }, 'second', '2'],
    )
  })

  test('a failed build is FAILED; a run with the same fingerprint resumes it, one more is refused', async () => {
    const bucket = bench.bucket('resumed')
    const provisioners = shellLocal('test -e repaired', 'file.two')
    const place = await bench.workspace(bench.hcl({ bucket: 'resumed', sources: ['one', 'two'], provisioners }))
    assertExit(await bench.build(place, pinned('resumed-1')), 1)
    const failed = await buildsOf(bucket, 'resumed-1')
    assert.deepEqual(statuses(failed), { 'file.one': 'BUILD_DONE', 'file.two': 'BUILD_FAILED' })
    const version = await versionOf('resumed', 'resumed-1')
    assert.deepEqual([version.name, version.status], ['v0', 'VERSION_FAILED'])

    await place.write({ repaired: '' })
    assertExit(await bench.build(place, pinned('resumed-1')), 0)
    const done = await buildsOf(bucket, 'resumed-1')
    assert.deepEqual(statuses(done), { 'file.one': 'BUILD_DONE', 'file.two': 'BUILD_DONE' })
    assert.deepEqual(done['file.one'], failed['file.one'], 'the build that was done is skipped')
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
    const left = statuses(await buildsOf(bucket, 'cancelled-1'))['file.one']
    // Up to 1.8.4 Packer does not wait for this report, and may have ended before it was sent.
    const allowed = knows('1.8.5') ? ['BUILD_CANCELLED'] : ['BUILD_CANCELLED', 'BUILD_RUNNING']
    assert.ok(allowed.includes(left), left)

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
    assert.equal((await versionOf('only', 'only-1')).name, 'v0')
    assertExit(await bench.build(place, pinned('only-1')), 0)
    assert.equal((await versionOf('only', 'only-1')).name, 'v1')
  })

  test('a JSON template pushes to the bucket that the environment names', async () => {
    const bucket = bench.bucket('from-json')
    const builders = [
      { type: 'file', content: 'one', target: 'output/one.txt' },
      { type: 'file', name: 'two', content: 'two', target: 'output/two.txt' },
    ]
    const place = await bench.workspace({ 'image.json': JSON.stringify({ builders }) })
    const environment = { ...ON, HCP_PACKER_BUCKET_NAME: 'from-json', HCP_PACKER_BUILD_FINGERPRINT: 'json-1' }
    assertExit(await bench.build(place, { environment, template: 'image.json' }), 0)
    const version = await versionOf('from-json', 'json-1')
    assert.deepEqual([version.name, version.template_type], ['v1', knows('1.8.5') ? 'JSON' : 'TEMPLATE_TYPE_UNSET'])
    const second = knows('1.8.4') ? 'file.two' : 'two'
    assert.deepEqual(statuses(await buildsOf(bucket, 'json-1')), { file: 'BUILD_DONE', [second]: 'BUILD_DONE' })
  })

  test('the null builder pushes what it did not make', async (t) => {
    if (!knows('1.7.9')) {
      t.skip('the null builder has something to push since Packer 1.7.9')
      return
    }
    const bucket = bench.bucket('nothing')
    const place = await bench.workspace(
      bench.hcl({ bucket: 'nothing', sources: { 'null.none': 'communicator = "none"' } }),
    )
    assertExit(await bench.build(place, pinned('nothing-1')), 0)
    const { platform, artifacts, status } = (await buildsOf(bucket, 'nothing-1'))['null.none']
    assert.deepEqual([platform, status, artifacts[0].external_identifier], ['null', 'BUILD_DONE', 'Null'])
  })

  test('the block that is printed for current clients will do, too, from 1.8.3 on', async (t) => {
    if (!knows('1.8.3')) {
      t.skip('HCP_API_ADDRESS is known since Packer 1.8.3')
      return
    }
    const place = await bench.workspace(bench.hcl({ bucket: 'printed', sources: ['one'] }))
    const block = registryEnvironment(bench.registry)
    assertExit(await bench.build(place, { block, ...pinned('printed-1') }), 0)
    assert.equal((await versionOf('printed', 'printed-1')).name, 'v1')
  })

  test('what is refused is said in words that reach the terminal', async () => {
    const place = await bench.workspace({
      'image.json': JSON.stringify({ builders: [{ type: 'file', target: 'one.txt' }] }),
    })
    const environment = { ...ON, HCP_PACKER_BUCKET_NAME: 'a b', HCP_PACKER_BUILD_FINGERPRINT: 'refused-1' }
    const refused = await bench.build(place, { environment, template: 'image.json' })
    assertExit(refused, 1)
    assert.match(refused.words, /3 to 36 letters, digits and hyphens/)
    const secret = { ...environment, HCP_PACKER_BUCKET_NAME: 'a-b', HCP_CLIENT_SECRET: 'a guess' }
    const unknown = await bench.build(place, { environment: secret, template: 'image.json' })
    assertExit(unknown, 1)
    assert.match(unknown.words, /invalid_client/)
  })
})
