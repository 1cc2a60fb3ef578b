// How often a list of channels reads the versions that they are assigned. The store is real; the test counts the reads.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ChannelOutline } from '../../../../src/domain/catalog/channel/channel.ts'
import { listChannels } from '../../../../src/domain/catalog/channel/list-channels.ts'
import type { Context } from '../../../../src/domain/context.ts'
import { registryActor } from '../../../../src/domain/principal/principal.ts'
import type { OpenStore } from '../../../../src/storage/open.ts'
import { aBuild, aChannel, at, aVersion, newId, storedBucket, storeVersion } from '../../../storage/arrange.ts'
import { databases } from '../../../support/databases.ts'

for (const database of databases())
  describe(`channels with their versions on ${database.name}`, () => {
    let store: OpenStore
    before(async () => {
      store = await database.open()
    })
    after(() => store.close())

    /** A bucket with `versionCount` versions, and one channel for each place: the index of the version it is assigned, or null. */
    const arrange = async (versionCount: number, places: readonly (number | null)[]) => {
      const { project, bucket } = await storedBucket(store)
      const versions = Array.from({ length: versionCount }, () => aVersion(bucket))
      for (const version of versions) await storeVersion(store, { ...version, builds: [aBuild(version)] })
      await store.transaction(async ({ channels }) => {
        for (const [index, place] of places.entries()) {
          const version = place === null ? null : versions[place]!
          await channels.insert(aChannel(bucket, { name: `channel-${String(index).padStart(4, '0')}`, version }))
        }
      })
      const asked: (readonly string[])[] = []
      const counting = {
        ...store,
        versions: {
          ...store.versions,
          readBrief: (ids: readonly string[]) => {
            asked.push(ids)
            return store.versions.readBrief(ids)
          },
        },
      }
      const context: Context = { actor: registryActor, store: counting, clock: { now: () => at(0) }, newId }
      const location = { organizationId: project.organizationId, projectId: project.id }
      const list = () => listChannels(context, { location, bucketName: bucket.name })
      return { ids: versions.map(({ id }) => id), asked, list }
    }
    const idsOf = (channels: readonly ChannelOutline[]) => channels.map(({ version }) => version?.id ?? null)

    test('a version that many channels hold is read once, and is one object for all of them', async () => {
      const places = Array.from({ length: 60 }, (_, index) => (index % 7 === 0 ? null : index % 3))
      const { ids, asked, list } = await arrange(3, places)
      const channels = await Array.fromAsync(await list())
      assert.deepEqual(
        idsOf(channels),
        places.map((place) => (place === null ? null : ids[place])),
      )
      assert.deepEqual(asked, [[ids[1], ids[2], ids[0]]])
      assert.equal(new Set(channels.map(({ version }) => version)).size, 4)
    })

    test('of very many versions those that were let go are read again, one by one', async () => {
      const places = Array.from({ length: 60 }, (_, index) => index % 30)
      const { ids, asked, list } = await arrange(30, places)
      assert.deepEqual(
        idsOf(await Array.fromAsync(await list())),
        places.map((place) => ids[place]),
      )
      assert.deepEqual(asked[0], ids)
      assert.deepEqual(asked.slice(1).flat(), ids)
    })

    test('a channel whose version is deleted while it is listed is on none, and the others on theirs', async () => {
      const places = [0, 1, 2, 1, 3]
      const { ids, list } = await arrange(4, places)
      const found: (string | null)[] = []
      const channels = await list()
      await store.transaction(({ versions }) => versions.delete(ids[1]!))
      for await (const { version } of channels) found.push(version?.id ?? null)
      assert.deepEqual(found, [ids[0], null, ids[2], null, ids[3]])
    })

    test('nothing is read before it is asked for', async () => {
      const { asked, list } = await arrange(2, [0, 1])
      const channels = await list()
      assert.deepEqual(asked, [])
      for await (const { version } of channels) {
        assert.ok(version)
        break
      }
      assert.equal(asked.length, 1)
    })
  })
