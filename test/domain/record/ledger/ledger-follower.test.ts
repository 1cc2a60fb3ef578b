// Many followers of a ledger cause no more queries than one.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ledgerFollower } from '../../../../src/domain/record/ledger/ledger-follower.ts'
import { databases } from '../../../support/databases.ts'
import { happen, ledgersOn, sealAll, someEvents } from './ledgers.ts'

const never = (error: unknown) => assert.fail(String(error))

for (const database of databases())
  describe(`following ledgers on ${database.name}`, () => {
    test('a hundred who follow one cost one look, and one reading of what there is', async (t) => {
      const { store, project } = await ledgersOn(t, database)
      const asked: string[] = []
      const follower = ledgerFollower({
        findHeads: (ledgers) => {
          asked.push('heads')
          return store.ledgers.findHeads(ledgers)
        },
        after: (...given) => {
          asked.push('after')
          return store.ledgers.after(...given)
        },
      })
      let moved = 0
      const ear = { moved: () => (moved += 1), failed: never }
      const all = Array.from({ length: 100 }, () => follower.join(project.id, 0, { ...ear }))
      await follower.look()
      assert.deepEqual([asked, moved], [['heads'], 0])
      const events = someEvents(project, 3)
      await happen(store, ...events)
      await sealAll(store)
      await follower.look()
      assert.deepEqual([all[0]?.head(), moved], [3, 100])
      const read = await Promise.all(all.map(({ after }) => after(0)))
      for (const each of read) assert.deepEqual(each.map(({ event }) => event.id), events.map(({ id }) => id)) // prettier-ignore
      assert.deepEqual(asked, ['heads', 'heads', 'after'])
      for (const { leave } of all) leave()
      await follower.look()
      assert.deepEqual([follower.isFollowed(), asked.length], [false, 3])
    })

    test('nothing is remembered of a reading that found nothing', async (t) => {
      const { store, past, project } = await ledgersOn(t, database)
      const [gone, next] = someEvents(project, 2)
      assert.ok(gone && next)
      await happen(store, gone)
      await sealAll(store)
      await past.deleteFrom('event').where('id', '=', gone.id).execute()
      const { after } = ledgerFollower(store.ledgers).join(project.id, 1, { moved: () => undefined, failed: never })
      assert.deepEqual(await after(0), [])
      await happen(store, next)
      await sealAll(store)
      assert.deepEqual(
        (await after(0)).map(({ event }) => event.id),
        [next.id],
      )
    })

    test('who follows is told when nobody can look', async () => {
      const failure = new Error('the database is away')
      const follower = ledgerFollower({
        findHeads: () => Promise.reject(failure),
        after: () => Promise.reject(failure),
      })
      const told: unknown[] = []
      follower.join('ledger', 0, { moved: () => undefined, failed: (error) => told.push(error) })
      await follower.look()
      assert.deepEqual(told, [failure])
    })
  })
