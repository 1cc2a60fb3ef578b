// One query over everything in a registry.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { bucketPrincipal } from '../support/bucket-principal.ts'
import {
  completeVersion,
  finishBuild,
  doneBuild,
  newBucket,
  newChannel,
  newBuild,
  newVersion,
  updateBuild,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

const COMMIT = '3f786850e387550fdab836ed7e6dc881de23001b'

for (const database of databases())
  describe(`the search of a registry on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const ask = (q: string, client = admin): Promise<Json> => client.ok('AssayService_Search', { query: { q } })
    const inShort = ({ kind, text, bucket_name, version }: Json) =>
      [kind, text, bucket_name, ...(version === null ? [] : [version.name])].join(' ')
    const search = async (q: string, client = admin): Promise<readonly string[]> =>
      listOf((await ask(q, client)).found).map(inShort)

    test('buckets are found by their names: the beginning of one before a part of it', async () => {
      for (const name of ['my-nginx', 'nginx-web', 'nginx']) await newBucket(admin, name)
      assert.deepEqual(await search('nginx'), [
        'BUCKET nginx nginx',
        'BUCKET nginx-web nginx-web',
        'BUCKET my-nginx my-nginx',
      ])
      assert.deepEqual(await search('  NGINX-w '), ['BUCKET nginx-web nginx-web'])
      assert.deepEqual(await search('nginx-worker'), [])
    })

    test('and by their labels: a name, a value, or both', async () => {
      const bucket = await newBucket(admin, 'labelled')
      await bucket.ok('UpdateBucket', { body: { labels: { team: 'payments', note: '50% = "half"' } } })
      const label = ['LABEL team=payments labelled']
      for (const q of ['team', 'payments', 'team=payments']) assert.deepEqual(await search(q), label)
      assert.deepEqual(await search('note=50% = "half"'), ['LABEL note=50% = "half" labelled'])
      for (const q of ['payment', 'team=', 'Team=payments', 'note=50_ = "half"']) assert.deepEqual(await search(q), [])
    })

    test('a version is found by its fingerprint, with the channels that point at it', async () => {
      const bucket = await newBucket(admin, 'versions')
      await completeVersion(bucket, 'print-10')
      const { id, created_at } = await completeVersion(bucket, 'print-1')
      await newVersion(bucket, 'print-12')
      await newChannel(bucket, 'production', 'print-1')
      assert.deepEqual((await ask('print-1')).found[0], {
        kind: 'VERSION',
        bucket_name: 'versions',
        version: {
          ...{ bucket_name: 'versions', id, fingerprint: 'print-1', name: 'v2', status: 'VERSION_ACTIVE', created_at },
          revoke_at: null,
        },
        text: 'print-1',
        region: '',
        platform: '',
        channels: ['latest', 'production'],
      })
      assert.deepEqual(await search('print-1'), [
        'VERSION print-1 versions v2',
        'VERSION print-10 versions v1',
        'VERSION print-12 versions v0',
        'ARTIFACT print-1.img versions v2',
        'ARTIFACT print-10.img versions v1',
      ])
    })

    test('an artifact is found by its external identifier, with where it is', async () => {
      const bucket = await newBucket(admin, 'artifacts')
      await newVersion(bucket, 'fp')
      const artifacts = [
        { external_identifier: 'ami-0abc', region: 'eu-west-1' },
        { external_identifier: 'ami-0abcd', region: 'us-east-1' },
      ]
      await finishBuild(bucket, 'fp', { ...doneBuild('fp'), platform: 'aws', artifacts })
      const { found } = await ask('ami-0abc')
      assert.deepEqual(
        listOf(found).map(({ kind, text, region, platform, version }) => [kind, text, region, platform, version.name]),
        [
          ['ARTIFACT', 'ami-0abc', 'eu-west-1', 'aws', 'v1'],
          ['ARTIFACT', 'ami-0abcd', 'us-east-1', 'aws', 'v1'],
        ],
      )
    })

    test('a version is found by the commit that its builds were made from, once', async () => {
      const bucket = await newBucket(admin, 'commits')
      await newVersion(bucket, 'of-commit')
      const metadata = { packer: {}, cicd: null, vcs: { type: 'git', details: { ref: 'main', commit: COMMIT } } }
      const builds = [
        await newBuild(bucket, 'of-commit', { component_type: 'file.a' }),
        await newBuild(bucket, 'of-commit', { component_type: 'file.b' }),
      ]
      const { component_type, ...done } = doneBuild('of-commit')
      assert.equal(component_type, 'file.image')
      for (const build of builds) await updateBuild(bucket, build, 'of-commit', { ...done, metadata })
      const found = [`COMMIT ${COMMIT} commits v1`]
      for (const q of [COMMIT, COMMIT.slice(0, 7), COMMIT.slice(0, 12).toUpperCase()])
        assert.deepEqual(await search(q), found)
      assert.deepEqual(await search(COMMIT.slice(0, 6)), [])
    })

    test('no more than fifty are told, and that there are others', async () => {
      const bucket = await newBucket(admin, 'crowded')
      for (let number = 100; number < 151; number += 1) await newVersion(bucket, `crowd-${number}`)
      const answer = await ask('crowd-')
      assert.deepEqual([listOf(answer.found).length, answer.has_more], [50, true])
      assert.equal((await ask('crowd-10')).has_more, false)
    })

    test('nothing is told of buckets and channels that the caller may not see', async () => {
      const [seen, unseen] = [await newBucket(admin, 'sight-seen'), await newBucket(admin, 'sight-unseen')]
      for (const bucket of [seen, unseen]) {
        await bucket.ok('UpdateBucket', { body: { labels: { sight: 'yes' } } })
        await completeVersion(bucket, 'sight')
        const body = { name: 'secret', restricted: true, version_fingerprint: 'sight' }
        await bucket.ok('CreateChannel', { body })
        await newChannel(bucket, 'public', 'sight')
      }
      const viewer = await bucketPrincipal(registry, { 'sight-seen': 'viewer' })
      assert.deepEqual((await search('sight', viewer)).toSorted(), [
        'ARTIFACT sight.img sight-seen v1',
        'BUCKET sight-seen sight-seen',
        'LABEL sight=yes sight-seen',
        'VERSION sight sight-seen v1',
      ])
      const channels = async (client: Client) => [
        ...new Set(listOf((await ask('sight', client)).found).flatMap((found) => found.channels as string[])),
      ]
      assert.deepEqual(await channels(viewer), ['public'])
      assert.deepEqual((await channels(admin)).toSorted(), ['latest', 'public', 'secret'])
      const stranger = await registry.principal(null)
      await stranger.refused('AssayService_Search', 7, { query: { q: 'sight' } })
    })

    test('a question of less than two characters is refused, and one that is too long', async () => {
      for (const query of [{}, { q: '' }, { q: ' a ' }])
        assert.match(await admin.refused('AssayService_Search', 3, { query }), /^q: must have at least 2 characters/)
      assert.match(
        await admin.refused('AssayService_Search', 3, { query: { q: 'x'.repeat(300) } }),
        /^q: must be at most 256/,
      )
    })
  })
