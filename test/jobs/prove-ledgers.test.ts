import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { registryActor } from '../../src/domain/principal/principal.ts'
import type { Break } from '../../src/domain/record/ledger/break.ts'
import { EVENTS } from '../../src/domain/record/ledger/proof.ts'
import { proveLedgers } from '../../src/domain/record/ledger/prove-ledgers.ts'
import { stubSigner } from '../../src/domain/record/ledger/stub.ts'
import { proveLedgersJob } from '../../src/jobs/prove-ledgers.ts'
import { happen, ledgersOn, sealAll, someEvents } from '../domain/record/ledger/ledgers.ts'
import { aJob } from '../storage/arrange-lifecycle.ts'
import { aProject, at, newId } from '../storage/arrange.ts'
import { TEST_SECRET_KEYS } from '../support/test-config.ts'
import { databases, type TestDatabase } from '../support/databases.ts'

const witness = stubSigner(TEST_SECRET_KEYS)
const HOUR = 60 * 60 * 1000
const goesOn = () => false

async function proving(t: TestContext, database: TestDatabase) {
  const ledgers = await ledgersOn(t, database)
  const { store } = ledgers
  let now = at(0)
  const context = { actor: registryActor, store, clock: { now: () => now }, newId }
  const logged: unknown[] = []
  const job = proveLedgersJob(context, { witness, log: { error: (found: unknown) => void logged.push(found) } })
  return {
    ...ledgers,
    context,
    /** Runs the job at this time; returns what it logged. */
    proveAt: async (milliseconds: number): Promise<readonly unknown[]> => {
      now = at(milliseconds)
      assert.equal(await job(aJob(), goesOn), at(milliseconds + HOUR / 12))
      return logged.splice(0)
    },
    proofOf: async (ledger: string) => (await store.proofs.find(ledger)) ?? assert.fail('nothing was proved'),
    headOf: async (ledger: string) => (await store.ledgers.head(ledger)) ?? assert.fail('nothing is sealed'),
  }
}

for (const database of databases())
  describe(`proving ledgers on ${database.name}`, () => {
    test('is done once a day for all of them', async (t) => {
      const { store, project, organization, proveAt, proofOf, headOf } = await proving(t, database)
      const other = aProject(organization)
      await happen(store, ...someEvents(project, 450), ...someEvents(other, 1))
      await sealAll(store)
      assert.deepEqual(await proveAt(0), [])
      for (const { id: ledger } of [project, other]) {
        const { position, hash } = await headOf(ledger)
        assert.deepEqual(await proofOf(ledger), { ledger, position, hash, at: at(0), broken: null, walk: null })
      }
      await happen(store, ...someEvents(project, 1))
      await sealAll(store)
      assert.deepEqual(await proveAt(24 * HOUR - 1), [])
      assert.equal((await proofOf(project.id)).position, 450)
      assert.deepEqual(await proveAt(24 * HOUR), [])
      assert.equal((await proofOf(project.id)).position, 451)
      // With a clock that was set back since.
      assert.deepEqual(await proveAt(HOUR), [])
      assert.equal((await proofOf(other.id)).at, at(HOUR))
    })

    test('finds what was changed, says so every day, and no more when it is as it was', async (t) => {
      const { store, past, project, proveAt, proofOf } = await proving(t, database)
      const events = someEvents(project, 12)
      const third = events[2]?.id ?? ''
      await happen(store, ...events)
      await sealAll(store)
      assert.deepEqual(await proveAt(0), [])
      const say = (actor_name: string) =>
        past.updateTable('event').set({ actor_name }).where('id', '=', third).execute()
      await say('mallory')
      const broken: Break = { ledger: project.id, position: 3, eventId: third, what: 'changed', swappedWith: null }
      assert.deepEqual(await proveAt(24 * HOUR), [broken])
      const proof = await proofOf(project.id)
      assert.deepEqual([proof.position, proof.at, proof.broken], [2, at(24 * HOUR), broken])
      assert.deepEqual(await proveAt(48 * HOUR), [broken])
      await say(events[2]?.actor.name ?? '')
      assert.deepEqual(await proveAt(72 * HOUR), [])
      assert.equal((await proofOf(project.id)).broken, null)
    })

    test('finds a ledger that was cut since it was proved, and says so every day', async (t) => {
      const { store, past, project, proveAt, proofOf } = await proving(t, database)
      await happen(store, ...someEvents(project, 12))
      await sealAll(store)
      assert.deepEqual(await proveAt(0), [])
      const { hash } = await proofOf(project.id)
      const [last] = await store.ledgers.trace(project.id, 10, { events: 1, bytes: 0 })
      for (const table of ['sealed_event', 'ledger'] as const)
        await past
          .deleteFrom(table)
          .where('position', '>', table === 'ledger' ? 0 : 11)
          .execute()
      const head = { id: project.id, organization_id: '', position: 11, hash: last?.hash ?? '', sealed_at: at(0) }
      await past.insertInto('ledger').values({ ...head, told_position: 0, told_at: '' }).execute() // prettier-ignore
      const broken: Break = { ledger: project.id, position: 12, eventId: '', what: 'made-anew', swappedWith: null }
      const lost = (found: readonly unknown[]) => found.filter((each) => (each as Break).what !== 'lost')
      assert.deepEqual(lost(await proveAt(24 * HOUR)), [broken])
      assert.deepEqual(lost(await proveAt(48 * HOUR)), [broken])
      const { position, ...proof } = await proofOf(project.id)
      assert.deepEqual([position, proof.hash, proof.at], [12, hash, at(48 * HOUR)])
    })

    test('finds an event that has no place and waits for none', async (t) => {
      const { store, past, project, proveAt, proofOf } = await proving(t, database)
      const [lost] = someEvents(project, 1)
      assert.ok(lost)
      await happen(store, lost)
      await past.deleteFrom('unsealed_event').execute()
      const broken: Break = { ledger: project.id, position: null, eventId: lost.id, what: 'lost', swappedWith: null }
      assert.deepEqual(await proveAt(0), [broken])
      assert.deepEqual((await proofOf(EVENTS)).broken, broken)
    })

    test('tells of a break at its first time, whatever is behind it', async (t) => {
      const { store, past, project, context, proofOf } = await proving(t, database)
      const events = someEvents(project, 700)
      const eventId = events[1]?.id ?? ''
      await happen(store, ...events)
      await sealAll(store)
      await past.updateTable('event').set({ actor_name: 'mallory' }).where('id', '=', eventId).execute()
      const told: Break[] = []
      const parts = { witness, rest: () => Promise.resolve(), onBroken: (found: Break) => void told.push(found) }
      while (await proveLedgers(context, { ...parts, isOver: () => true }))
        assert.ok(told.length > 0, 'nothing was told')
      const broken: Break = { ledger: project.id, position: 2, eventId, what: 'changed', swappedWith: null }
      assert.deepEqual([told, (await proofOf(project.id)).broken], [[broken], broken])
    })

    test('is left to later versions once one has brought the database to its schema', async (t) => {
      const { store, past, project, context, proveAt } = await proving(t, database)
      await happen(store, ...someEvents(project, 250))
      await sealAll(store)
      await past.updateTable('event').set({ actor_name: 'mallory' }).where('project_id', '=', project.id).execute()
      const migrate = () =>
        sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027-01-01')`.execute(past)
      // The migration comes while the break is being examined.
      let rests = 0
      const rest = () => (rests++ === 0 ? migrate() : Promise.resolve())
      const onBroken = () => assert.fail('it cannot tell')
      assert.equal(await proveLedgers(context, { witness, rest, onBroken }), true)
      assert.ok(rests > 0, 'it was looked at')
      assert.deepEqual(await proveAt(0), [])
      assert.equal((await store.proofs.find(project.id))?.broken ?? null, null)
      await sql`delete from kysely_migration where name = '9999-later'`.execute(past)
      assert.equal((await proveAt(0)).length, 1)
    })

    test('goes on where it was when its process ends', async (t) => {
      const { store, past, project, context, proofOf, headOf } = await proving(t, database)
      const events = someEvents(project, 1000)
      await happen(store, ...events)
      await sealAll(store)
      const ends = async (after: number) => {
        let rests = 0
        const rest = () => (++rests > after ? Promise.reject(new Error('the process ends')) : Promise.resolve())
        await assert.rejects(
          proveLedgers(context, { witness, rest, onBroken: () => assert.fail('nothing is broken') }),
          /the process ends/,
        )
      }
      await ends(0)
      const { walk, at: provedAt } = await proofOf(project.id)
      assert.deepEqual([walk?.position, provedAt], [200, null])
      // Events that were checked already are not checked again.
      await past
        .updateTable('event')
        .set({ actor_name: 'mallory' })
        .where('id', '=', events[0]?.id ?? '')
        .execute()
      await proveLedgers(context, {
        witness,
        rest: () => Promise.resolve(),
        onBroken: () => assert.fail('nothing is broken'),
      })
      const { position, hash } = await headOf(project.id)
      const expected = { ledger: project.id, position, hash, at: at(0), broken: null, walk: null }
      assert.deepEqual(await proofOf(project.id), expected)
    })
  })
