// Pages of rows that may be large, because they were stored before there were limits. A page is cut where it would become too
// large for one response, and the next page begins there.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Edge, Page } from '../../../src/domain/page.ts'
import type { OpenStore } from '../../../src/storage/open.ts'
import { databases } from '../../support/databases.ts'
import { readPage } from '../../support/read-page.ts'
import {
  aBucket,
  aBuild,
  aChannel,
  anAssignment,
  anEvent,
  at,
  aVersion,
  storedBucket,
  storedProject,
  storeVersion,
} from '../arrange.ts'

const KIB = 1024
const MIB = 1024 * KIB
const text = (bytes: number) => 'x'.repeat(bytes)
/** In bytes. As pages of ten these make six: five are cut by bytes, the last has the rest. */
const SIZES = [1000, 1000, 1000, 1000, 1000, 5000, 100, 3000, 2000, 2000, 10, 10, 10, 10, 4100].map(
  (size) => size * KIB,
)
const PAGES = [4, 1, 1, 2, 6, 1]

for (const database of databases())
  describe(`pages of what is large, on ${database.name}`, () => {
    let store: OpenStore
    before(async () => {
      store = await database.open()
    })
    after(() => store.close())

    /** Walks the list to its end and back; returns the ids page by page, each way. */
    const walked = async (list: (edge: Edge | null) => Promise<Page<{ readonly id: string }>>) => {
      const forwards = [await list(null)]
      for (let edge = forwards[0]!.next; edge; edge = forwards.at(-1)!.next) forwards.push(await list(edge))
      const backwards = [forwards.at(-1)!]
      for (let edge = backwards[0]!.previous; edge; edge = backwards[0]!.previous) backwards.unshift(await list(edge))
      const ids = (pages: readonly Page<{ readonly id: string }>[]) =>
        pages.map(({ items }) => items.map(({ id }) => id))
      return { forwards: ids(forwards), backwards: ids(backwards) }
    }
    const assertWalked = async (
      list: (edge: Edge | null) => Promise<Page<{ readonly id: string }>>,
      expected: readonly string[],
    ) => {
      const { forwards, backwards } = await walked(list)
      assert.deepEqual(forwards.flat(), expected)
      assert.deepEqual(
        forwards.map(({ length }) => length),
        PAGES,
      )
      assert.deepEqual(backwards.flat(), expected)
      const sizeOf = new Map(expected.map((id, index) => [id, SIZES[index]!]))
      for (const page of [...forwards, ...backwards]) {
        const bytes = page.reduce((sum, id) => sum + sizeOf.get(id)!, 0)
        assert.ok(page.length === 1 || bytes <= 4 * MIB, `a page of ${page.length} has ${bytes} bytes`)
      }
    }

    test('versions', async () => {
      const { bucket } = await storedBucket(store)
      const versions = SIZES.map((_, index) => aVersion(bucket, { createdAt: at(index) }))
      for (const [index, version] of versions.entries()) {
        const metadata = { packer: text(SIZES[index]! / 2), cicd: null, vcs: null }
        const builds = [aBuild(version, { labels: { a: text(SIZES[index]! / 2 - 2000) }, metadata }), aBuild(version)]
        await storeVersion(store, { ...version, builds })
      }
      const order = [{ field: 'createdAt', descending: false }] as const
      await assertWalked(
        (edge) => readPage(store.versions.list(bucket.id, { size: 10, order, edge })),
        versions.map(({ id }) => id),
      )
      const all = await readPage(store.versions.list(bucket.id, { size: null, order, edge: null }))
      assert.equal(all.items.length, SIZES.length)
    })

    test('outlines of versions, which weigh what their builds are called', async () => {
      const { bucket } = await storedBucket(store)
      const versions = Array.from({ length: 5 }, (_, index) => aVersion(bucket, { createdAt: at(index) }))
      for (const version of versions) {
        const named = (place: number) => ({ componentType: text(2600 + place), labels: {}, metadata: null })
        await storeVersion(store, {
          ...version,
          builds: Array.from({ length: 350 }, (_, place) => aBuild(version, named(place - 350))),
        })
      }
      const order = [{ field: 'createdAt', descending: false }] as const
      const { forwards, backwards } = await walked((edge) =>
        readPage(store.versions.listOutlines(bucket.id, { size: 10, order, edge })),
      )
      const ids = versions.map(({ id }) => id)
      assert.deepEqual([forwards.flat(), backwards.flat()], [ids, ids])
      assert.deepEqual(
        forwards.map(({ length }) => length),
        [4, 1],
      )
    })

    test('assignments, of a version that is assigned again and again', async () => {
      const { bucket } = await storedBucket(store)
      const version = aVersion(bucket, { sequence: 1 })
      await storeVersion(store, { ...version, builds: [aBuild(version, { labels: { a: text(950_000) } })] })
      const channel = aChannel(bucket, { version })
      await store.transaction(({ channels }) => channels.insert(channel))
      const assignments = Array.from({ length: 40 }, (_, index) => ({
        ...anAssignment(channel, { assignedAt: at(index), version: index % 2 === 0 ? version : null }),
      }))
      for (const assignment of assignments) await store.transaction(({ channels }) => channels.assign([assignment]))
      const order = [{ field: 'assignedAt', descending: false }] as const
      const { forwards, backwards } = await walked((edge) =>
        readPage(store.channels.listAssignments(channel.id, { size: 1000, order, edge })),
      )
      const ids = assignments.map(({ id }) => id)
      assert.deepEqual([forwards.flat(), backwards.flat()], [ids, ids])
      assert.deepEqual(
        forwards.map(({ length }) => length),
        [8, 8, 8, 8, 8],
      )
    })

    test('buckets', async () => {
      const { project } = await storedProject(store)
      const buckets = SIZES.map((size, index) =>
        aBucket(project, { createdAt: at(index), labels: { a: text(size - 1000) } }),
      )
      for (const bucket of buckets) await store.transaction((tx) => tx.buckets.insert(bucket))
      const order = [{ field: 'createdAt', descending: false }] as const
      await assertWalked(
        (edge) => store.buckets.list({ projectId: project.id, names: null }, { size: 10, order, edge }),
        buckets.map(({ id }) => id),
      )
    })

    test('events', async () => {
      const { project } = await storedProject(store)
      const events = SIZES.map((size, index) => anEvent(project, { at: at(index), payload: { a: text(size - 1000) } }))
      for (const event of events) await store.transaction((tx) => tx.events.append([event]))
      const order = [{ field: 'at', descending: false }] as const
      await assertWalked(
        (edge) => store.events.list(project.id, { size: 10, order, edge }),
        events.map(({ id }) => id),
      )
    })
  })
