import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ports, Store } from '../../../src/domain/store.ts'
import { type OpenStore, openStore } from '../../../src/storage/open.ts'
import { databases, type Place } from '../../support/databases.ts'
import { aRegistry } from '../arrange-lifecycle.ts'
import { aBucket, aBuild, aChannel, aVersion, storedBucket, storedProject } from '../arrange.ts'

for (const database of databases())
  describe(`a transaction on ${database.name}`, () => {
    let place: Place
    let store: OpenStore
    /** A second store, as another process would open it. */
    let other: OpenStore

    before(async () => {
      place = await database.create()
      store = await openStore(place.location)
      other = await openStore(place.location)
    })
    after(async () => {
      await store.close()
      await other.close()
      await place.drop()
    })

    const storedRegistry = async () => {
      const { project } = await storedProject(store)
      const registry = aRegistry(project)
      await store.transaction(({ registries }) => registries.insert(registry))
      return { project, registry }
    }

    test('answers what its work answers, and all that it wrote is there', async () => {
      const { project } = await storedProject(store)
      const bucket = aBucket(project)
      const answer = await store.transaction(async ({ buckets }) => {
        await buckets.insert(bucket)
        return buckets.find(project.id, bucket.name)
      })
      assert.deepEqual(answer, bucket)
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    })

    test('leaves nothing behind when its work fails, and tells why it did', async () => {
      const { project } = await storedProject(store)
      const bucket = aBucket(project)
      const reason = new Error('the work failed')
      const failing = store.transaction(async ({ buckets, versions, channels }) => {
        await buckets.insert(bucket)
        await versions.insert(aVersion(bucket))
        await channels.insert(aChannel(bucket))
        throw reason
      })
      await assert.rejects(failing, (error) => error === reason)
      assert.equal(await store.buckets.find(project.id, bucket.name), undefined)
    })

    test('leaves nothing behind when the database refuses a write', async () => {
      const { project } = await storedProject(store)
      const bucket = aBucket(project)
      const orphan = aVersion(aBucket(project))
      const failing = store.transaction(async ({ buckets, versions }) => {
        await buckets.insert(bucket)
        await versions.insert(orphan)
      })
      await assert.rejects(failing, /foreign key/i)
      assert.equal(await store.buckets.find(project.id, bucket.name), undefined)
    })

    test('tells what the database refused first, not what failed because of it', async () => {
      const { project, bucket } = await storedBucket(store)
      const refused = (then: (tx: Ports) => Promise<unknown>) =>
        store.transaction(async (tx) => {
          await tx.buckets.lock(project.id, bucket.name)
          await tx.builds.insert(aBuild(aVersion(bucket)))
          return then(tx)
        })
      await assert.rejects(
        refused(async () => undefined),
        /foreign key/i,
      )
      await assert.rejects(
        refused(({ buckets }) => buckets.find(project.id, bucket.name)),
        /foreign key/i,
      )
      await assert.rejects(
        refused(({ buckets }) => buckets.update({ ...bucket, description: 'changed' })),
        /foreign key/i,
      )
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    })

    test('refuses the outer store inside it, and goes on', async () => {
      const { project, bucket } = await storedBucket(store)
      const refusal = /inside a transaction of its own/
      await store.transaction(async ({ buckets }) => {
        await assert.rejects(store.buckets.find(project.id, bucket.name), refusal)
        await assert.rejects(
          store.transaction(async () => 1),
          refusal,
        )
        assert.deepEqual(await buckets.find(project.id, bucket.name), bucket)
        assert.deepEqual(await other.buckets.find(project.id, bucket.name), bucket)
      })
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    })

    test('is over when it ends: what it started may use the outer store, and its own ports are closed', async () => {
      const { project, bucket } = await storedBucket(store)
      const started: { ports?: Ports; work?: Promise<unknown> } = {}
      await store.transaction(async (tx) => {
        started.ports = tx
        started.work = pause(20).then(() => store.buckets.find(project.id, bucket.name))
      })
      assert.deepEqual(await started.work, bucket)
      await assert.rejects(started.ports!.buckets.find(project.id, bucket.name), /committed/)
    })

    test('is needed for every write', async () => {
      const { project, bucket } = await storedBucket(store)
      const refusal = /writes only inside a transaction/
      await assert.rejects(store.buckets.insert(aBucket(project)), refusal)
      await assert.rejects(store.buckets.update({ ...bucket, description: 'changed' }), refusal)
      await assert.rejects(store.buckets.delete(bucket.id, '2026'), refusal)
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), bucket)
    })

    test('does not hold up the reads of others, which see what was there before it', async () => {
      const { project, bucket } = await storedBucket(store)
      const changed = { ...bucket, description: 'changed' }
      const written = Promise.withResolvers<undefined>()
      const elsewhere = written.promise.then(() => store.buckets.find(project.id, bucket.name))
      await store.transaction(async ({ buckets }) => {
        await buckets.lock(project.id, bucket.name)
        await buckets.update(changed)
        written.resolve(undefined)
        assert.deepEqual(await elsewhere, bucket)
      })
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), changed)
    })

    test('that locks a bucket has it alone until it ends', async () => {
      const { project, bucket } = await storedBucket(store)
      const log: string[] = []
      const locking = (name: string, from: Store) =>
        from.transaction(async ({ buckets }) => {
          await buckets.lock(project.id, bucket.name)
          log.push(`${name} begins`)
          await pause(30)
          log.push(`${name} ends`)
        })
      await Promise.all([locking('one', store), locking('one', store), locking('one', other)])
      assert.deepEqual(log, ['one begins', 'one ends', 'one begins', 'one ends', 'one begins', 'one ends'])
    })

    test('that holds a registry alone waits for those that hold it shared, and they for it', async () => {
      const { project } = await storedRegistry()
      const log: string[] = []
      const holding = (name: string, from: Store, hold: 'shared' | 'alone') =>
        from.transaction(async ({ registries }) => {
          await registries.lock(project.id, hold)
          log.push(`${name} begins`)
          await pause(30)
          log.push(`${name} ends`)
        })
      const first = holding('shared', store, 'shared')
      const others = [holding('alone', other, 'alone'), holding('alone', other, 'alone')]
      await Promise.all([first, ...others])
      await Promise.all([holding('alone', store, 'alone'), holding('shared', other, 'shared')])

      const turns = log.filter((_, index) => index % 2 === 0).map((entry) => entry.replace(' begins', ''))
      assert.deepEqual(
        log,
        turns.flatMap((name) => [`${name} begins`, `${name} ends`]),
      )
      assert.deepEqual(turns.toSorted(), ['alone', 'alone', 'alone', 'shared', 'shared'])
    })

    // Where writing transactions run one after another anyway, a lock is never shared.
    if (database.name === 'postgres')
      test('that holds a registry shared does so with others at once', async () => {
        const { project, registry } = await storedRegistry()
        const patience = pause(5000, 'it had to wait', { ref: false })
        await store.transaction(async ({ registries }) => {
          await registries.lock(project.id, 'shared')
          const second = other.transaction(async (tx) => {
            await tx.registries.lock(project.id, 'shared')
            return tx.registries.find(project.id)
          })
          assert.deepEqual(await Promise.race([second, patience]), registry)
        })
      })

    test('loses no change of another one, in this process or the next', async () => {
      const { project, bucket } = await storedBucket(store)
      const count = (from: Store) =>
        from.transaction(async ({ buckets }) => {
          const found = (await buckets.lock(project.id, bucket.name)) ?? assert.fail('the bucket is gone')
          await buckets.update({ ...found, versionCount: found.versionCount + 1 })
        })
      await Promise.all(Array.from({ length: 20 }, (_, index) => count(index % 2 === 0 ? store : other)))
      assert.deepEqual(await store.buckets.find(project.id, bucket.name), { ...bucket, versionCount: 20 })
    })

    test('runs again when it crosses another one', async () => {
      const { project, bucket: first } = await storedBucket(store)
      const second = aBucket(project)
      await store.transaction(({ buckets }) => buckets.insert(second))
      const countBoth = (names: readonly string[]) =>
        store.transaction(async ({ buckets }) => {
          for (const name of names) {
            const found = (await buckets.lock(project.id, name)) ?? assert.fail('the bucket is gone')
            await pause(30)
            await buckets.update({ ...found, versionCount: found.versionCount + 1 })
          }
        })
      await Promise.all([countBoth([first.name, second.name]), countBoth([second.name, first.name])])
      assert.deepEqual(
        new Set(await store.buckets.findMany([first.id, second.id])),
        new Set([first, second].map((bucket) => ({ ...bucket, versionCount: 2 }))),
      )
    })
  })
