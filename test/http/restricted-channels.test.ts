// Restricted channels are for contributors: viewers neither see them nor learn from other responses where they point.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  assign,
  type BucketScene,
  channelOf,
  completeVersion,
  inBucket,
  newBucket,
  newChannel,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, imageFrom } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`restricted channels on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    let viewer: Client
    let contributor: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
      ;[viewer, contributor] = [await registry.principal('viewer'), await registry.principal('contributor')]
    })
    after(() => registry.close())

    const restrict = (bucket: BucketScene, channel_name: string, restricted: boolean) =>
      bucket.ok('UpdateChannel', { params: { channel_name }, body: { restricted, update_mask: 'restricted' } })
    const names = async (bucket: BucketScene) =>
      listOf((await bucket.ok('ListChannels')).channels).map(({ name }) => name as string)
    /** A bucket with one version, assigned to the restricted channel `secret` and to the unrestricted one `public`. */
    const arranged = async (name: string): Promise<BucketScene> => {
      const bucket = await newBucket(admin, name)
      await completeVersion(bucket, 'one')
      const body = { name: 'secret', restricted: true, version_fingerprint: 'one' }
      await bucket.ok('CreateChannel', { body })
      await newChannel(bucket, 'public', 'one')
      return bucket
    }

    test('viewers find only the other channels in a list', async () => {
      await arranged('listed')
      assert.deepEqual(await names(inBucket(viewer, 'listed')), ['public'])
      for (const client of [contributor, admin])
        assert.deepEqual(await names(inBucket(client, 'listed')), ['latest', 'public', 'secret'])
    })

    test('a viewer is refused a restricted channel, by name', async () => {
      const bucket = await arranged('refused')
      const { principal } = await viewer.ok('IamService_GetCallerIdentity', {})
      const viewed = inBucket(viewer, 'refused')
      const params = { channel_name: 'secret' }
      const refusal = `channel "secret" of bucket "refused" is restricted: principal "${principal.service.name as string}" needs the packer.builder, packer.publisher or contributor role to see it`
      assert.equal(await viewed.refused('GetChannel', 7, { params }), refusal)
      assert.equal(await viewed.refused('ListChannelAssignmentHistory', 7, { params }), refusal)
      await viewed.refused('GetChannel', 7, { params: { channel_name: 'latest' } })
      assert.equal((await channelOf(viewed, 'public')).version.fingerprint, 'one')
      assert.deepEqual(await channelOf(inBucket(contributor, 'refused'), 'secret'), await channelOf(bucket, 'secret'))
    })

    test('restriction can be lifted and put back, of `latest` too', async () => {
      const bucket = await arranged('lifted')
      const viewed = inBucket(viewer, 'lifted')
      for (const channel of ['secret', 'latest']) {
        await restrict(bucket, channel, false)
        assert.equal((await channelOf(viewed, channel)).version.fingerprint, 'one')
      }
      assert.deepEqual(await names(viewed), ['latest', 'public', 'secret'])
      for (const channel of ['secret', 'latest']) {
        await restrict(bucket, channel, true)
        await viewed.refused('GetChannel', 7, { params: { channel_name: channel } })
      }
    })

    test('a channel that a viewer was refused is not confused with one that does not exist', async () => {
      await arranged('confused')
      const message = await inBucket(viewer, 'confused').refused('GetChannel', 5, { params: { channel_name: 'nope' } })
      assert.equal(message, 'channel "nope" does not exist')
    })

    test('a search by labels through a restricted channel is refused to viewers', async () => {
      await arranged('searched')
      const search = (client: Client, channel: string) => {
        const { organizationId, projectId } = registry
        const path = `/packer/2022-12-02/organizations/${organizationId}/projects/${projectId}/images/searched/channels/${channel}/_search/by_labels`
        const body = JSON.stringify({ labels: {}, cloud_provider: 'packer.file', region: 'output' })
        return client.send({ method: 'POST', path, body, headers: { 'content-type': 'application/json' } })
      }
      const refused = await search(viewer, 'secret')
      assert.deepEqual([refused.status, refused.body.code], [403, 7])
      for (const [client, channel] of [
        [viewer, 'public'],
        [contributor, 'secret'],
      ] as const)
        assert.equal((await search(client, channel)).status, 200)
    })

    test('ancestry tells viewers how an image stands, but not through which restricted channel', async () => {
      const { base, leaf } = await buckets(admin, 'ancestry', ['base', 'leaf'])
      const one = await completeVersion(base, 'one')
      const secret = (await base.ok('CreateChannel', { body: { name: 'secret', restricted: true } })).channel
      const open = await newChannel(base, 'public', 'one')
      await assign(base, 'secret', 'one')
      await imageFrom(leaf, 'two', { version: one, channel: secret }, { version: one, channel: open })
      const seenBy = async (client: Client) =>
        listOf((await inBucket(client, leaf.name).ok('ListBucketAncestry')).relations)
          .map(({ status, parent }) =>
            [status, parent.channel_name, parent.channel_version?.fingerprint ?? null].join(),
          )
          .toSorted()
      assert.deepEqual(await seenBy(contributor), ['UP_TO_DATE,public,one', 'UP_TO_DATE,secret,one'])
      assert.deepEqual(await seenBy(viewer), ['UP_TO_DATE,,', 'UP_TO_DATE,public,one'])
    })

    test('ancestry is not filtered by a restricted channel for viewers', async () => {
      await arranged('filtered')
      const query = { channel_name: 'secret' }
      await inBucket(viewer, 'filtered').refused('ListBucketAncestry', 7, { query })
      await inBucket(contributor, 'filtered').ok('ListBucketAncestry', { query })
    })
  })
