import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '../../../src/domain/record/event/event.ts'
import { unproved } from '../../../src/domain/record/ledger/proof.ts'
import type { OpenStore } from '../../../src/storage/open.ts'
import { describePort } from '../../support/describe-port.ts'
import { anEvent, at, storedProject } from '../arrange.ts'

const ROOM = { events: 10, bytes: 1000 }
const NO_BYTES = { events: 10, bytes: 0 }

describePort('ledgers', (store) => {
  const happen = (...events: readonly Event[]) => store().transaction((tx) => tx.events.append(events))
  const seal = (...[places, heads, gone]: Parameters<OpenStore['ledgers']['seal']>) =>
    store().transaction(({ ledgers }) => ledgers.seal(places, heads, gone))

  // One after the other: events that wait, wait for all tests.
  test('every event waits, as it is stored, until it has a place', async () => {
    const { organization, project } = await storedProject(store())
    const [one, two] = [anEvent(project), anEvent(project, { projectId: null, payload: { list: [1, 'ü'] } })]
    // As from a server whose clock is ahead.
    await happen(two)
    await happen(one)
    assert.equal(await store().ledgers.isWaiting(), true)
    const { events, gone } = await store().transaction(async ({ ledgers }) => {
      await ledgers.hold()
      const waiting = await ledgers.listWaiting(ROOM)
      assert.equal(await ledgers.isOurs(), true)
      assert.equal((await ledgers.listWaiting(NO_BYTES)).events.length, 1)
      assert.equal((await ledgers.listWaiting({ ...ROOM, events: 1 })).events.length, 1)
      return waiting
    })
    assert.deepEqual(gone, [])
    assert.deepEqual(events.map(({ event }) => event), [two, one]) // prettier-ignore
    assert.deepEqual(events.map(({ home }) => home), [
      { organizationId: organization.id, projectId: null },
      { organizationId: organization.id, projectId: project.id },
    ]) // prettier-ignore
    assert.equal(events[0]?.stored['payload'], '{"form":1,"list":[1,"ü"]}')
    const place = { ledger: project.id, position: 1, hash: 'a', eventId: one.id }
    await seal([place], [{ ...place, organizationId: organization.id, sealedAt: at(1) }], [two.id])
    assert.equal(await store().ledgers.isWaiting(), false)
  })

  test('places are read in their order, in pieces, and heads are where the last place is', async () => {
    const { organization, project } = await storedProject(store())
    const ledger = project.id
    const events = Array.from({ length: 5 }, () => anEvent(project))
    await happen(...events)
    const places = events.map(({ id }, index) => ({ ledger, position: index + 1, hash: `hash-${index}`, eventId: id }))
    const headAt = (position: number) => ({
      ledger,
      organizationId: organization.id,
      position,
      hash: `hash-${position - 1}`,
      sealedAt: at(position),
    })
    await seal(places.slice(0, 3), [headAt(3)], [])
    await seal(places.slice(3), [headAt(5)], [])
    const { ledgers } = store()
    assert.deepEqual(await ledgers.head(ledger), headAt(5))
    assert.equal(await ledgers.head('none'), undefined)
    const heads = await store().transaction((tx) => tx.ledgers.findHeads([ledger, 'none']))
    assert.deepEqual(heads, [headAt(5)])

    const expected = places.map(({ position, hash }, index) => ({ ledger, position, hash, event: events[index] }))
    const read = async (...asked: Parameters<typeof ledgers.after>) =>
      (await ledgers.after(...asked)).map((sealed) => ({ ...sealed, event: sealed.event }))
    assert.deepEqual(await read(ledger, 0, ROOM), expected)
    assert.deepEqual(await read(ledger, 2, { ...ROOM, events: 2 }), expected.slice(2, 4))
    assert.deepEqual(await read(ledger, 2, NO_BYTES), expected.slice(2, 3))
    assert.deepEqual(await read(ledger, 5, ROOM), [])
    assert.deepEqual(
      (await ledgers.trace(ledger, 3, ROOM)).map(({ stored, ...place }) => [place, stored?.['id']]),
      places.slice(3).map((place) => [place, place.eventId]),
    )

    // This id was made just before the ledger's.
    const before = organization.id
    assert.equal(await ledgers.nextLedger(before), ledger)
    assert.notEqual(await ledgers.nextLedger(ledger), ledger)
    const removed = `${ledger}-proved`
    await store().transaction((tx) => tx.proofs.save(unproved(removed)))
    assert.equal(await ledgers.nextLedger(ledger), removed)
    assert.notEqual(await ledgers.nextLedger(removed), removed)
    await store().transaction((tx) => tx.ledgers.tell(headAt(4), at(7)))
    assert.deepEqual(await ledgers.listHeads(before, 1), [{ ...headAt(5), toldPosition: 4, toldAt: at(7) }])
  })

  test('events that wait are counted by where they happened, as far as that is looked at', async () => {
    const { organization, project } = await storedProject(store())
    await happen(anEvent(project), anEvent(project), anEvent(project, { projectId: null }))
    const count = (projectId: string | null, most: number) =>
      store().ledgers.countWaiting({ organizationId: organization.id, projectId }, most)
    const all = (await store().ledgers.listWaiting({ events: 100, bytes: 1_000_000 })).events.length
    assert.deepEqual([await count(project.id, all), await count(null, all)], [2, 1])
    assert.equal(await store().ledgers.end(project.id), 2, 'they will have their places')
    assert.equal(await count(null, all - 1), 0, 'the last one is out of sight')
  })
})
