// A transaction that waits for a lock gets its turn, however busy later ones are. Turns are counted, not timed.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Ports } from '../../src/domain/store.ts'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import { databases, type Place } from '../support/databases.ts'
import { aRegistry } from './arrange-lifecycle.ts'
import { storedBucket, storedProject } from './arrange.ts'

const BUILDERS = 12
// Each builder may finish its current turn, and those it asked for before the other transaction did. On a busy machine that one
// asks late: it first has to find a connection and begin. A transaction that starves never gets its turn.
const FAIR_TURNS = 20 * BUILDERS
// After so many turns the other transaction has starved.
const HUNGRY_TURNS = 2000

for (const database of databases())
  describe(`a hold on ${database.name}`, () => {
    let place: Place
    let store: OpenStore

    before(async () => {
      place = await database.create()
      store = await openStore(place.location)
    })
    after(async () => {
      await store.close()
      await place.drop()
    })

    const storedRegistry = async () => {
      const stored = await storedBucket(store)
      await store.transaction(({ registries }) => registries.insert(aRegistry(stored.project)))
      return stored
    }

    /** How many turns busy builders take while another transaction waits for its own. */
    async function turnsBefore(builder: (tx: Ports) => Promise<unknown>, other: (tx: Ports) => Promise<unknown>) {
      let turns = 0
      let isOver = false
      const underWay = Promise.withResolvers<undefined>()
      const busy = Array.from({ length: BUILDERS }, async () => {
        while (!isOver && turns < HUNGRY_TURNS) {
          await store.transaction(builder)
          turns += 1
          if (turns === BUILDERS) underWay.resolve(undefined)
        }
      })
      await underWay.promise
      const begin = turns
      const turn = store.transaction(async (tx) => {
        await other(tx)
        return turns - begin
      })
      try {
        return await turn
      } finally {
        isOver = true
        await Promise.all(busy)
      }
    }

    test('of a registry alone comes after those that asked before, and before those that ask later', async () => {
      const { project, bucket } = await storedRegistry()
      let taken = 0
      // Keeps the lock until the next one has it too, so that it is never free, or for so long that the next one must be waiting.
      const build = async (tx: Ports) => {
        await tx.registries.lock(project.id, 'shared')
        taken += 1
        const mine = taken
        for (let step = 0; step < 40 && taken === mine; step++) await tx.buckets.find(project.id, bucket.name)
      }
      const turns = await turnsBefore(build, (tx) => tx.registries.lock(project.id, 'alone'))
      assert.ok(turns <= FAIR_TURNS, `${turns} turns of others came first`)
    })

    test('of a registry shared is not kept waiting by those that have it alone, one after the other', async () => {
      const { project } = await storedRegistry()
      const revoke = (tx: Ports) => tx.registries.lock(project.id, 'alone')
      const turns = await turnsBefore(revoke, (tx) => tx.registries.lock(project.id, 'shared'))
      assert.ok(turns <= FAIR_TURNS, `${turns} turns of others came first`)
    })

    test('of a bucket has its turn among all that want the same one', async () => {
      const { project, bucket } = await storedRegistry()
      const build = async (tx: Ports) => {
        await tx.registries.lock(project.id, 'shared')
        const found = (await tx.buckets.lock(project.id, bucket.name)) ?? assert.fail('the bucket is gone')
        await tx.buckets.update({ ...found, versionCount: found.versionCount + 1 })
      }
      const turns = await turnsBefore(build, build)
      assert.ok(turns <= FAIR_TURNS, `${turns} turns of others came first`)
    })

    test('shows what those before it have left, also of a registry that was not there', async () => {
      const { project } = await storedProject(store)
      const registry = aRegistry(project)
      const holding = Promise.withResolvers<undefined>()
      const asked = Promise.withResolvers<undefined>()
      const first = store.transaction(async (tx) => {
        await tx.registries.lock(project.id, 'alone')
        holding.resolve(undefined)
        await asked.promise
        await tx.registries.insert(registry)
      })
      await holding.promise
      const second = store.transaction(async (tx) => {
        await tx.registries.lock(project.id, 'shared')
        return tx.registries.find(project.id)
      })
      // Gives the second transaction time to ask for the lock, where transactions do not run one after another anyway.
      for (let turn = 0; turn < 50; turn++) await store.registries.find(project.id)
      asked.resolve(undefined)
      await first
      assert.deepEqual(await second, registry)
    })
  })
