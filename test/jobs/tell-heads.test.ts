import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sealEventsJob } from '../../src/jobs/seal-events.ts'
import { tellHeadsJob } from '../../src/jobs/tell-heads.ts'
import { registryActor } from '../../src/domain/principal/principal.ts'
import { aJob } from '../storage/arrange-lifecycle.ts'
import { anEvent, aProject, at, newId, storedProject } from '../storage/arrange.ts'
import { databases } from '../support/databases.ts'

const HOUR = 60 * 60 * 1000
const goesOn = () => false

for (const database of databases())
  describe(`telling how far ledgers have come on ${database.name}`, () => {
    test('is done once a day for each that has moved', async (t) => {
      const store = await database.open()
      t.after(() => store.close())
      const { organization, project } = await storedProject(store)
      const other = aProject(organization)
      let now = at(0)
      const context = { actor: registryActor, store, clock: { now: () => now }, newId }
      const told: unknown[] = []
      const log = { info: (line: unknown) => void told.push(line), error: () => assert.fail('nothing is wrong') }
      const [seal, tell] = [sealEventsJob(context, { onSealed: [], log }), tellHeadsJob(context, log)]
      const toldAt = async (milliseconds: number, ...happened: readonly (typeof project)[]) => {
        now = at(milliseconds)
        await store.transaction(({ events }) => events.append(happened.map((each) => anEvent(each))))
        assert.ok(((await seal(aJob(), goesOn)) ?? '') > now)
        assert.equal(await tell(aJob(), goesOn), at(milliseconds + HOUR / 12))
        return told.splice(0)
      }
      const headOf = async ({ id: ledger }: typeof project) => {
        const { position, hash } = (await store.ledgers.head(ledger)) ?? assert.fail('nothing is sealed')
        return { ledger, position, hash }
      }
      assert.deepEqual(await toldAt(0), [])
      assert.deepEqual(await toldAt(HOUR, project), [await headOf(project)])
      assert.deepEqual(await toldAt(2 * HOUR, project, other), [await headOf(other)])
      assert.deepEqual(await toldAt(25 * HOUR - 1), [])
      assert.deepEqual(await toldAt(25 * HOUR), [await headOf(project)])
      assert.deepEqual(await toldAt(99 * HOUR), [])
      assert.deepEqual(await toldAt(123 * HOUR, project), [await headOf(project)])
      // With a clock that was set back since.
      assert.deepEqual(await toldAt(HOUR, project), [await headOf(project)])
    })
  })
