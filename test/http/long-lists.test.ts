// Lists that are long because their items are: items stored before limits existed, or what many channels point to.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import type { Build } from '../../src/domain/catalog/build/build.ts'
import { type BucketScene, newBucket, pagesOf, versionOf } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

const CHANNELS = 600
const KIB = 1024

for (const database of databases())
  describe(`long lists on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    /** Stores versions with these builds, bypassing the limits. */
    const store = async (bucket: BucketScene, fingerprints: readonly string[], builds: readonly Partial<Build>[]) => {
      const { id: bucketId } = (await registry.store.buckets.find(registry.projectId, bucket.name))!
      const ids: string[] = []
      for (const [index, fingerprint] of fingerprints.entries()) {
        const id = newId()
        ids.push(id)
        const now = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString()
        await registry.store.transaction(async (tx) => {
          await tx.versions.insert({
            id,
            bucketId,
            bucketName: bucket.name,
            fingerprint,
            templateType: 'hcl2',
            sequence: index + 1,
            authorId: 'ci',
            createdAt: now,
            updatedAt: now,
            builds: [],
            revocation: null,
            parents: [],
            hasDescendants: false,
          })
          for (const [place, given] of builds.entries())
            await tx.builds.insert({
              id: newId(),
              versionId: id,
              componentType: `file.${place}`,
              status: 'done',
              platform: 'packer.file',
              packerRunUuid: '',
              labels: { os: 'ubuntu' },
              artifacts: [{ id: newId(), externalIdentifier: 'image.img', region: 'out', createdAt: now }],
              sourceExternalIdentifier: '',
              parentVersionId: '',
              parentChannelId: '',
              metadata: null,
              heartbeatAt: null,
              startedAt: null,
              createdAt: now,
              updatedAt: now,
              ...given,
            })
        })
      }
      await registry.store.transaction(async ({ channels }) => {
        const [latest] = await channels.listManaged([bucketId])
        const assignment = { id: newId(), channelId: latest!.id, authorId: 'Assay', assignedAt: registry.clock.now() }
        await channels.assign([{ ...assignment, version: { id: ids.at(-1)! } }])
      })
      return { bucketId, ids }
    }
    const fat = (bytes: number) => ({ labels: { os: 'x'.repeat(bytes) } })
    const storeChannels = async (bucketId: string, bucketName: string, versionIds: readonly string[]) => {
      const now = registry.clock.now()
      const stamps = { createdAt: now, updatedAt: now }
      await registry.store.transaction(async ({ channels, versions }) => {
        const outlines = new Map((await versions.findOutlines(versionIds)).map((version) => [version.id, version]))
        for (let index = 0; index < CHANNELS; index += 1) {
          const version = outlines.get(versionIds[index % versionIds.length]!)!
          const name = `channel-${String(index).padStart(4, '0')}`
          const about = { bucketId, bucketName, authorId: 'ci', managed: false, restricted: index % 2 === 0 }
          await channels.insert({ id: newId(), name, version, ...about, ...stamps })
        }
      })
    }

    test(`${CHANNELS} channels of a large version are listed with it, its artifacts, and no labels`, async () => {
      const bucket = await newBucket(registry.admin, 'held-by-many')
      const metadata = { packer: 'x'.repeat(100 * KIB), cicd: null, vcs: null }
      const { bucketId, ids } = await store(bucket, ['fp'], [{ ...fat(950_000), metadata }, {}])
      await storeChannels(bucketId, bucket.name, ids)
      const channels = listOf((await bucket.ok('ListChannels')).channels)
      assert.equal(channels.length, CHANNELS + 1)
      assert.deepEqual(channels.slice(0, 3).map(({ name }) => name), ['latest', 'channel-0000', 'channel-0001']) // prettier-ignore
      const { builds, ...version } = await versionOf(bucket, 'fp')
      const brief = listOf(builds).map((build) => ({ ...build, labels: {}, metadata: null }))
      for (const channel of channels.slice(1)) assert.deepEqual(channel.version, { ...version, builds: brief })
      assert.equal(builds[0].artifacts.length, 1)

      const slug = { params: { bucket_slug: bucket.name } }
      const { channels: old } = await registry.admin.ok('2021-04-30/PackerService_ListChannels', slug)
      assert.equal(listOf(old).length, CHANNELS + 1)
      for (const { iteration, pointer } of listOf(old).slice(1)) {
        assert.deepEqual(pointer.iteration, iteration)
        assert.deepEqual([iteration.fingerprint, iteration.builds.length, iteration.builds[0].labels], ['fp', 2, {}])
        assert.equal(iteration.builds[0].images[0].image_id, 'image.img')
      }
      const viewer = await registry.principal('viewer')
      const visible = await viewer.ok('PackerService_ListChannels', { params: { bucket_name: bucket.name } })
      assert.equal(listOf(visible.channels).length, CHANNELS / 2)
    })

    test('channels of many versions, each held by some, are listed each with its own', async () => {
      const bucket = await newBucket(registry.admin, 'held-by-some')
      const fingerprints = Array.from({ length: 50 }, (_, index) => `fp-${index}`)
      const { bucketId, ids } = await store(bucket, fingerprints, [{}])
      await storeChannels(bucketId, bucket.name, ids)
      const channels = listOf((await bucket.ok('ListChannels')).channels).slice(1)
      assert.deepEqual(
        channels.map(({ version }) => version.fingerprint),
        channels.map((_, index) => fingerprints[index % fingerprints.length]),
      )
    })

    test('all builds of a version are listed, however much they hold', async () => {
      const bucket = await newBucket(registry.admin, 'large-builds')
      const builds = Array.from({ length: 12 }, () => fat(900 * KIB))
      await store(bucket, ['fp'], builds)
      const { builds: listed, pagination } = await bucket.ok('ListBuilds', { params: { fingerprint: 'fp' } })
      assert.deepEqual(
        listOf(listed).map(({ component_type, labels }) => [component_type, labels.os.length]),
        builds.map((_, index) => [`file.${index}`, 900 * KIB]),
      )
      assert.deepEqual(pagination, { next_page_token: '', previous_page_token: '' })
    })

    test('versions, buckets and histories are cut into pages that are not too much, with nothing missing', async () => {
      const names = Array.from({ length: 5 }, (_, index) => `paged-${index}`)
      for (const name of names) {
        const bucket = await newBucket(registry.admin, name)
        await store(bucket, ['fp-1', 'fp-2', 'fp-3'], [fat(1300 * KIB), fat(1300 * KIB)])
      }
      const bucket = await newBucket(registry.admin, 'paged-more')
      const fingerprints = Array.from({ length: 8 }, (_, index) => `fp-${index}`)
      await store(bucket, fingerprints, Array.from({ length: 3 }, () => fat(900 * KIB))) // prettier-ignore
      const versions = await pagesOf((query) => bucket.ok('ListVersions', { query }))
      assert.equal(versions.length, 8)
      assert.deepEqual(
        versions.flatMap(({ versions: page }) => listOf(page).map(({ fingerprint }) => fingerprint)),
        fingerprints.toReversed(),
      )
      const slug = { bucket_slug: bucket.name }
      const iterations = await pagesOf((query) =>
        registry.admin.ok('2021-04-30/PackerService_ListIterations', { params: slug, query }),
      )
      // The items of this list have no details of their builds.
      assert.equal(iterations.length, 1)
      assert.deepEqual(
        listOf(iterations[0]?.iterations).map(({ fingerprint, build_statuses }) => [fingerprint, build_statuses]),
        fingerprints.toReversed().map((fingerprint) => [fingerprint, { 'file.0': 'DONE', 'file.1': 'DONE', 'file.2': 'DONE' }]), // prettier-ignore
      )

      const buckets = await pagesOf((query) => registry.admin.ok('PackerService_ListBuckets', { query }))
      const listed = buckets.flatMap(({ buckets: page }) => listOf(page))
      const all = listOf((await registry.admin.ok('PackerService_ListBuckets', { query: {} })).buckets)
      assert.ok(all.length < listed.length)
      assert.deepEqual(
        listed
          .filter(({ name }) => names.includes(name))
          .map(({ name, latest_version }) => [name, latest_version.name]),
        names.map((name) => [name, 'v3']),
      )
      for (const { buckets: page } of buckets)
        assert.ok(listOf(page).length === 1 || JSON.stringify(page).length < 5 * KIB * KIB)

      const last = listed.length - 1
      const backwards: string[] = []
      let page = buckets.at(-1)
      backwards.push(...listOf(page.buckets).map(({ name }) => name))
      while (page.pagination.previous_page_token !== '') {
        const query = { 'pagination.previous_page_token': page.pagination.previous_page_token as string }
        page = await registry.admin.ok('PackerService_ListBuckets', { query })
        backwards.unshift(...listOf(page.buckets).map(({ name }) => name))
      }
      assert.equal(backwards.length, last + 1)
      assert.deepEqual(
        backwards,
        listed.map(({ name }) => name),
      )
    })

    test('a short list is answered with its length, a long one in pieces', async () => {
      const bucket = await newBucket(registry.admin, 'short')
      const short = await bucket.call('ListChannels')
      assert.equal(short.headers['content-length'], String(Buffer.byteLength(JSON.stringify(short.body))))
      assert.equal(short.headers['content-type'], 'application/json; charset=utf-8')
      await store(bucket, ['fp'], [fat(900 * KIB)])
      const long = await bucket.call('ListBuilds', { params: { fingerprint: 'fp' } })
      assert.equal(long.headers['transfer-encoding'], 'chunked')
      assert.equal(long.headers['content-type'], 'application/json; charset=utf-8')
    })
  })
