// All events get their positions, in batches between which other work gets its turn.
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { registryActor } from '../../src/domain/principal/principal.ts'
import { sealEventsJob } from '../../src/jobs/seal-events.ts'
import { happen, ledgersOn, someEvents } from '../domain/record/ledger/ledgers.ts'
import { aJob } from '../storage/arrange-lifecycle.ts'
import { at, newId } from '../storage/arrange.ts'
import { databases, type TestDatabase } from '../support/databases.ts'

const SECOND = 1000
const goesOn = () => false

/** Two batches and one event, written at 0, and the job that seals them. */
async function behind(t: TestContext, database: TestDatabase, now: string) {
  const { store, project } = await ledgersOn(t, database)
  await happen(store, ...someEvents(project, 401))
  const rests: number[] = []
  const job = sealEventsJob(
    { actor: registryActor, store, clock: { now: () => now }, newId },
    {
      onSealed: [],
      log: { error: () => assert.fail('nothing is wrong') },
      rest: async (milliseconds) => void rests.push(milliseconds),
    },
  )
  return { job, rests, sealed: async () => (await store.ledgers.head(project.id))?.position ?? 0 }
}

for (const database of databases())
  describe(`sealing events on ${database.name}`, () => {
    test('rests between batches, for as long as each took, and comes again after a while', async (t) => {
      const now = at(10 * SECOND)
      const { job, rests, sealed } = await behind(t, database, now)
      const again = await job(aJob(), goesOn)
      assert.equal(await sealed(), 401)
      assert.equal(rests.length, 2)
      assert.ok(rests.every((milliseconds) => milliseconds > 0))
      assert.ok((again ?? '') > now)
    })

    test('does not rest where what it seals was written more than ten seconds ago', async (t) => {
      const { job, rests, sealed } = await behind(t, database, at(10 * SECOND + 1))
      await job(aJob(), goesOn)
      assert.equal(await sealed(), 401)
      assert.deepEqual(rests, [])
    })

    test('begins no other batch once the process is to end, and goes on at once', async (t) => {
      const now = at(SECOND)
      const { job, rests, sealed } = await behind(t, database, now)
      assert.equal(await job(aJob(), () => rests.length > 0), now)
      assert.equal(await sealed(), 200)
      await job(aJob(), goesOn)
      assert.equal(await sealed(), 401)
    })
  })
