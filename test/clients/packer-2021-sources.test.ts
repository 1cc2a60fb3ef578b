// The data sources hcp-packer-iteration and hcp-packer-image: the only ones up to 1.10.0. Packer still has them, and they use packer
// 2021-04-30 within a build that uses 2023-01-01.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newChannel } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buildsOf, describeAnyPacker, type PackerBench } from './packer-bench.ts'
import { assertExit } from './stock-client.ts'

// Their responses are the same on every database (test/mirror).
describeAnyPacker('the data sources of packer 2021-04-30', databases().slice(0, 1), scenarios)

const source = (type: string, name: string, fields: Readonly<Record<string, string>>) =>
  `data "${type}" "${name}" {\n${Object.entries(fields)
    .map(([field, value]) => `  ${field} = ${value}\n`)
    .join('')}}\n`

/** The newest complete version of the channel, and the image that its only build made. */
const sources = (bucket: string, channel: string) =>
  source('hcp-packer-iteration', 'parent', { bucket_name: `"${bucket}"`, channel: `"${channel}"` }) +
  source('hcp-packer-image', 'base', {
    bucket_name: `"${bucket}"`,
    iteration_id: 'data.hcp-packer-iteration.parent.id',
    cloud_provider: '"packer.file"',
    region: '"output"',
  })

function scenarios(bench: PackerBench): void {
  const tellsParents = bench.isAtLeast('1.8.2')
  // Whether this Packer checks if a revocation is in effect. 1.7.9 and 1.7.10 checked whether there is one, and 1.8.0 and 1.8.1 nothing.
  const looks = bench.isAtLeast('1.8.2')
  const looksForDates = bench.isAtLeast('1.7.9') && !bench.isAtLeast('1.8.0')
  const pinned = (fingerprint: string) => ({ environment: { HCP_PACKER_BUILD_FINGERPRINT: fingerprint } })

  /** A bucket that this Packer built, with its version on `production`. */
  async function parent(bucket: string): Promise<Json> {
    const place = await bench.workspace(bench.hcl({ bucket, sources: ['base'] }))
    assertExit(await bench.build(place, pinned('parent-1')), 0)
    return (await newChannel(bench.bucket(bucket), 'production', 'parent-1')).version
  }
  /** Builds a copy of the file that the data sources found. */
  async function child(bucket: string, beside: string) {
    const copy = 'source = data.hcp-packer-image.base.id\ntarget = "output/child.txt"'
    const place = await bench.workspace({
      ...bench.hcl({ bucket, sources: { 'file.child': copy }, beside }),
      'base.txt': 'base',
    })
    return bench.build(place, pinned('child-1'))
  }
  const relationsOf = async (bucket: string): Promise<Json> =>
    (await bench.bucket(bucket).ok('ListBucketAncestry')).relations
  const revoke = (bucket: string, body: object) =>
    bench.bucket(bucket).ok('UpdateVersion', { params: { fingerprint: 'parent-1' }, body })

  test('a child is built from what they find, and since 1.8.2 it is recorded as a child', async () => {
    const version = await parent('found')
    const told = {
      id: 'data.hcp-packer-iteration.parent.id',
      fingerprint: 'data.hcp-packer-iteration.parent.fingerprint',
      number: 'data.hcp-packer-iteration.parent.incremental_version',
      author: 'data.hcp-packer-iteration.parent.author_id',
      build: 'data.hcp-packer-image.base.build_id',
      component: 'data.hcp-packer-image.base.component_type',
    }
    const labels = Object.entries(told).map(([label, value]) => `${label} = ${value}`)
    const isLabelled = bench.isAtLeast('1.7.9')
    const copy = 'source = data.hcp-packer-image.base.id\ntarget = "output/child.txt"'
    const place = await bench.workspace({
      ...bench.hcl({
        bucket: 'found-child',
        sources: { 'file.child': copy },
        registry: isLabelled ? `build_labels = {\n${labels.join('\n')}\n}` : '',
        beside: sources('found', 'production'),
      }),
      'base.txt': 'base',
    })
    assertExit(await bench.build(place, pinned('child-1')), 0)

    const build = (await buildsOf(bench.bucket('found-child'), 'child-1'))['file.child']
    assert.equal(build.source_external_identifier, 'base.txt')
    if (isLabelled)
      assert.deepEqual(build.labels, {
        id: version.id,
        fingerprint: 'parent-1',
        number: '1',
        author: version.author_id,
        build: version.builds[0].id,
        component: 'file.base',
      })
    const edges = (await relationsOf('found')) as Json[]
    assert.deepEqual(
      edges.map(({ parent: from, child: to }) => [from.version_id, to.bucket_name]),
      tellsParents ? [[version.id, 'found-child']] : [],
    )
  })

  test('an image that is found through its channel brings the channel along', async (t) => {
    if (!bench.isAtLeast('1.8.3')) {
      t.skip('hcp-packer-image knows channels since Packer 1.8.3')
      return
    }
    const version = await parent('channelled')
    const image = source('hcp-packer-image', 'base', {
      bucket_name: '"channelled"',
      channel: '"production"',
      cloud_provider: '"packer.file"',
      region: '"output"',
      component_type: '"file.base"',
    })
    assertExit(await child('channelled-child', image), 0)
    const [edge] = await relationsOf('channelled')
    assert.deepEqual(
      [edge.parent.version_id, edge.parent.channel_name, edge.status],
      [version.id, 'production', 'UP_TO_DATE'],
    )
  })

  test('a parent that is revoked is refused by all versions that look, and nothing is built', async () => {
    await parent('revoked')
    await revoke('revoked', { revoke_in: '0s', disable_rollback_channels: true })
    const built = await child('revoked-child', sources('revoked', 'production'))
    if (looks || looksForDates) {
      assertExit(built, 1)
      assert.match(built.words, /is revoked and can not be used|has been revoked/)
      await bench.bucket('revoked-child').refused('GetBucket', 5)
    } else {
      assertExit(built, 0)
      const { version } = await bench.bucket('revoked-child').ok('GetVersion', { params: { fingerprint: 'child-1' } })
      assert.equal(version.status, 'VERSION_ACTIVE', 'these tell no parents, so that there is nothing to inherit')
    }
  })

  test('a parent whose revocation is scheduled may be built from, and its child inherits the schedule', async () => {
    await parent('scheduled')
    const { version } = await revoke('scheduled', { revoke_in: '1d' })
    const built = await child('scheduled-child', sources('scheduled', 'production'))
    if (looksForDates) {
      assertExit(built, 1)
      await bench.bucket('scheduled-child').refused('GetBucket', 5)
      return
    }
    assertExit(built, 0)
    const heir = (await bench.bucket('scheduled-child').ok('GetVersion', { params: { fingerprint: 'child-1' } }))
      .version
    assert.deepEqual(
      [heir.revocation_type, heir.revoke_at],
      tellsParents ? ['INHERITED', version.revoke_at] : ['REVOCATION_TYPE_UNSET', null],
    )
  })

  test('they say what is missing, and nothing is built', async () => {
    await parent('bare')
    await newChannel(bench.bucket('bare'), 'unassigned', '')
    const attempt = async (beside: string) => {
      const finished = await child('never-built', beside)
      assertExit(finished, 1)
      return finished.words
    }
    const image = (region: string) => sources('bare', 'production').replace('"output"', `"${region}"`)
    assert.match(await attempt(sources('bare', 'unassigned')), /there is no iteration associated with the channel/)
    assert.match(await attempt(sources('bare', 'nowhere')), /channel \\*"nowhere\\*" does not exist/)
    assert.match(await attempt(sources('not-there', 'latest')), /bucket \\*"not-there\\*" does not exist/)
    assert.match(await attempt(image('elsewhere')), /could not find a build result matching/)
    await bench.bucket('never-built').refused('GetBucket', 5)
  })
}
