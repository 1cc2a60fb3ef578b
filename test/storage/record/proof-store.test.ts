import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Proof, unproved } from '../../../src/domain/record/ledger/proof.ts'
import { describePort } from '../../support/describe-port.ts'
import { anEvent, at, newId, storedProject } from '../arrange.ts'

describePort('proofs', (store) => {
  const save = (proof: Proof) => store().transaction(({ proofs }) => proofs.save(proof))

  test('what was proved is kept, each time anew', async () => {
    const ledger = newId()
    const proof: Proof = { ...unproved(ledger), walk: { position: 3, hash: 'c', eventId: '' } }
    await save(proof)
    const other = unproved(newId())
    await save(other)
    assert.deepEqual(await store().proofs.find(ledger), proof)
    const broken = { ledger, position: 5, eventId: 'e', what: 'changed', swappedWith: null } as const
    const over: Proof = { ledger, position: 4, hash: 'd', at: at(1), broken, walk: null }
    await save(over)
    assert.deepEqual(await store().proofs.find(ledger), over)
    assert.deepEqual(await store().proofs.find(other.ledger), other)
    assert.equal(await store().proofs.find('none'), undefined)
  })

  test('an event is misplaced that neither has a place nor waits for one', async () => {
    const { project } = await storedProject(store())
    const [one, two] = [anEvent(project), anEvent(project)]
    await store().transaction((tx) => tx.events.append([one, two]))
    await store().transaction(({ ledgers }) => ledgers.seal([], [], [two.id]))
    const { proofs } = store()
    const lost = { eventId: two.id, ledger: project.id, what: 'lost' }
    assert.deepEqual(await proofs.findMisplaced(one.id, 1), { misplaced: [lost], next: two.id })
    assert.deepEqual(await proofs.findMisplaced(two.id, 10), { misplaced: [], next: null })
  })
})
