import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Stub } from '../../../src/domain/record/ledger/stub.ts'
import { describePort } from '../../support/describe-port.ts'
import { anEvent, at, newId, storedProject } from '../arrange.ts'

const aStub = (ledger: string, given: Partial<Stub> = {}): Stub => ({
  ...{ ledger, position: 2, hash: 'b', count: 2, firstAt: at(1), lastAt: at(2), prunedAt: at(3) },
  ...{ keyId: 'old', signature: 's' },
  ...given,
})

describePort('stubs', (store) => {
  test('a stub takes the places that it stands for, and their events, or nothing happens', async () => {
    const { organization, project } = await storedProject(store())
    const ledger = project.id
    const events = [anEvent(project), anEvent(project), anEvent(project)]
    const ids = events.map(({ id }) => id)
    const places = ids.map((eventId, index) => ({ ledger, position: index + 1, hash: String(index), eventId }))
    const head = { ledger, organizationId: organization.id, position: 3, hash: '2', sealedAt: at(1) }
    await store().transaction(async (tx) => {
      await tx.events.append(events)
      await tx.ledgers.seal(places, [head], [])
    })
    const left = async () =>
      (await store().ledgers.trace(ledger, 0, { events: 9, bytes: 9999 })).map(({ position }) => position)
    assert.equal(await store().stubs.find(ledger), undefined)
    const stub = aStub(ledger)
    const pruning = store().transaction(async ({ stubs }) => {
      await stubs.prune(stub, ids.slice(0, 2))
      throw new Error('the process ends')
    })
    await assert.rejects(pruning, /the process ends/)
    assert.deepEqual([await left(), await store().stubs.find(ledger)], [[1, 2, 3], undefined])
    await store().transaction(({ stubs }) => stubs.prune(stub, ids.slice(0, 2)))
    assert.deepEqual([await left(), await store().stubs.find(ledger)], [[3], stub])
    const there = await Promise.all(ids.map((id) => store().events.find(id)))
    assert.deepEqual(there, [undefined, undefined, events[2]])
  })

  test('those that another key has signed are listed, and written anew', async () => {
    const ledgers = [newId(), newId(), newId()]
    const [one = '', two = '', three = ''] = ledgers
    const put = (stub: Stub) => store().transaction(({ stubs }) => stubs.put(stub))
    for (const ledger of ledgers) await put(aStub(ledger))
    await put(aStub(two, { keyId: 'new' }))
    const others = async (after: string) =>
      (await store().stubs.listOfOtherKeys('new', after, 9)).map(({ ledger }) => ledger)
    assert.deepEqual(await others(''), [...new Set([...(await others('')).slice(0, -2), one, three])])
    assert.deepEqual(await others(one), [three])
    assert.deepEqual(await store().stubs.find(two), aStub(two, { keyId: 'new' }))
  })

  test('builds of versions are kept until these are gone, with their bucket or with all', async () => {
    const kept = (versionId: string, bucketId: string, ledger: string) => ({
      ...{ versionId, bucketId, ledger, builds: [{ id: versionId }] },
    })
    const [v1, v2, v3, b1, b2, l1] = Array.from({ length: 6 }, newId) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    await store().transaction(({ stubs }) =>
      stubs.keepBuilds([kept(v1, b1, l1), kept(v2, b2, l1), kept(v3, b2, 'other')]),
    )
    // Once more: pruning may be repeated.
    await store().transaction(({ stubs }) => stubs.keepBuilds([kept(v1, b1, l1)]))
    const there = () => Promise.all([v1, v2, v3].map((id) => store().stubs.findBuilds(id)))
    const forget = (versionIds: string[], bucketIds: string[], ledgers: string[]) =>
      store().transaction(({ stubs }) => stubs.forgetBuilds({ versionIds, bucketIds, ledgers }))
    assert.deepEqual(await there(), [[{ id: v1 }], [{ id: v2 }], [{ id: v3 }]])
    await forget([v1], [], [])
    assert.deepEqual(await there(), [undefined, [{ id: v2 }], [{ id: v3 }]])
    await forget([], [], [l1])
    assert.deepEqual(await there(), [undefined, undefined, [{ id: v3 }]])
    await forget([], [b2], [])
    assert.deepEqual(await there(), [undefined, undefined, undefined])
  })
})
