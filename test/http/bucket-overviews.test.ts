// Overviews of a whole registry for pages: buckets in short, and the versions that their channels point to.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { bucketPrincipal } from '../support/bucket-principal.ts'
import {
  assign,
  type BucketScene,
  completeVersion,
  doneBuild,
  finishBuild,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  pagesOf,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, HOUR, imageFrom, revoke, schedule } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

type Query = Readonly<Record<string, string | number | readonly string[]>>

for (const database of databases())
  describe(`bucket overviews on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const list = (query: Query = {}, client = admin): Promise<Json> =>
      client.ok('AssayService_ListBucketOverviews', { query })
    const names = async (query: Query, client = admin) =>
      listOf((await list(query, client)).buckets).map(({ name }) => name as string)
    const overviewOf = async ({ name }: BucketScene, client = admin) =>
      listOf((await list({ q: name }, client)).buckets).find((bucket) => bucket.name === name)
    const refused = (query: Query) => admin.refused('AssayService_ListBucketOverviews', 3, { query })

    test('a bucket is told with its newest version and where each channel stands', async () => {
      const bucket = await newBucket(admin, 'standing')
      await bucket.ok('UpdateBucket', { body: { description: 'An image.', labels: { os: 'ubuntu' } } })
      const [one, , three] = [
        await completeVersion(bucket, 'one'),
        await completeVersion(bucket, 'two'),
        await completeVersion(bucket, 'three'),
      ]
      await newChannel(bucket, 'production', 'two')
      await assign(bucket, 'production', 'one')
      await newChannel(bucket, 'empty', '')
      await newVersion(bucket, 'four')
      const inShort = ({ id, bucket_name, fingerprint, name, status, created_at, revoke_at }: Json) => ({
        ...{ id, bucket_name, fingerprint, name, status, created_at, revoke_at },
      })
      const history = listOf(
        (await bucket.ok('ListChannelAssignmentHistory', { params: { channel_name: 'production' } })).history,
      )
      const { channels, ...told } = await overviewOf(bucket)
      const { bucket: known } = await bucket.ok('GetBucket')
      assert.deepEqual(told, {
        id: known.id,
        name: 'standing',
        description: 'An image.',
        labels: { os: 'ubuntu' },
        platforms: ['packer.file'],
        version_count: 3,
        created_at: known.created_at,
        updated_at: known.updated_at,
        newest_version: inShort(three),
        newest_at: three.updated_at,
        channel_count: 3,
        parent_status: 'UNDETERMINED',
        out_of_date_parents: [],
        child_count: 0,
      })
      const [latest, production, empty] = listOf(channels)
      assert.deepEqual(
        [latest.name, latest.managed, latest.restricted, latest.version, latest.behind, latest.assigned_by],
        ['latest', true, true, inShort(three), 0, 'Assay'],
      )
      assert.deepEqual(production, {
        name: 'production',
        restricted: false,
        managed: false,
        version: inShort(one),
        assigned_at: history[0].assigned_at,
        assigned_by: history[0].author_id,
        behind: 2,
      })
      assert.deepEqual([empty.name, empty.version, empty.assigned_at, empty.behind], ['empty', null, null, 0])
    })

    test('revoked versions are none to be behind, and the newest is told as it stands', async () => {
      const bucket = await newBucket(admin, 'behind')
      for (const fingerprint of ['one', 'two', 'three', 'four']) await completeVersion(bucket, fingerprint)
      await newChannel(bucket, 'production', 'one')
      await revoke(bucket, 'four')
      await schedule(bucket, 'three', 2 * HOUR)
      const { newest_version, newest_at, channels } = await overviewOf(bucket)
      assert.deepEqual([newest_version.name, newest_version.status], ['v4', 'VERSION_REVOKED'])
      assert.ok(newest_at)
      const standing = listOf(channels).map(({ name, version, behind }) => [name, version.name, version.status, behind])
      assert.deepEqual(standing, [
        ['latest', 'v3', 'VERSION_REVOCATION_SCHEDULED', 0],
        ['production', 'v1', 'VERSION_ACTIVE', 2],
      ])
    })

    test('a bucket that is out of date says from which parents, and a parent how many build on it', async () => {
      const { base, leaf, other } = await buckets(admin, 'kin', ['base', 'leaf', 'other'])
      const one = await completeVersion(base, 'one')
      const channel = await newChannel(base, 'production', 'one')
      for (const child of [leaf, other]) await imageFrom(child, 'first', { version: one, channel })
      const standing = async (bucket: BucketScene, client = admin) => {
        const { parent_status, out_of_date_parents, child_count } = await overviewOf(bucket, client)
        return [parent_status, out_of_date_parents, child_count]
      }
      assert.deepEqual(await standing(base), ['UNDETERMINED', [], 2])
      assert.deepEqual(await standing(leaf), ['UP_TO_DATE', [], 0])
      const query = { q: 'kin-', status: ['OUT_OF_DATE'] }
      assert.deepEqual(await names(query), [])
      await completeVersion(base, 'two')
      await assign(base, 'production', 'two')
      assert.deepEqual(await standing(leaf), ['OUT_OF_DATE', [base.name], 0])
      assert.deepEqual(await names(query), [leaf.name, other.name])
      const narrow = await bucketPrincipal(registry, { [leaf.name]: 'viewer' })
      assert.deepEqual(await standing(leaf, narrow), ['OUT_OF_DATE', [], 0])
    })

    test('buckets are found by what is true of one of their channels, or of all their versions', async () => {
      const { revoked, scheduled, fine, none } = await buckets(admin, 'state', ['revoked', 'scheduled', 'fine', 'none'])
      for (const bucket of [revoked, scheduled, fine]) {
        await completeVersion(bucket, 'one')
        await newChannel(bucket, 'production', 'one')
      }
      // Otherwise the registry would sooner or later move the channel.
      await schedule(revoked, 'one', HOUR, { disable_rollback_channels: true })
      await schedule(scheduled, 'one', 3 * HOUR)
      await newVersion(none, 'one')
      const found = (...status: string[]) => names({ q: 'state-', status })
      assert.deepEqual(await found('SCHEDULED_CHANNEL'), [revoked.name, scheduled.name])
      assert.deepEqual(await found('REVOKED_CHANNEL'), [])
      registry.clock.advance(2 * HOUR)
      admin = await registry.logIn()
      assert.deepEqual(await found('SCHEDULED_CHANNEL'), [scheduled.name])
      assert.deepEqual(await found('REVOKED_CHANNEL'), [revoked.name])
      assert.deepEqual(await found('NO_VERSION'), [none.name])
      assert.deepEqual(await found('NO_VERSION', 'REVOKED_CHANNEL'), [none.name, revoked.name])
      assert.equal((await list({ q: 'state-', status: ['NO_VERSION', 'REVOKED_CHANNEL'] })).total_count, 2)
      assert.match(await refused({ status: ['no_version'] }), /^status: "no_version" must be one of REVOKED_CHANNEL/)
    })

    test('buckets are found by what their newest versions were built for', async () => {
      const { moved, both, none } = await buckets(admin, 'platform', ['moved', 'both', 'none'])
      const build = (bucket: BucketScene, fingerprint: string, platform: string) =>
        finishBuild(bucket, fingerprint, { ...doneBuild(fingerprint), component_type: `${platform}.image`, platform })
      await newVersion(moved, 'one')
      await build(moved, 'one', 'gce')
      for (const bucket of [moved, both]) {
        await newVersion(bucket, 'two')
        await build(bucket, 'two', 'aws')
      }
      // In a bucket without a complete version, the version that was started last counts as the newest.
      await newVersion(none, 'one')
      await newBuild(none, 'one', { component_type: 'gce.image', status: 'BUILD_RUNNING', platform: 'gce' })
      await newVersion(both, 'three')
      await newBuild(both, 'three', { component_type: 'aws.image', status: 'BUILD_RUNNING' })
      await build(both, 'three', 'azure')
      const found = (...platform: string[]) => names({ q: 'platform-', platform })
      assert.deepEqual(await found('aws'), [both.name, moved.name])
      assert.deepEqual(await found('gce'), [none.name])
      assert.deepEqual(await found('azure'), [])
      assert.deepEqual(await found('gce', 'aws'), [both.name, moved.name, none.name])
      assert.equal((await list({ q: 'platform-', platform: ['aws'], status: ['NO_VERSION'] })).total_count, 0)
    })

    test('nobody is told of channels that they may not see, not even by what is found', async () => {
      const { secret, open } = await buckets(admin, 'hidden', ['secret', 'open'])
      for (const bucket of [secret, open]) {
        await completeVersion(bucket, 'one')
        const body = { name: 'internal', restricted: true, version_fingerprint: 'one' }
        await bucket.ok('CreateChannel', { body })
      }
      await newChannel(open, 'production', 'one')
      for (const bucket of [secret, open]) await schedule(bucket, 'one', 2400 * HOUR)
      const viewer = await registry.principal('viewer')
      const builder = await bucketPrincipal(registry, { [secret.name]: 'packer.builder', [open.name]: 'viewer' })
      const seen = async (client: Client) =>
        listOf((await list({ q: 'hidden-' }, client)).buckets).map(({ channels, channel_count }) => {
          assert.equal(listOf(channels).length, channel_count)
          return listOf(channels).map(({ name }) => name as string)
        })
      assert.deepEqual(await seen(viewer), [['production'], []])
      assert.deepEqual(await seen(builder), [['production'], ['latest', 'internal']])
      const query = { q: 'hidden-', status: ['SCHEDULED_CHANNEL'] }
      assert.deepEqual(await names(query, viewer), [open.name])
      assert.deepEqual(await names(query, builder), [open.name, secret.name])
      const channelNames = (await list({}, viewer)).channel_names as readonly string[]
      assert.ok(channelNames.includes('production') && !channelNames.includes('internal'))
      assert.deepEqual((await list({}, builder)).channel_names, ['internal', 'latest', 'production'])
    })

    test('whoever holds roles on single buckets sees these alone', async () => {
      const { one, two } = await buckets(admin, 'narrow', ['one', 'two', 'three'])
      const narrow = await bucketPrincipal(registry, { [one.name]: 'viewer', [two.name]: 'viewer' })
      const { buckets: seen, total_count } = await list({}, narrow)
      assert.deepEqual([listOf(seen).map(({ name }) => name), total_count], [[one.name, two.name], 2]) // prettier-ignore
      assert.deepEqual((await list({ q: 'three' }, narrow)).buckets, [])
    })

    test('a text is looked for in names and descriptions, whatever its case, and means nothing else', async () => {
      const described = { 'text-one': 'Größe 100%', 'text-two': 'a_b', 'text-Three': 'axb' }
      for (const [name, description] of Object.entries(described))
        await admin.ok('PackerService_CreateBucket', { body: { name, description } })
      const found = async (q: string) => (await names({ q })).filter((name) => name.startsWith('text-'))
      assert.deepEqual(await found('TEXT-'), ['text-Three', 'text-one', 'text-two'])
      assert.deepEqual(await found('GRÖSSE'), [])
      assert.deepEqual(await found('grÖ'), ['text-one'])
      assert.deepEqual(await found('%'), ['text-one'])
      assert.deepEqual(await found('A_B'), ['text-two'])
      assert.deepEqual(await found("' or 1=1 --"), [])
    })

    test('labels are looked for by name, or by name and value, all of them', async () => {
      const labelled = {
        'label-one': { os: 'ubuntu', 'a "b", c': 'd=e' },
        'label-two': { os: 'debian', note: '{"os":"ubuntu","team":"x"}', tail: '\\' },
        'label-three': { cos: 'ubuntu' },
      }
      for (const [name, labels] of Object.entries(labelled))
        await admin.ok('PackerService_CreateBucket', { body: { name, labels } })
      const found = (...label: string[]) => names({ q: 'label-', label })
      assert.deepEqual(await found('os'), ['label-one', 'label-two'])
      assert.deepEqual(await found('os=ubuntu'), ['label-one'])
      assert.deepEqual(await found('os=ubunt'), [])
      assert.deepEqual(await found('OS'), [])
      assert.deepEqual(await found('team'), [])
      assert.deepEqual(await found('a "b", c=d=e'), ['label-one'])
      assert.deepEqual(await found('tail=\\'), ['label-two'])
      assert.deepEqual(await found('os', 'note'), ['label-two'])
      assert.match(
        await refused({ label: Array.from({ length: 21 }, () => 'os') }),
        /^label: may be at most 20 at once/,
      )
    })

    test('buckets are sorted, in pages that go both ways and count all of them', async () => {
      const { b, a, c } = await buckets(admin, 'sorted', ['b', 'a', 'c'])
      for (const [bucket, fingerprint] of [
        [c, 'one'],
        [a, 'one'],
        [c, 'two'],
      ] as const) {
        // prettier-ignore
        registry.clock.advance(1000)
        await completeVersion(bucket, fingerprint)
      }
      const sorted = (order: string) => names({ q: 'sorted-', 'sorting.order_by': [order] })
      assert.deepEqual(await sorted('name desc'), [c.name, b.name, a.name])
      assert.deepEqual(await sorted('created_at'), [b.name, a.name, c.name])
      assert.deepEqual(await sorted('newest_at desc'), [c.name, a.name, b.name])
      assert.deepEqual(await sorted('newest_at asc'), [b.name, a.name, c.name])
      await c.ok('DeleteVersion', { params: { fingerprint: 'two' } })
      assert.deepEqual(await sorted('newest_at desc'), [a.name, c.name, b.name])
      assert.deepEqual(await sorted('updated_at desc'), [c.name, a.name, b.name])

      const query = { q: 'sorted-', 'pagination.page_size': 1 }
      const pages = await pagesOf((token) => list({ ...query, ...token }))
      assert.deepEqual(
        pages.map(({ buckets: page, total_count }) => [listOf(page).map(({ name }) => name as string), total_count]),
        [[[a.name], 3], [[b.name], 3], [[c.name], 3]], // prettier-ignore
      )
      const before = pages[2].pagination.previous_page_token as string
      assert.deepEqual(await names({ ...query, 'pagination.previous_page_token': before }), [b.name])
      assert.match(await refused({ 'sorting.order_by': ['labels'] }), /^sorting.order_by: cannot sort by "labels"/)
      assert.match(await refused({ 'pagination.next_page_token': 'x' }), /^pagination.next_page_token: is not a token/)
    })

    test('of many channels fifty are told, and how many there are', async () => {
      const bucket = await newBucket(admin, 'many-channels')
      for (let index = 0; index < 60; index += 1) await newChannel(bucket, `channel-${index}`, '')
      const { channels, channel_count } = await overviewOf(bucket)
      assert.deepEqual([listOf(channels).length, channel_count], [50, 61])
      assert.deepEqual(listOf(channels).slice(0, 3).map(({ name }) => name), ['latest', 'channel-0', 'channel-1']) // prettier-ignore
      assert.equal((await list()).channel_names.length, 12)
    })

    test('a bucket whose builds have failed is told with the version that failed', async () => {
      const bucket = await newBucket(admin, 'failing')
      await newVersion(bucket, 'one')
      await finishBuild(bucket, 'one', { component_type: 'file.image', status: 'BUILD_FAILED' })
      const { newest_version, newest_at, version_count } = await overviewOf(bucket)
      assert.deepEqual([newest_version.status, newest_at, version_count], ['VERSION_FAILED', null, 0])
    })
  })
