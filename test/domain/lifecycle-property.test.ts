// Random histories of builds, revocations, restorations, schedules, channels and deletions, through two servers whose clocks
// disagree and are set. After every step the registry must look, through either server, exactly as a small model of the rules
// does, and must have recorded the same events and refused the same steps.
//
// ASSAY_PROPERTY_SEED repeats a run, ASSAY_PROPERTY_RUNS makes it longer.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { outcomeOf } from './lifecycle-preview.ts'
import { aimed, histories, type Move } from './lifecycle-histories.ts'
import { DEADLINE, START, steppedRegistry } from './lifecycle-registry.ts'
import { ModelRegistry } from './lifecycle-rules.ts'
import { type Server, SERVERS, type Step } from './lifecycle-steps.ts'
import { viewOfModel } from './lifecycle-view.ts'

const usualRuns: Record<TestDatabase['name'], number> = { sqlite: 25, postgres: 4 }
const { ASSAY_PROPERTY_RUNS, ASSAY_PROPERTY_SEED } = process.env
const seed = ASSAY_PROPERTY_SEED === undefined ? {} : { seed: Number(ASSAY_PROPERTY_SEED) }

for (const database of databases())
  describe(`the life of images on ${database.name}`, () => {
    let store: OpenStore
    before(async () => {
      store = await open(database)
    })
    after(() => store.close())

    test('is what the rules say, whatever happens in whatever order', async () => {
      const numRuns = Number(ASSAY_PROPERTY_RUNS ?? usualRuns[database.name])
      await fc.assert(
        fc.asyncProperty(histories, (history) => live(store, history)),
        { numRuns, ...seed },
      )
    })
  })

/** In memory where possible: a history is thousands of queries. */
async function open(database: TestDatabase): Promise<OpenStore> {
  if (database.name !== 'sqlite') return database.open()
  const store = await openStore({ sqliteFile: ':memory:' })
  await store.migrate()
  return store
}

async function live(store: OpenStore, history: readonly Move[]): Promise<void> {
  const registry = await steppedRegistry(store)
  const model = new ModelRegistry(Date.parse(START), Date.parse(DEADLINE))
  try {
    const taken: (Step & { readonly on: Server })[] = []
    for (const move of history) {
      const step = aimed(move, model)
      taken.push({ on: move.server, ...step })
      const at = `after these steps:\n${taken.map((each) => JSON.stringify(each)).join('\n')}`
      const foreseen = step.do === 'revoke' ? await registry.foresee(move.server, step) : null
      const before = step.do === 'revoke' ? await registry.view(move.server) : {}
      const reasons = model.perform(move.server, step)
      const refusal = await registry.perform(move.server, step)
      assert.ok(
        refusal === null ? reasons.length === 0 : reasons.includes(refusal),
        `${at}: refused with ${String(refusal)}, expected ${reasons.join(' or ') || 'no refusal'}`,
      )
      if (step.do === 'revoke') {
        if (refusal !== null || typeof foreseen === 'string') assert.equal(foreseen, refusal, `foreseen ${at}`)
        else if (registry.isDue(move.server, step)) {
          const outcome = outcomeOf(before, await registry.view(move.server), `${step.bucket}/${step.fingerprint}`)
          assert.deepEqual(foreseen, outcome, `foreseen ${at}`)
        }
      }
      assert.deepEqual((await registry.takeTold()).toSorted(), model.takeTold().toSorted(), at)
      for (const server of SERVERS)
        assert.deepEqual(await registry.view(server), viewOfModel(model, server), `seen from ${server} ${at}`)
    }
  } finally {
    await registry.remove()
  }
}
