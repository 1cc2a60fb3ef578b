import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createBucket } from '../../src/domain/catalog/bucket/create-bucket.ts'
import { deleteBucket } from '../../src/domain/catalog/bucket/delete-bucket.ts'
import { registryActor } from '../../src/domain/principal/principal.ts'
import { createRegistry } from '../../src/domain/registry/create-registry.ts'
import { purgeBucketsJob } from '../../src/jobs/purge-buckets.ts'
import { aJob } from '../storage/arrange-lifecycle.ts'
import { at, aVersion, newId, storedBucket, storedProject } from '../storage/arrange.ts'
import { databases } from '../support/databases.ts'

for (const database of databases())
  describe(`clearing away deleted buckets on ${database.name}`, () => {
    test('is promised for each by itself, and done by whichever server comes to it', async () => {
      const store = await database.open()
      const { project } = await storedProject(store)
      const location = { organizationId: project.organizationId, projectId: project.id }
      const actor = { type: 'service', id: 'ci', name: 'ci', roles: [{ ...location, role: 'contributor' }] } as const
      const context = { actor, store, clock: { now: () => at(7) }, newId }
      await createRegistry(context, { location, featureTier: 'plus' })
      const names = Array.from({ length: 6 }, (_, index) => `bucket-${index}`)
      for (const name of names) await createBucket(context, { location, name, description: '', labels: {} })
      await Promise.all(names.map((bucketName) => deleteBucket(context, { location, bucketName })))
      const promised = (await store.jobs.list(10)).map(({ kind, runAt }) => `${kind} ${runAt}`)
      assert.deepEqual(
        promised,
        names.map(() => `purge-buckets ${at(7)}`),
      )
      const job = aJob({ kind: 'purge-buckets' })
      await Promise.all(names.map(() => purgeBucketsJob({ ...context, actor: registryActor })(job, () => false)))
      assert.equal(await store.transaction(({ buckets }) => buckets.purge()), false)
      await store.close()
    })

    test('stops after some pieces for others to have their turn, and goes on until nothing is left', async () => {
      const store = await database.open()
      const { bucket } = await storedBucket(store)
      const versions = Array.from({ length: 3000 }, (_, index) => aVersion(bucket, { sequence: index + 1 }))
      await store.transaction(async (tx) => {
        for (const version of versions) await tx.versions.insert(version)
        await tx.buckets.delete(bucket.id, at(0))
      })
      let [transactions, largest] = [0, 0]
      const counting = {
        ...store,
        transaction: ((work) => {
          transactions += 1
          return store.transaction(work)
        }) as typeof store.transaction,
      }
      const purge = () => purgeBucketsJob({ actor: registryActor, store: counting, clock: { now: () => at(7) }, newId })
      assert.equal(await purge()(aJob({ kind: 'purge-buckets', subject: '' }), () => transactions === 2), at(7))
      assert.equal(transactions, 2, 'the process is to end')
      const runs: (string | undefined)[] = []
      do {
        const before = transactions
        runs.push(await purge()(aJob({ kind: 'purge-buckets', subject: '' }), () => false))
        largest = Math.max(largest, transactions - before)
      } while (runs.at(-1) !== undefined)
      assert.deepEqual(runs, [at(7), undefined])
      assert.equal(largest, 50)
      assert.equal(await store.transaction(({ buckets }) => buckets.purge()), false)
      await store.close()
    })
  })
