// Old events are deleted, a signed stub replaces them, and whatever is changed directly in the database is still detected.
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { registryActor } from '../../src/domain/principal/principal.ts'
import { newDelivery } from '../../src/domain/record/delivery/delivery.ts'
import { factsOfVersion } from '../../src/domain/record/delivery/facts-of-version.ts'
import { followEvents } from '../../src/domain/record/event/follow-events.ts'
import type { Event } from '../../src/domain/record/event/event.ts'
import { pruneLedgers } from '../../src/domain/record/ledger/prune-ledgers.ts'
import { type Stub, stubSigner, stubWitness } from '../../src/domain/record/ledger/stub.ts'
import { findMisplaced, hasStill, verifyLedgers } from '../../src/domain/record/ledger/verify-ledger.ts'
import { pruneLedgersJob } from '../../src/jobs/prune-ledgers.ts'
import { nextTurn } from '../../src/machine/next-turn.ts'
import { happen, ledgersOn, sealAll } from '../domain/record/ledger/ledgers.ts'
import { aJob } from '../storage/arrange-lifecycle.ts'
import { aWebhook } from '../storage/arrange-webhooks.ts'
import { anEvent, at, newId, storedProject } from '../storage/arrange.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { TEST_SECRET_KEYS } from '../support/test-config.ts'

const DAY = 24 * 60 * 60 * 1000
const KEPT = 30 * DAY
const signer = stubSigner(TEST_SECRET_KEYS)
const everything = { position: 1000, before: at(999 * DAY) }

/** A ledger with one event a day. */
async function aLedger(t: TestContext, database: TestDatabase, count: number, given: readonly Partial<Event>[] = []) {
  const scene = await ledgersOn(t, database)
  const { store, project } = scene
  const events = Array.from({ length: count }, (_, day) => anEvent(project, { at: at(day * DAY), ...given[day] }))
  await happen(store, ...events)
  await sealAll(store)
  const context = { actor: registryActor, store, clock: { now: () => at(900 * DAY) }, newId }
  const logged: unknown[] = []
  return {
    ...scene,
    events,
    context,
    logged,
    ledger: project.id,
    /** Runs the job so many days after the first event ceased to be kept; returns the stub. */
    pruneOn: async (day: number) => {
      const clock = { now: () => at(KEPT + day * DAY) }
      const parts = { keptMs: KEPT, signer, log: { info: (stub: unknown) => void logged.push(stub) } }
      assert.equal(
        await pruneLedgersJob({ ...context, clock }, parts)(aJob(), () => false),
        at(KEPT + day * DAY + 600_000),
      )
      return store.stubs.find(project.id)
    },
    verified: async (witness = signer as Pick<typeof signer, 'holds'>) => {
      const found = (await Array.fromAsync(verifyLedgers(store, witness, nextTurn))).flatMap(
        ({ broken }) => broken ?? [],
      )
      return (found[0] ?? (await findMisplaced(store, nextTurn)))?.what ?? 'holds'
    },
  }
}
type Scene = Awaited<ReturnType<typeof aLedger>>

const placeAt = ({ past, ledger }: Scene, position: number, to: { position?: number; hash?: string }) =>
  past.updateTable('sealed_event').set(to).where('ledger', '=', ledger).where('position', '=', position).execute()
const idAt = ({ events }: Scene, position: number) => events[position - 1]?.id ?? ''
const changeStub = ({ past, ledger }: Scene, to: Partial<Record<'hash' | 'pruned_at' | 'first_at', string>>) =>
  past.updateTable('ledger_stub').set(to).where('ledger', '=', ledger).execute()

/** Changes to a ledger of twenty events, of which five are pruned. */
const tamperings: readonly (readonly [what: string, tamper: (scene: Scene) => Promise<unknown>, found: string])[] = [
  [
    'a row that was changed',
    (scene) => scene.past.updateTable('event').set({ payload: '{}' }).where('id', '=', idAt(scene, 9)).execute(),
    'changed',
  ],
  [
    'a row that was removed',
    (scene) => scene.past.deleteFrom('event').where('id', '=', idAt(scene, 6)).execute(),
    'event-missing',
  ],
  [
    'the first ones, removed as if they had been pruned',
    async (scene) => {
      await scene.past
        .deleteFrom('event')
        .where('id', 'in', [idAt(scene, 6), idAt(scene, 7)])
        .execute()
      await scene.past.deleteFrom('sealed_event').where('position', '<=', 7).execute()
    },
    'place-missing',
  ],
  [
    'those with a stub that says so',
    async (scene) => {
      const [seventh] = await scene.store.ledgers.trace(scene.ledger, 6, { events: 1, bytes: 1 })
      await scene.past
        .deleteFrom('event')
        .where('id', 'in', [idAt(scene, 6), idAt(scene, 7)])
        .execute()
      await scene.past.deleteFrom('sealed_event').where('position', '<=', 7).execute()
      await scene.past
        .updateTable('ledger_stub')
        .set({ position: 7, count: 7, hash: seventh?.hash ?? '' })
        .execute()
    },
    'stub-changed',
  ],
  [
    'a pair that was swapped',
    async (scene) => {
      for (const [from, to] of [[8, 99], [12, 8], [99, 12]] as const) await placeAt(scene, from, { position: to }) // prettier-ignore
    },
    'swapped',
  ],
  ['a hash of the stub that was changed', (scene) => changeStub(scene, { hash: 'f'.repeat(64) }), 'stub-changed'],
  ['a time of the stub that was changed', (scene) => changeStub(scene, { first_at: at(1) }), 'stub-changed'],
  [
    'a stub that another key has signed',
    (scene) => scene.store.transaction(({ stubs }) => stubs.put(forged(scene))),
    'stub-changed',
  ],
  ['a stub that was removed', (scene) => scene.past.deleteFrom('ledger_stub').execute(), 'place-missing'],
]

const forged = ({ ledger }: Scene): Stub =>
  stubSigner([new Uint8Array(32).fill(9)]).signed({
    ...{ ledger, position: 5, hash: 'a', count: 5 },
    ...{ firstAt: at(0), lastAt: at(1), prunedAt: at(2) },
  })

for (const database of databases())
  describe(`pruning ledgers on ${database.name}`, () => {
    test('takes what is too old by whole days, oldest first, and leaves a stub that goes on from before', async (t) => {
      const scene = await aLedger(t, database, 20)
      const { store, ledger, events, pruneOn, verified, logged } = scene
      const places = await store.ledgers.trace(ledger, 0, { events: 99, bytes: 1_000_000 })
      assert.equal(await pruneOn(0), undefined)
      const stub = (await pruneOn(5.9)) ?? assert.fail('nothing was pruned')
      const { signature, ...facts } = stub
      assert.deepEqual(facts, {
        ...{ ledger, position: 5, hash: places[4]?.hash, count: 5, firstAt: at(0), lastAt: at(4 * DAY) },
        ...{ prunedAt: at(KEPT + 5.9 * DAY), keyId: signer.keys[0]?.id },
      })
      assert.ok(signature)
      assert.deepEqual(logged, [stub])
      assert.equal(await verified(), 'holds')
      assert.equal(await pruneOn(5.9).then((again) => again?.prunedAt), stub.prunedAt, 'nothing is left to prune')
      assert.deepEqual(
        [await store.events.find(idAt(scene, 5)), await store.events.find(idAt(scene, 6))],
        [undefined, events[5]],
      )
      const next = await pruneOn(7)
      assert.deepEqual([next?.position, next?.count, next?.firstAt, next?.lastAt], [7, 7, at(0), at(6 * DAY)])
      assert.deepEqual(
        (await store.ledgers.after(ledger, 0, { events: 1, bytes: 1 })).map(({ position }) => position),
        [8],
      )
      assert.equal(await verified(), 'holds')
      // All of it is pruned, and then more happens.
      assert.equal((await pruneOn(99))?.position, 20)
      assert.equal(await verified(), 'holds')
      await happen(store, anEvent(scene.project))
      await sealAll(store)
      assert.equal(await verified(), 'holds')
      assert.equal((await store.ledgers.head(ledger))?.position, 21)
    })

    for (const [what, tamper, found] of tamperings)
      test(`does not hide ${what}`, async (t) => {
        const scene = await aLedger(t, database, 20)
        await scene.pruneOn(5)
        assert.equal(await scene.verified(), 'holds')
        await tamper(scene)
        assert.equal(await scene.verified(), found)
      })

    test('prunes nothing that is not as it was sealed, and nothing behind that', async (t) => {
      const scene = await aLedger(t, database, 20)
      await scene.past.updateTable('event').set({ actor_name: 'mallory' }).where('id', '=', idAt(scene, 4)).execute()
      assert.equal((await scene.pruneOn(10))?.position, 3)
      assert.equal(await scene.verified(), 'changed')
      await changeStub(scene, { pruned_at: at(0) })
      assert.equal((await scene.pruneOn(11))?.position, 3)
      assert.equal(await scene.verified(), 'stub-changed')
    })

    test('prunes what cannot be read as it was sealed, and of other ledgers all as well', async (t) => {
      const scene = await aLedger(t, database, 0)
      const { store, past, project, context, ledger } = scene
      const { project: another } = await storedProject(store)
      const of = { action: 'complete', kind: 'version.completed', bucketId: 'b', versionId: 'v' } as const
      const lost = ['{', 'null'].map((payload) => ({ payload, event: anEvent(project, { ...of, at: at(0) }) }))
      await happen(store, ...lost.map(({ event }) => event), anEvent(another, { at: at(0) }))
      for (const { payload, event } of lost)
        await past.updateTable('event').set({ payload }).where('id', '=', event.id).execute()
      await sealAll(store)
      const parts = { ...everything, signer, rest: nextTurn, isOver: () => false, onPruned: () => undefined }
      assert.equal(await pruneLedgers(context, parts), false)
      for (const [id, count] of [[ledger, 2], [another.id, 1]] as const) assert.equal((await store.stubs.find(id))?.count, count) // prettier-ignore
      assert.equal(await store.stubs.findBuilds('v'), undefined)
      assert.equal(await scene.verified(), 'holds')
    })

    test('keeps what a delivery is about, until that is gone', async (t) => {
      const scene = await aLedger(t, database, 20)
      const { store, project, pruneOn } = scene
      const webhook = aWebhook(project)
      const about = { action: '', bucketName: '', versionName: '', versionFingerprint: '', channelName: '' }
      const delivery = newDelivery(
        newId(),
        { webhookId: webhook.id, eventId: idAt(scene, 3), about, position: 3 },
        at(0),
      )
      await store.transaction(async (tx) => {
        await tx.webhooks.insert(webhook)
        await tx.deliveries.enqueue([delivery], at(0))
      })
      assert.equal((await pruneOn(10))?.position, 2)
      await store.transaction(async ({ deliveries }) => {
        await deliveries.update({ ...delivery, state: 'delivered', endedAt: at(1) })
        await deliveries.delete([delivery.id])
      })
      assert.equal((await pruneOn(10))?.position, 10)
    })

    test('keeps the builds of a version for its webhooks until its deletion is pruned as well', async (t) => {
      const of = { bucketId: 'b', versionId: 'v', subject: 'version' } as const
      const version = { id: 'v', fingerprint: 'fp', name: 'v1', status: 'active' }
      const scene = await aLedger(t, database, 20, [
        { ...of, action: 'complete', kind: 'version.completed', payload: { version, builds: [{ id: 'build' }] } },
        { ...of, action: 'assign', kind: 'channel.assigned', payload: { version } },
        {},
        { ...of, action: 'delete', kind: 'version.deleted', payload: { version } },
      ])
      const { store, pruneOn, events } = scene
      const assigned = events[1] ?? assert.fail()
      const before = await factsOfVersion({ store }, assigned)
      assert.deepEqual(before.builds, [{ id: 'build' }])
      await pruneOn(3)
      assert.deepEqual(await factsOfVersion({ store }, assigned), before)
      await pruneOn(4)
      assert.equal(await store.stubs.findBuilds('v'), undefined)
    })

    test('keeps the builds of what is made after all was deleted, and not of what was before', async (t) => {
      const complete = (id: string): Partial<Event> => ({
        ...({ action: 'complete', kind: 'version.completed', bucketId: `bucket-of-${id}`, versionId: id } as const),
        payload: { version: { id }, builds: [{ id: `build of ${id}` }] },
      })
      const scene = await aLedger(t, database, 20, [
        complete('first'),
        {},
        complete('second'),
        { action: 'delete', kind: 'registry.deleted' },
        complete('third'),
        complete('fourth'),
        { action: 'delete', kind: 'bucket.deleted', bucketId: 'bucket-of-fourth' },
      ])
      const { stubs } = scene.store
      await scene.pruneOn(2)
      assert.deepEqual(await stubs.findBuilds('first'), [{ id: 'build of first' }])
      await scene.pruneOn(10)
      assert.deepEqual(await stubs.findBuilds('third'), [{ id: 'build of third' }])
      for (const gone of ['first', 'second', 'fourth']) assert.equal(await stubs.findBuilds(gone), undefined, gone)
    })

    test('is left to later versions once one has brought the database to its schema', async (t) => {
      const scene = await aLedger(t, database, 20)
      await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027-01-01')`.execute(scene.past)
      assert.equal(await scene.pruneOn(5), undefined)
      await sql`delete from kysely_migration where name = '9999-later'`.execute(scene.past)
      assert.equal((await scene.pruneOn(5))?.position, 5)
    })

    test('is whole in each batch, whenever its process ends', async (t) => {
      const { store, ledger, context, verified } = await aLedger(t, database, 500)
      const parts = { before: everything.before, signer, isOver: () => false, onPruned: () => undefined }
      let batches = 0
      const rest = () => (++batches > 1 ? Promise.reject(new Error('the process ends')) : Promise.resolve())
      await assert.rejects(pruneLedgers(context, { ...parts, rest }), /the process ends/)
      assert.equal((await store.stubs.find(ledger))?.position, 400)
      assert.equal(await verified(), 'holds')
      assert.equal(await pruneLedgers(context, { ...parts, rest: nextTurn }), false)
      assert.deepEqual([(await store.stubs.find(ledger))?.count, await verified()], [500, 'holds'])
    })

    test('stops after the batch in which its time is over, and tells what it did', async (t) => {
      const { store, context, ledger, logged, verified } = await aLedger(t, database, 450)
      const parts = { keptMs: KEPT, signer, log: { info: (stub: unknown) => void logged.push(stub) } }
      const prune = (isStopping: boolean) => pruneLedgersJob(context, parts)(aJob(), () => isStopping)
      assert.equal(await prune(true), context.clock.now(), 'it goes on another time')
      const stub = await store.stubs.find(ledger)
      assert.equal(stub?.position, 200)
      assert.deepEqual(logged, [stub])
      assert.equal(await prune(false), at(900 * DAY + 600_000))
      assert.deepEqual([(await store.stubs.find(ledger))?.count, await verified()], [450, 'holds'])
    })

    test('is seen by who looks from outside, and by who follows from before it', async (t) => {
      const { store, ledger, context, organization, pruneOn, verified } = await aLedger(t, database, 20)
      const [fifth, tenth] = await Promise.all(
        [4, 9].map(async (after) => (await store.ledgers.trace(ledger, after, { events: 1, bytes: 1 }))[0]),
      )
      const stub = (await pruneOn(10)) ?? assert.fail()
      assert.equal(await hasStill(store, fifth ?? assert.fail()), null)
      assert.equal(await hasStill(store, tenth ?? assert.fail()), true)
      assert.equal(await hasStill(store, { ...stub, hash: 'f' }), false)
      const outside = stubWitness([signer.keys[0]?.publicKey ?? ''])
      assert.equal(await verified(outside), 'holds')
      assert.equal(await verified(stubWitness([])), 'stub-changed')
      assert.equal(stubWitness(['bm8ga2V5']), undefined)
      const location = { organizationId: organization.id, projectId: ledger }
      const follow = (after: number) => followEvents(context, { location, after })
      await assert.rejects(follow(9), /is 9, and what happened up to 10 is not kept any more; begin without it/)
      assert.equal((await follow(10)).position, 10)
    })
  })
