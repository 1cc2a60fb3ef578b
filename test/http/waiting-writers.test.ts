// However many changes wait for one another, reads get responses, tokens are checked, and the server is ready.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newBucket, newVersion } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

// More than any connection pool has connections.
const WRITERS = 40

for (const database of databases())
  describe(`while changes wait for a long one, on ${database.name},`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    test('reads, fresh tokens and the readiness do not, and every change is made in the end', async () => {
      const bucket = await newBucket(registry.admin, 'busy')
      await newVersion(bucket, 'fp')
      const viewer = await registry.principal('viewer')
      const { projectId } = registry
      const holding = Promise.withResolvers<undefined>()
      const enough = Promise.withResolvers<undefined>()
      const long = registry.store.transaction(async (tx) => {
        await tx.registries.lock(projectId, 'alone')
        holding.resolve(undefined)
        await enough.promise
      })
      await holding.promise

      let ended = 0
      const writers = Array.from({ length: WRITERS }, async (_, index) => {
        const answer = await bucket.call('CreateVersion', { body: { fingerprint: `fp-${index}` } })
        ended += 1
        return answer.status
      })
      const read = { params: { bucket_name: 'busy', fingerprint: 'fp' } }
      for (let time = 0; time < 5; time++) {
        assert.equal((await bucket.ok('GetVersion', read)).version.fingerprint, 'fp')
        assert.equal((await registry.anonymous.send({ method: 'GET', path: '/readyz' })).status, 200)
      }
      // The server has never seen this token.
      assert.equal((await viewer.call('PackerService_GetVersion', read)).status, 200)
      assert.equal(ended, 0)
      enough.resolve(undefined)
      await long
      assert.deepEqual(
        await Promise.all(writers),
        Array.from({ length: WRITERS }, () => 200),
      )
    })
  })
