// Changes that were made directly in the database are found, and located.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Kysely } from 'kysely'
import type { Break } from '../../../../src/domain/record/ledger/break.ts'
import { findMisplaced, hasStill, verifyLedgers } from '../../../../src/domain/record/ledger/verify-ledger.ts'
import { proveLedgers } from '../../../../src/domain/record/ledger/prove-ledgers.ts'
import { nextTurn } from '../../../../src/machine/next-turn.ts'
import type { OpenStore } from '../../../../src/storage/open.ts'
import type { Schema } from '../../../../src/storage/schema.ts'
import { stubSigner } from '../../../../src/domain/record/ledger/stub.ts'
import { TEST_SECRET_KEYS } from '../../../support/test-config.ts'
import { anEvent, aProject } from '../../../storage/arrange.ts'
import { databases } from '../../../support/databases.ts'
import { happen, ledgersOn, sealAll, sealer, someEvents } from './ledgers.ts'

interface Scene {
  readonly db: Kysely<Schema>
  readonly ledger: string
  /** The id of the event at a position. */
  readonly at: (position: number) => string
}
type Tampering = readonly [what: string, tamper: (scene: Scene) => Promise<unknown>, found: Found]
type Found = Pick<Break, 'what' | 'position'> & { readonly eventAt?: number; readonly swappedWith?: number }

const move = ({ db, ledger }: Scene, from: number, to: number) =>
  db
    .updateTable('sealed_event')
    .set({ position: to })
    .where('ledger', '=', ledger)
    .where('position', '=', from)
    .execute()
const give = ({ db, ledger }: Scene, position: number, event_id: string) =>
  db
    .updateTable('sealed_event')
    .set({ event_id })
    .where('ledger', '=', ledger)
    .where('position', '=', position)
    .execute()
const removePlaces = ({ db, ledger }: Scene, ...positions: readonly number[]) =>
  db.deleteFrom('sealed_event').where('ledger', '=', ledger).where('position', 'in', positions).execute()
const removeEvents = ({ db }: Scene, ...ids: readonly string[]) =>
  db.deleteFrom('event').where('id', 'in', ids).execute()

/** Changes to a ledger of twelve events. */
const tamperings: readonly Tampering[] = [
  [
    'a payload that was changed',
    ({ db, at }) => db.updateTable('event').set({ payload: '{}' }).where('id', '=', at(5)).execute(),
    { what: 'changed', position: 5, eventAt: 5 },
  ],
  [
    'an actor that was changed',
    ({ db, at }) => db.updateTable('event').set({ actor_name: 'mallory' }).where('id', '=', at(12)).execute(),
    { what: 'changed', position: 12, eventAt: 12 },
  ],
  [
    'a hash that was changed',
    ({ db, at }) => db.updateTable('sealed_event').set({ hash: 'a' }).where('event_id', '=', at(1)).execute(),
    { what: 'changed', position: 1, eventAt: 1 },
  ],
  [
    'an event that was moved to another project',
    ({ db, at }) => db.updateTable('event').set({ project_id: 'other' }).where('id', '=', at(3)).execute(),
    { what: 'changed', position: 3, eventAt: 3 },
  ],
  [
    'an event that was removed',
    (scene) => removeEvents(scene, scene.at(7)),
    { what: 'event-missing', position: 7, eventAt: 7 },
  ],
  [
    'an event that was removed with its place',
    async (scene) => {
      await removeEvents(scene, scene.at(7))
      await removePlaces(scene, 7)
    },
    { what: 'place-missing', position: 7 },
  ],
  [
    'the last ones, removed with their places',
    async (scene) => {
      await removeEvents(scene, scene.at(11), scene.at(12))
      await removePlaces(scene, 11, 12)
    },
    { what: 'place-missing', position: 11 },
  ],
  [
    'a pair that was swapped with its seals',
    async (scene) => {
      await move(scene, 4, 99)
      await move(scene, 9, 4)
      await move(scene, 99, 9)
    },
    { what: 'swapped', position: 4, eventAt: 9, swappedWith: 9 },
  ],
  [
    'neighbours that were swapped without their seals',
    async (scene) => {
      await give(scene, 1, 'aside')
      await give(scene, 2, scene.at(1))
      await give(scene, 1, scene.at(2))
    },
    { what: 'swapped', position: 1, eventAt: 2, swappedWith: 2 },
  ],
  [
    'a head that was moved back',
    ({ db, ledger }) => db.updateTable('ledger').set({ position: 10 }).where('id', '=', ledger).execute(),
    { what: 'head-changed', position: 11, eventAt: 11 },
  ],
  [
    'a head that was removed',
    ({ db, ledger }) => db.deleteFrom('ledger').where('id', '=', ledger).execute(),
    { what: 'head-changed', position: 1, eventAt: 1 },
  ],
  [
    'a whole ledger that was removed but for its head',
    async ({ db, ledger }) => {
      await db.deleteFrom('sealed_event').where('ledger', '=', ledger).execute()
      await db.deleteFrom('event').where('project_id', '=', ledger).execute()
    },
    { what: 'place-missing', position: 1 },
  ],
  [
    'a head with another hash',
    ({ db, ledger }) => db.updateTable('ledger').set({ hash: 'a' }).where('id', '=', ledger).execute(),
    { what: 'head-changed', position: 12 },
  ],
]

/** Changes that do not show in the remaining hashes, to a ledger that was proved before. */
const remakings: readonly Tampering[] = [
  [
    'the last ones, removed with their places, and the head moved back',
    async (scene) => {
      const { db, ledger } = scene
      await removeEvents(scene, scene.at(11), scene.at(12))
      await removePlaces(scene, 11, 12)
      const last = db.selectFrom('sealed_event').select('hash').where('ledger', '=', ledger).where('position', '=', 10)
      await db.updateTable('ledger').set({ position: 10, hash: last }).where('id', '=', ledger).execute()
    },
    { what: 'made-anew', position: 11 },
  ],
  [
    'all of it, removed',
    async ({ db, ledger }) => {
      for (const table of ['sealed_event', 'ledger_stub'] as const)
        await db.deleteFrom(table).where('ledger', '=', ledger).execute()
      await db.deleteFrom('event').where('project_id', '=', ledger).execute()
      await db.deleteFrom('ledger').where('id', '=', ledger).execute()
    },
    { what: 'made-anew', position: 1 },
  ],
  [
    'all of it, sealed anew after a change',
    async ({ db, ledger, at }) => {
      await db.updateTable('event').set({ actor_name: 'mallory' }).where('id', '=', at(5)).execute()
      await db.insertInto('unsealed_event').columns(['event_id']).expression(db.selectFrom('sealed_event').select('event_id').where('ledger', '=', ledger)).execute() // prettier-ignore
      await db.deleteFrom('sealed_event').where('ledger', '=', ledger).execute()
      await db.deleteFrom('ledger').where('id', '=', ledger).execute()
    },
    { what: 'made-anew', position: 12, eventAt: 12 },
  ],
]

const signer = stubSigner(TEST_SECRET_KEYS)

const prove = (store: OpenStore) =>
  proveLedgers(sealer(store), { witness: signer, rest: nextTurn, onBroken: (found) => assert.fail(found.what) })

async function verify(store: OpenStore): Promise<readonly Break[]> {
  const found = (await Array.fromAsync(verifyLedgers(store, signer, nextTurn))).flatMap(({ broken }) => broken ?? [])
  const misplaced = await findMisplaced(store, nextTurn)
  return misplaced === null ? found : [...found, misplaced]
}

for (const database of databases())
  describe(`verifying ledgers on ${database.name}`, () => {
    for (const [what, tamper, { eventAt, swappedWith = null, ...expected }] of [...tamperings, ...remakings])
      test(`finds ${what}`, async (t) => {
        const { store, past, organization, project } = await ledgersOn(t, database)
        const [events, others] = [someEvents(project, 12), someEvents(aProject(organization), 3)]
        await happen(store, ...events, ...others)
        await sealAll(store)
        assert.deepEqual(await verify(store), [])
        const at = (position: number) => events[position - 1]?.id ?? ''
        await prove(store)
        await tamper({ db: past, ledger: project.id, at })
        await sealAll(store)
        const [first] = await verify(store)
        const eventId = eventAt === undefined ? '' : at(eventAt)
        assert.deepEqual(first, { ledger: project.id, eventId, swappedWith, ...expected })
      })

    test('finds an event that has no place and waits for none, and one that has and does', async (t) => {
      const { store, past, project } = await ledgersOn(t, database)
      const [sealed, waiting] = [anEvent(project), anEvent(project)]
      await happen(store, sealed)
      await sealAll(store)
      await happen(store, waiting)
      assert.deepEqual(await verify(store), [])
      const broken = { ledger: project.id, position: null, swappedWith: null }
      await past.insertInto('unsealed_event').values({ event_id: sealed.id }).execute()
      assert.deepEqual(await verify(store), [{ ...broken, eventId: sealed.id, what: 'twice' }])
      await past.deleteFrom('unsealed_event').execute()
      assert.deepEqual(await verify(store), [{ ...broken, eventId: waiting.id, what: 'lost' }])
    })

    test('goes on over many, and knows a ledger again as it was seen', async (t) => {
      const { store, project } = await ledgersOn(t, database)
      await happen(store, ...someEvents(project, 1100))
      await sealAll(store)
      const [{ head } = assert.fail('there is a ledger'), ...others] = await Array.fromAsync(
        verifyLedgers(store, signer, nextTurn),
      )
      assert.deepEqual([head.ledger, head.position, others], [project.id, 1100, []])
      assert.deepEqual(await verify(store), [])
      await happen(store, ...someEvents(project, 1))
      await sealAll(store)
      assert.equal(await hasStill(store, head), true)
      assert.equal(await hasStill(store, { ...head, position: 1101 }), false)
      assert.equal(await hasStill(store, { ...head, position: 1102 }), false)
    })
  })
