// In whatever order transactions commit, each event gets exactly one position, and no position is left out.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { OnSealed } from '../../../../src/domain/record/ledger/on-sealed.ts'
import { sealEvents } from '../../../../src/domain/record/ledger/seal-events.ts'
import { sealHash, type StoredEvent } from '../../../../src/domain/record/ledger/ledger.ts'
import { connect } from '../../../../src/storage/engine/dialect.ts'
import { migrationsFor } from '../../../../src/storage/migrations/migrations.ts'
import { openStore } from '../../../../src/storage/open.ts'
import { eventRow } from '../../../../src/storage/record/event-store.ts'
import type { EventRow } from '../../../../src/storage/schema.ts'
import { anEvent, aProject, at, storedProject } from '../../../storage/arrange.ts'
import { databases } from '../../../support/databases.ts'
import { allOf, happen, ledgersOn, sealAll, sealer, someEvents } from './ledgers.ts'

test('a seal is on the one before and on all columns that are not empty, in the order of their names', () => {
  const stored = { kind: 'bucket.created', id: 'one', bucket_id: '', payload: '{"name":"ü"}' }
  const texts = [
    'assay-ledger-1',
    'ab',
    'project',
    '7',
    'id',
    'one',
    'kind',
    'bucket.created',
    'payload',
    '{"name":"ü"}',
  ]
  const lengths = [14, 2, 7, 1, 2, 3, 4, 14, 7, 13]
  const form = texts.map((text, index) => `${lengths[index] ?? ''}:${text},`).join('')
  assert.equal(
    sealHash({ previous: 'ab', ledger: 'project', position: 7, stored }),
    createHash('sha256').update(form).digest('hex'),
  )
})

for (const database of databases())
  describe(`sealing events on ${database.name}`, { concurrency: true }, () => {
    const open = (t: TestContext) => ledgersOn(t, database)

    test('each project has a ledger in the order of writing, whatever clocks say, and the organization one of what is of none', async (t) => {
      const { store, organization, project } = await open(t)
      const other = aProject(organization)
      const [one, two, three] = [anEvent(project), anEvent(other), anEvent(project)]
      const ofNone = anEvent(project, { projectId: null })
      await happen(store, three, two, ofNone)
      // As a server would whose clock is behind.
      await happen(store, one)
      await sealAll(store)
      const told = async (ledger: string) =>
        (await allOf(store, ledger)).map(({ position, event }) => [position, event])
      assert.deepEqual(await told(project.id), [[1, three], [2, one]]) // prettier-ignore
      assert.deepEqual(await told(other.id), [[1, two]])
      assert.deepEqual(await told(organization.id), [[1, ofNone]])
      const [first, second = assert.fail('there are two')] = await allOf(store, project.id)
      const stored = eventRow(one) as unknown as StoredEvent
      const seal = { previous: first?.hash ?? '', ledger: project.id, position: 2, stored }
      assert.equal(second.hash, sealHash(seal))
      const head = { ledger: project.id, organizationId: organization.id, position: 2, hash: second.hash }
      assert.deepEqual(await store.ledgers.head(project.id), { ...head, sealedAt: at(0) })
    })

    test('what commits late is not passed by', async (t) => {
      const { store, project } = await open(t)
      const [early, late] = [anEvent(project, { at: at(1) }), anEvent(project, { at: at(2) })]
      const begun = Promise.withResolvers<undefined>()
      const gate = Promise.withResolvers<undefined>()
      const slow = () =>
        store.transaction(async ({ events }) => {
          await events.append([early])
          begun.resolve(undefined)
          await gate.promise
        })
      // With one writer at a time, transactions commit in the order in which they began.
      const committing = database.name === 'postgres' ? slow() : undefined
      if (committing !== undefined) await begun.promise
      await happen(store, late)
      assert.deepEqual(await sealAll(store), [1])
      gate.resolve(undefined)
      await (committing ?? slow())
      assert.deepEqual(await sealAll(store), [1])
      const places = (await allOf(store, project.id)).map(({ position, event }) => [position, event.id])
      assert.deepEqual(places, [[1, late.id], [2, early.id]]) // prettier-ignore
    })

    test('what is rolled back has no place', async (t) => {
      const { store, project } = await open(t)
      const failing = store.transaction(async ({ events }) => {
        await events.append(someEvents(project, 3))
        throw new Error('no')
      })
      await assert.rejects(failing, /^Error: no$/)
      assert.equal(await store.ledgers.isWaiting(), false)
      assert.deepEqual(await sealAll(store), [])
    })

    test('however many seal at once while others write, there is neither a gap nor a duplicate', async (t) => {
      const { store, location, organization, project } = await open(t)
      const stores = [store, await openStore(location), await openStore(location)]
      const projects = [project, aProject(organization), aProject(organization)]
      const all = projects.flatMap((each) => someEvents(each, 300))
      const write = async () => {
        for (let start = 0; start < all.length; start += 30) await happen(store, ...all.slice(start, start + 30))
      }
      const writing = { isOver: false }
      const sealed = Promise.all(
        stores.map(async (each) => {
          while (!writing.isOver) await sealAll(each)
          return sealAll(each)
        }),
      )
      await write()
      writing.isOver = true
      await sealed
      for (const other of stores.slice(1)) await other.close()
      for (const each of projects) {
        const places = await allOf(store, each.id)
        assert.deepEqual(places.map(({ position }) => position), Array.from({ length: 300 }, (_, index) => index + 1)) // prettier-ignore
        const ids = all.filter(({ projectId }) => projectId === each.id).map(({ id }) => id)
        assert.deepEqual(places.map(({ event }) => event.id).toSorted(), ids)
      }
      assert.equal(await store.ledgers.isWaiting(), false)
    })

    test('a batch is bounded, and one that ends in the middle has never been', async (t) => {
      const { store, project } = await open(t)
      const events = someEvents(project, 450)
      await happen(store, ...events)
      let runs = 0
      const dies = async () => {
        runs += 1
        if (runs === 2) throw new Error('killed')
      }
      await assert.rejects(sealAll(store, dies), /^Error: killed$/)
      assert.equal((await allOf(store, project.id)).length, 200)
      assert.deepEqual(await sealAll(store, dies), [200, 50])
      const ids = (await allOf(store, project.id)).map(({ event }) => event.id)
      assert.deepEqual(ids, events.map(({ id }) => id)) // prettier-ignore
    })

    test('a batch of large events is small', async (t) => {
      const { store, project } = await open(t)
      const large = { payload: { description: 'x'.repeat(100_000) } }
      await happen(store, ...someEvents(project, 5, large))
      assert.deepEqual(await sealAll(store), [2, 2, 1])
    })

    test('whether others wait that had no room in a batch is told with it', async (t) => {
      const { store, project } = await open(t)
      await happen(store, ...someEvents(project, 401))
      const told: unknown[] = []
      for (let batch = 0; batch < 3; batch++) told.push(await sealEvents(sealer(store), []))
      const gone: readonly string[] = []
      const writtenAt = at(0)
      assert.deepEqual(told, [
        { count: 200, gone, more: true, writtenAt },
        { count: 200, gone, more: true, writtenAt },
        { count: 1, gone, more: false, writtenAt },
      ])
    })

    test('followers write in the same transaction, of each ledger in its order', async (t) => {
      const { store, organization, project } = await open(t)
      const other = aProject(organization)
      await happen(store, anEvent(project), anEvent(other), anEvent(project), anEvent(other))
      const seen: unknown[] = []
      const follow: OnSealed = async (tx, sealed, now) => {
        seen.push(...sealed.map(({ ledger, position, event }) => [ledger, position, event.projectId]))
        await tx.operations.insert({ id: `of ${sealed.length}`, projectId: project.id, createdAt: now })
      }
      await sealAll(store, follow)
      const expected = [project, other].flatMap(({ id }) => [[id, 1, id], [id, 2, id]]) // prettier-ignore
      assert.deepEqual(seen, expected)
      assert.ok(await store.operations.find(project.id, 'of 4'))
    })

    test('an event that somebody has deleted before it had a place holds up nothing', async (t) => {
      const { store, past, project } = await open(t)
      const [deleted, kept] = [anEvent(project), anEvent(project)]
      await happen(store, deleted, kept)
      await past.deleteFrom('event').where('id', '=', deleted.id).execute()
      assert.deepEqual(await sealEvents(sealer(store), []), {
        count: 1,
        gone: [deleted.id],
        more: false,
        writtenAt: at(0),
      })
      assert.deepEqual((await allOf(store, project.id)).map(({ event }) => event.id), [kept.id]) // prettier-ignore
      assert.equal(await store.ledgers.isWaiting(), false)
    })

    test('what happened before there were ledgers is sealed like all else', async (t) => {
      const { location, drop } = await database.createEmpty()
      const { writer, capabilities, close } = connect(location)
      const provider = { getMigrations: async () => migrationsFor(capabilities) }
      await new Migrator({ db: writer, provider }).migrateTo('0021-events-by-bucket')
      const store = await openStore(location)
      t.after(async () => {
        await close()
        await store.close()
        await drop()
      })
      const { project } = await storedProject(store)
      const event = anEvent(project, { address: '', requestId: '' })
      const { address, request_id, ...row } = eventRow(event)
      assert.deepEqual([address, request_id], ['', ''])
      await writer
        .insertInto('event')
        .values(row as EventRow)
        .execute()
      await store.migrate()
      assert.deepEqual(await sealAll(store), [1])
      assert.deepEqual((await allOf(store, project.id)).map(({ event: each }) => each), [event]) // prettier-ignore
    })

    test('a server leaves it to later versions once one has brought the database to its schema', async (t) => {
      const { store, past, project } = await open(t)
      await happen(store, anEvent(project))
      const later = sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027-01-01')`
      await later.execute(past)
      assert.deepEqual(await sealAll(store), [])
      await sql`delete from kysely_migration where name = '9999-later'`.execute(past)
      assert.deepEqual(await sealAll(store), [1])
    })
  })
