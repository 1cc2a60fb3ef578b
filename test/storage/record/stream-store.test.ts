import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Organization } from '../../../src/domain/organization/organization.ts'
import type { Store } from '../../../src/domain/store.ts'
import type { Stream } from '../../../src/domain/record/stream/stream.ts'
import { describePort } from '../../support/describe-port.ts'
import { aProject, anEvent, at, storedProject } from '../arrange.ts'
import { aStream } from '../arrange-streams.ts'

const LATEST = at(1_000_000)
const KINDS = ['http', 'file'] as const
const byName = { size: 10, order: [{ field: 'name', descending: false }], edge: null } as const

async function arranged(store: Store, ...given: readonly Partial<Stream>[]) {
  const { organization, project } = await storedProject(store)
  const all = given.map((each) => aStream(organization, each))
  await store.transaction(async ({ streams }) => {
    // Streams that other tests left due do not belong to this one.
    for (let left; (left = await streams.claim(KINDS, LATEST, LATEST, at(2_000_000)));)
      await streams.release(left.stream.id, null)
    for (const stream of all) await streams.insert(stream)
  })
  return { organization, project, all: all as [Stream, ...Stream[]] }
}

/** Events that happened at these times, in the ledger of a project or of the organization. */
async function happen(
  store: Store,
  { id: organizationId }: Organization,
  projectId: string | null,
  ...times: readonly number[]
) {
  const ledger = projectId ?? organizationId
  const before = (await store.ledgers.head(ledger))?.position ?? 0
  const home = { id: projectId ?? '', organizationId }
  const events = times.map((time) =>
    anEvent(aProject({ id: organizationId } as Organization, home), { projectId, at: at(time) }),
  )
  const places = events.map(({ id }, index) => ({ ledger, position: before + 1 + index, hash: 'hash', eventId: id }))
  await store.transaction(async (tx) => {
    await tx.events.append(events)
    await tx.ledgers.seal(
      places,
      [{ ledger, organizationId, position: before + times.length, hash: 'hash', sealedAt: at(0) }],
      [],
    )
  })
}

describePort('streams', (store) => {
  const claim = (now: number, latest = 1000) =>
    store().transaction(({ streams }) => streams.claim(KINDS, at(now), at(now + 60), at(now + latest)))

  test('streams are found by id and name, listed and counted by who named them, changed and deleted', async () => {
    const secret = { config: { a: ['b'] }, secret: 'sealed', filter: { c: 1 } }
    const { organization, project, all } = await arranged(
      store(),
      { name: 'b', ...secret },
      { name: 'a', origin: 'api', kind: 'splunk' },
    )
    const [one, other] = all
    const { streams } = store()
    assert.deepEqual(await streams.find(one.id), one)
    assert.deepEqual((await streams.list(organization.id, byName)).items, [other, one])
    assert.deepEqual((await streams.listOf(organization.id, 'settings', byName)).items, [one])
    assert.equal(await streams.count(organization.id, 'api'), 1)
    await store().transaction(async (tx) => {
      assert.equal(await tx.streams.insert(aStream(organization, { name: 'b' })), false)
      assert.equal(
        await tx.streams.insert(aStream(organization, { name: 'b', origin: 'api', projectId: project.id })),
        true,
      )
      await tx.streams.mark(one.id, 'refused', at(3))
    })
    assert.deepEqual(await streams.find(one.id), { ...one, failure: 'refused', failingSince: at(3) })
    const terms = { name: 'c', kind: 'datadog', config: {}, secret: '', enabled: false, filter: null } as const
    const changed: Stream = { ...one, ...terms, updatedAt: at(9) }
    await store().transaction(async (tx) => {
      await tx.streams.update(changed, one)
      await tx.streams.delete(other!.id)
    })
    assert.deepEqual(await streams.find(one.id), changed)
    assert.equal(await streams.find(other!.id), undefined)
  })

  test('a secret that was sealed anew meanwhile stays so when something else is changed', async () => {
    const { organization } = await storedProject(store())
    const stream = aStream(organization, { secret: 'old.abc' })
    await store().transaction(async ({ streams, secrets }) => {
      await streams.insert(stream)
      await secrets.replace('stream', { id: stream.id, encrypted: 'old.abc' }, 'new.abc')
      await streams.update({ ...stream, name: 'renamed' }, stream)
    })
    const found = await store().streams.find(stream.id)
    assert.deepEqual([found?.name, found?.secret], ['renamed', 'new.abc'])
  })

  test('one that is deleted while its bookmarks are moved is gone, and so are these', async () => {
    const { organization, project, all } = await arranged(store(), {})
    const [one] = all
    await happen(store(), organization, project.id, 1)
    const moved = Promise.withResolvers<undefined>()
    const begun = Promise.withResolvers<undefined>()
    const moving = store().transaction(async ({ streams }) => {
      const claimed = await streams.claim(KINDS, at(1), at(2), LATEST)
      if (claimed !== undefined) await streams.keep(claimed, at(3))
      await streams.advance(one.id, [{ ledger: project.id, position: 1 }], 0)
      begun.resolve(undefined)
      await moved.promise
    })
    await begun.promise
    const deleting = store().transaction(({ streams }) => streams.delete(one.id))
    moved.resolve(undefined)
    await Promise.all([moving, deleting])
    assert.equal(await store().streams.find(one.id), undefined)
  })

  test('a stream begins with what comes after it, and is woken by its ledgers alone', async () => {
    const first = await storedProject(store())
    await happen(store(), first.organization, first.project.id, 1, 2)
    const { organization, project } = first
    const other = await arranged(store(), {})
    const [whole, part] = [aStream(organization), aStream(organization, { projectId: project.id })]
    const off = aStream(organization, { enabled: false })
    await store().transaction(async ({ streams }) => {
      for (const stream of [whole, part, off]) await streams.insert(stream)
    })
    assert.deepEqual(await store().streams.listBehind(whole, '', 10), [])
    await happen(store(), organization, project.id, 3)
    await happen(store(), organization, null, 4)
    const behind = await store().streams.listBehind(whole, '', 10)
    const expected = [
      { ledger: project.id, position: 2, headPosition: 3 },
      { ledger: organization.id, position: 0, headPosition: 1 },
    ].toSorted((left, right) => (left.ledger < right.ledger ? -1 : 1))
    assert.deepEqual(behind, expected)
    assert.deepEqual(await store().streams.listBehind(whole, expected[0]!.ledger, 10), expected.slice(1))
    assert.deepEqual(await store().streams.listBehind(whole, '', 1), expected.slice(0, 1))
    assert.deepEqual(
      await store().streams.listBehind(part, '', 10),
      expected.filter(({ ledger }) => ledger === project.id),
    )

    await store().transaction(({ streams }) => streams.wake([organization.id], at(5)))
    assert.equal((await claim(5))?.stream.id, whole.id)
    assert.equal(await claim(5), undefined, 'nothing happened in the project, nor to other organizations')
    await store().transaction(({ streams }) => streams.wake([project.id], at(6)))
    assert.equal((await claim(6))?.stream.id, part.id)
    await store().transaction(({ streams }) => streams.wake([other.organization.id], at(7)))
    assert.equal(await claim(7), undefined, 'it has no ledger yet')
  })

  test('bookmarks are moved, and the lag is what lies between them and the ends of the ledgers', async () => {
    const { organization, project, all } = await arranged(store(), {})
    const [stream] = all
    const { streams } = store()
    assert.deepEqual(await streams.lagOf(stream), { position: 0, headPosition: 0, oldestAt: null })
    await happen(store(), organization, project.id, 10, 20, 30)
    await happen(store(), organization, null, 15)
    assert.deepEqual(await streams.lagOf(stream), { position: 0, headPosition: 4, oldestAt: at(10) })
    await store().transaction((tx) => tx.streams.advance(stream.id, [{ ledger: project.id, position: 2 }], 0))
    assert.deepEqual(await streams.lagOf(stream), { position: 2, headPosition: 4, oldestAt: at(15) })
    const ends = [
      { ledger: project.id, position: 3 },
      { ledger: organization.id, position: 1 },
    ]
    await store().transaction((tx) => tx.streams.advance(stream.id, ends, 2))
    assert.deepEqual(await streams.lagOf(stream), { position: 4, headPosition: 4, oldestAt: null })
    assert.equal((await streams.find(stream.id))?.passedBy, 2)
    assert.deepEqual(await streams.listBehind(stream, '', 10), [])
  })

  test('a stream that is due is claimed by one who can send it, and by another when the claim is over', async () => {
    const { organization, project, all } = await arranged(store(), {}, { kind: 'syslog' })
    const [one] = all
    await happen(store(), organization, project.id, 1)
    await store().transaction(({ streams }) => streams.wake([project.id], at(5)))
    const { streams } = store()
    assert.equal(await streams.nextAt(KINDS), at(5))
    assert.equal(await claim(4), undefined)
    assert.deepEqual(await claim(5), { stream: one, until: at(65) })
    assert.equal(await claim(64), undefined)
    assert.equal(await streams.nextAt(KINDS), undefined)
    assert.deepEqual(await claim(65), { stream: one, until: at(125) })
    assert.deepEqual(await claim(5, 60), { stream: one, until: at(65) })
    await store().transaction(async (tx) => {
      const claimed = { stream: one, until: at(65) }
      assert.deepEqual(await tx.streams.keep(claimed, at(70)), one)
      assert.equal(await tx.streams.keep(claimed, at(80)), undefined)
      // A stream that is due already keeps its time.
      await tx.streams.wake([project.id], at(90))
      await tx.streams.release(one.id, at(100))
    })
    assert.equal(await streams.nextAt(KINDS), at(100))
    await store().transaction((tx) => tx.streams.release(one.id, null))
    assert.equal(await streams.nextAt(KINDS), undefined)
  })

  test('a stream that is due later than any can be is due at once, and the others when they were', async () => {
    const { all } = await arranged(store(), {}, {})
    const [one, other] = all
    await store().transaction(async ({ streams }) => {
      await streams.release(one.id, at(101))
      await streams.release(other!.id, at(100))
      await streams.bringForward(at(5), at(100))
    })
    assert.equal((await claim(5))?.stream.id, one.id)
    assert.equal(await claim(64), undefined)
    assert.equal(await store().streams.nextAt(KINDS), at(100))
  })
})
