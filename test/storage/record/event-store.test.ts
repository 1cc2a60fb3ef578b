import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Edge } from '../../../src/domain/page.ts'
import type { AuditHead, EventHead, EventsWithin } from '../../../src/domain/record/event/event-store.ts'
import type { Event } from '../../../src/domain/record/event/event.ts'
import { describePort } from '../../support/describe-port.ts'
import { anEvent, at, storedProject } from '../arrange.ts'

describePort('events', (store) => {
  test('events are told project by project, in the order that is asked for', async () => {
    const { project } = await storedProject(store())
    const { project: other } = await storedProject(store())
    const bucketId = `bucket-${project.id}`
    const created = anEvent(project, { at: at(1), bucketId })
    const completed = anEvent(project, {
      at: at(2),
      bucketId,
      subject: 'version',
      action: 'complete',
      actor: { type: 'registry', id: '', name: 'Assay' },
      payload: { version: { name: 'v1' }, list: [null, 1, 'ü'] },
    })
    const revoked = anEvent(project, { at: at(3), action: 'schedule-revocation', bucketId: '', payload: {} })
    await store().transaction(async ({ events }) => {
      await events.append([completed, revoked, created, anEvent(other)])
      await events.append([])
    })

    assert.deepEqual(await store().events.find(revoked.id), revoked)
    assert.equal(await store().events.find('none'), undefined)
    const order = [{ field: 'at', descending: true }] as const
    const one = await store().events.list(project.id, { size: 2, order, edge: null })
    assert.deepEqual(one, {
      items: [revoked, completed],
      next: { direction: 'after', values: [completed.at, completed.id] },
      previous: null,
    })
    const heads: EventHead[] = []
    const found = await store().events.search(
      { projectId: project.id, bucketId: null },
      { size: 2, order, edge: null },
      (head) => {
        heads.push(head)
        return head.bucketId !== ''
      },
    )
    assert.deepEqual(found.items, [completed, created])
    const about = { kind: 'bucket.created', versionId: '', channelRestricted: null } as const
    assert.deepEqual(heads[0], { ...about, bucketId: '', actorId: 'principal' })
    const ofOne = await store().events.search(
      { projectId: project.id, bucketId },
      { size: 2, order, edge: null },
      () => true,
    )
    assert.deepEqual(ofOne.items, [completed, created])
    const two = await store().events.list(project.id, { size: 2, order, edge: one.next })
    assert.deepEqual(two.items, [created])
  })

  test('the edges of a page tell nothing of events that are not in it', async () => {
    const { project } = await storedProject(store())
    const ofBucket = (bucketId: string, ...minutes: readonly number[]) =>
      minutes.map((minute) => anEvent(project, { at: at(minute), bucketId }))
    const [second, fifth, seventh] = ofBucket('seen', 2, 5, 7)
    if (second === undefined || fifth === undefined || seventh === undefined) throw new Error('three were made')
    const hidden = ofBucket('hidden', 1, 3, 4, 6, 8)
    await store().transaction(({ events }) => events.append([...hidden, second, fifth, seventh]))
    const order = [{ field: 'at', descending: true }] as const
    const page = (size: number, edge: Edge | null) =>
      store().events.search(
        { projectId: project.id, bucketId: null },
        { size, order, edge },
        ({ bucketId }) => bucketId === 'seen',
      )
    const edgeAt = (direction: Edge['direction'], { at, id }: Event): Edge => ({ direction, values: [at, id] })
    const first = await page(1, null)
    const full = { searchedUntil: null }
    assert.deepEqual(first, { ...full, items: [seventh], next: edgeAt('after', seventh), previous: null })
    const middle = { ...full, items: [fifth], next: edgeAt('after', fifth), previous: edgeAt('before', fifth) }
    assert.deepEqual(await page(1, first.next), middle)
    const last = await page(1, middle.next)
    assert.deepEqual(last, { ...full, items: [second], next: null, previous: edgeAt('before', second) })
    assert.deepEqual(await page(1, last.previous), middle)
    const back = { ...full, items: [seventh], next: edgeAt('after', seventh), previous: null }
    assert.deepEqual(await page(1, middle.previous), back)
    const [oldest, newest] = [hidden[0], hidden.at(-1)]
    if (oldest === undefined || newest === undefined) throw new Error('five were made')
    const none = { ...full, items: [], next: null, previous: null }
    assert.deepEqual(await page(1, edgeAt('after', second)), { ...none, previous: edgeAt('before', oldest) })
    assert.deepEqual(await page(1, edgeAt('before', seventh)), { ...none, next: edgeAt('after', newest) })
    assert.deepEqual(await page(1, edgeAt('after', oldest)), none)
  })

  for (const [name, readsBeginning] of [
    ['heads', false],
    ['beginnings', true],
  ] as const)
    test(`a page looks at some thousand ${name}, and where it stopped others go on, in both directions`, async () => {
      const { organization, project } = await storedProject(store())
      const all = Array.from({ length: 6000 }, (_, minute) =>
        anEvent(project, { at: at(minute), bucketId: [1, 20].includes(minute) ? 'rare' : '' }),
      )
      await store().transaction(({ events }) => events.append(all))
      const wanted = [all[20], all[1]]
      const of = { organizationId: organization.id, projectId: project.id, bucketId: null, from: null, to: null }
      let looked = 0
      const page = (edge: Edge | null) => {
        const request = { size: 2, order: [{ field: 'at', descending: true }], edge } as const
        const fits = ({ bucketId }: Pick<AuditHead, 'bucketId'>) => {
          looked += 1
          return bucketId === 'rare'
        }
        return readsBeginning
          ? store().events.audit(of, request, { fits, readsBeginning })
          : store().events.search(of, request, fits)
      }
      const walk = async (to: 'next' | 'previous', from: Edge | null) => {
        const found: Event[] = []
        let empty = 0
        for (let edge = from, last; ; edge = last[to]) {
          looked = 0
          last = await page(edge)
          // The events of a piece are looked at when they are read, and those kept once more.
          assert.ok(looked <= 2 * 5000, `${looked} were looked at`)
          if (to === 'next') found.push(...last.items)
          else found.unshift(...last.items)
          if (last.items.length === 0) empty += 1
          if (last[to] === null) return { found, empty, last }
          assert.equal(last.searchedUntil === null, last.items.length === 2)
        }
      }
      const onwards = await walk('next', null)
      assert.deepEqual(onwards.found, wanted)
      assert.ok(onwards.empty > 0)
      const back = await walk('previous', { direction: 'before', values: [at(0), ''] })
      assert.deepEqual(back.found, wanted)
      assert.ok(back.empty > 0)
      assert.deepEqual((await walk('next', back.last.next)).found, wanted)
    })

  test('whatever happened in an organization is looked through by project, bucket and time', async () => {
    const { organization, project } = await storedProject(store())
    const home = { ...{ organizationId: organization.id, projectId: null }, subject: 'user' } as const
    const bucketId = `bucket-${project.id}`
    const ofAll = anEvent(project, { ...home, at: at(1), bucketId: '', payload: { user: { name: 'Ada' } } })
    const ofProject = anEvent(project, { at: at(2), bucketId: '', payload: {} })
    const ofBucket = anEvent(project, { at: at(3), bucketId })
    await store().transaction(({ events }) => events.append([ofAll, ofProject, ofBucket]))
    const everything = { organizationId: organization.id, projectId: null, bucketId: null, from: null, to: null }
    const page = { size: null, order: [{ field: 'at', descending: true }], edge: null } as const
    const heads: AuditHead[] = []
    const found = async (of: Partial<EventsWithin>, readsBeginning = false) =>
      (
        await store().events.audit({ ...everything, ...of }, page, {
          fits: (head) => heads.push(head) > 0,
          readsBeginning,
        })
      ).items
    assert.deepEqual(await found({}), [ofBucket, ofProject, ofAll])
    assert.deepEqual(await found({ projectId: project.id }), [ofBucket, ofProject])
    assert.deepEqual(await found({ projectId: project.id, bucketId }), [ofBucket])
    assert.deepEqual(await found({ from: at(2), to: at(3) }), [ofProject])
    assert.ok(heads.every(({ beginning }) => beginning === ''))
    await found({}, true)
    assert.match(heads.at(-1)?.beginning ?? '', /"name":"Ada"/)
    const { actor, address, requestId } = ofAll
    assert.deepEqual(heads.at(-1), { ...heads.at(-1), actor, address, requestId, kind: 'bucket.created' })
  })

  test('a completion is found by its version, and nothing else is', async () => {
    const { project } = await storedProject(store())
    const about = (versionId: string, action: Event['action']) =>
      anEvent(project, { subject: 'version', action, versionId, payload: { version: { id: versionId }, builds: [] } })
    const [one, other] = [`one-${project.id}`, `other-${project.id}`]
    const completed = about(one, 'complete')
    const others = [about(one, 'create'), about(one, 'assign'), about(other, 'create'), about('', 'complete')]
    await store().transaction(({ events }) => events.append([...others, completed]))
    assert.deepEqual(await store().events.findCompletion(one), completed)
    assert.equal(await store().events.findCompletion(other), undefined)
  })

  test('any number of events are written at once, whatever they have in common', async () => {
    const { project } = await storedProject(store())
    const alike = Array.from({ length: 1100 }, (_, index) => anEvent(project, { payload: { index } }))
    const others = Array.from({ length: 600 }, (_, index) =>
      anEvent(project, {
        at: at(index),
        bucketId: index % 2 === 0 ? 'one' : 'other',
        action: index === 7 ? 'delete' : 'create',
        actor: { type: 'registry', id: '', name: `${index % 3}` },
      }),
    )
    const events = [...alike, ...others]
    await store().transaction((tx) => tx.events.append(events))
    const { items } = await store().events.list(project.id, { size: null, order: [], edge: null })
    assert.deepEqual(new Set(items), new Set(events))
    assert.equal(items.length, events.length)
  })

  test('an event that is there already fails with all that is written beside it', async () => {
    const { project } = await storedProject(store())
    const events = Array.from({ length: 1100 }, () => anEvent(project))
    const [again] = events
    assert.ok(again)
    for (const list of [[again, again], [...events, ...events], Array.from({ length: 600 }, () => again)])
      await assert.rejects(store().transaction((tx) => tx.events.append(list)))
    assert.deepEqual((await store().events.list(project.id, { size: null, order: [], edge: null })).items, [])
  })
})
