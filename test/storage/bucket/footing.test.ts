// Responses about a bucket do not change while its footing holds. Tested with random histories through two servers whose clocks
// disagree, and with every change that can be made to the tables.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Bucket } from '../../../src/domain/catalog/bucket/bucket.ts'
import type { Context } from '../../../src/domain/context.ts'
import { DomainError } from '../../../src/domain/errors.ts'
import type { Ports } from '../../../src/domain/store.ts'
import { packer2021 } from '../../../src/http/packer/v2021/index.ts'
import { packer2023 } from '../../../src/http/packer/v2023/index.ts'
import type { Footing, Shown } from '../../../src/domain/catalog/bucket/footing.ts'
import { connect } from '../../../src/storage/engine/dialect.ts'
import { type OpenStore, openStore } from '../../../src/storage/open.ts'
import { aimed, histories, type Move } from '../../domain/lifecycle-histories.ts'
import { DEADLINE, START, steppedRegistry, type SteppedRegistry } from '../../domain/lifecycle-registry.ts'
import { ModelRegistry } from '../../domain/lifecycle-rules.ts'
import { type Server, SERVERS, type Step } from '../../domain/lifecycle-steps.ts'
import { aRegistry, aRevocation, revoke, storedChild } from '../arrange-lifecycle.ts'
import {
  aBucket,
  aBuild,
  aChannel,
  anOrganization,
  aProject,
  at,
  aVersion,
  storedBucket,
  storedProject,
  storeVersion,
} from '../arrange.ts'
import { databases, type Place, type TestDatabase } from '../../support/databases.ts'

const RUNS: Record<TestDatabase['name'], number> = { sqlite: 5, postgres: 1 }

const BUCKETS = ['base', 'middle', 'leaf']
const { handlers } = packer2023(() => '')

type Params = Readonly<Record<string, string>>
type Answer = (params: Params, context: Context) => Promise<object>

/** Requests about a bucket, and which part of it their responses show. */
const questions: readonly { readonly what: Shown['what']; readonly params: Params; readonly answer: Answer }[] = [
  { what: 'bucket', params: {}, answer: ask(handlers, 'PackerService_GetBucket') },
  // The response shows an invalid version when the bucket has no valid one.
  { what: 'bucket', params: {}, answer: ask(packer2021.handlers, 'PackerService_GetBucket') },
  { what: 'versions', params: {}, answer: ask(handlers, 'PackerService_ListChannels') },
  ...['a', 'b', 'c'].map((fingerprint) => ({
    what: 'versions' as const,
    params: { fingerprint },
    answer: ask(handlers, 'PackerService_GetVersion'),
  })),
  ...['prod', 'latest'].map((name) => ({
    what: 'versions' as const,
    params: { channel_name: name },
    answer: ask(handlers, 'PackerService_GetChannel'),
  })),
]

function ask<Name extends string>(
  handlers: Readonly<Record<Name, (request: never, context: Context) => Promise<object>>>,
  name: Name,
): Answer {
  return (params, context) => handlers[name]({ params, query: {}, origin: '' } as never, context)
}

async function shownTo(context: Context, { answer }: (typeof questions)[number], params: Params): Promise<string> {
  try {
    const members = Object.entries(await answer(params, context)).map(async ([name, value]) => [
      name,
      typeof value === 'object' && value !== null && Symbol.asyncIterator in value
        ? await Array.fromAsync(value as AsyncIterable<unknown>)
        : (value as unknown),
    ])
    return JSON.stringify(Object.fromEntries(await Promise.all(members)))
  } catch (error) {
    if (error instanceof DomainError) return error.message
    throw error
  }
}

interface Kept {
  readonly from: string
  readonly footing: Footing
  readonly text: string
}

/** Compares each response with the earlier one, if the footing of that still holds. */
async function compare(
  registry: SteppedRegistry,
  store: OpenStore,
  kept: Map<string, Kept>,
  server: Server,
  at: string,
): Promise<void> {
  const { contextOn, location } = registry
  const { organizationId, projectId } = location
  const context = contextOn(server)
  const now = context.clock.now()
  const looked = BUCKETS.flatMap((bucketName) =>
    questions.map(async (question, index) => {
      const place = { 'location.organization_id': organizationId, 'location.project_id': projectId }
      const params = { ...place, ...question.params, bucket_name: bucketName, bucket_slug: bucketName }
      const key = `${server} ${bucketName} ${index}`
      const before = kept.get(key)
      const isInTime = before && now >= before.from && (before.footing.until === null || now < before.footing.until)
      const holds = isInTime === true && (await before.footing.holds())
      const footing = holds ? undefined : await store.footingOf({ projectId, bucketName, what: question.what, now })
      const text = await shownTo(context, question, params)
      if (holds) assert.equal(before.text, text, `seen from ${server} ${at}`)
      else if (footing) kept.set(key, { from: now, footing, text })
    }),
  )
  await Promise.all(looked)
}

async function live(store: OpenStore, history: readonly Move[]): Promise<void> {
  const registry = await steppedRegistry(store)
  const model = new ModelRegistry(Date.parse(START), Date.parse(DEADLINE))
  const kept = new Map<string, Kept>()
  try {
    const taken: (Step & { readonly on: Server })[] = []
    for (const move of history) {
      const step = aimed(move, model)
      taken.push({ on: move.server, ...step })
      model.perform(move.server, step)
      await registry.perform(move.server, step)
      const at = `after these steps:\n${taken.map((each) => JSON.stringify(each)).join('\n')}`
      for (const server of SERVERS) await compare(registry, store, kept, server, at)
    }
  } finally {
    await registry.remove()
  }
}

for (const database of databases())
  describe(`what answers stand on, on ${database.name}`, () => {
    let place: Place
    let store: OpenStore
    before(async () => {
      place = await database.create()
      store = await openStore(place.location)
    })
    after(async () => {
      await store.close()
      await place.drop()
    })

    test('holds only while the same is shown, whatever happens in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(histories, (history) => live(store, history)),
        { numRuns: RUNS[database.name] },
      )
    })

    async function arrange() {
      const { project } = await storedProject(store)
      await store.transaction(({ registries }) => registries.insert(aRegistry(project)))
      const [base, app, other] = [aBucket(project), aBucket(project), aBucket(project)]
      const version = aVersion(base, { sequence: 1 })
      const channel = aChannel(base, { version })
      const child = aVersion(app)
      const builds = [aBuild(child, { parentVersionId: version.id, parentChannelId: channel.id })]
      await store.transaction(async ({ buckets, versions, channels }) => {
        for (const bucket of [base, app, other]) await buckets.insert(bucket)
        await versions.insert(version)
        await channels.insert(channel)
      })
      await storeVersion(store, { ...child, builds })
      const under = async (bucket: Bucket, what: Shown['what']) => {
        const shown = { projectId: project.id, bucketName: bucket.name, what, now: at(0) }
        return (await store.footingOf(shown)) ?? assert.fail('there is no footing')
      }
      return { project, base, app, other, version, child, channel, under }
    }

    test('goes by the bucket and by those where channels led to its parents, and for a bucket its children', async () => {
      const { base, app, other, channel, under } = await arrange()
      const changes: Readonly<Record<string, () => Promise<unknown>>> = {
        base: () => store.transaction(({ channels }) => channels.update({ ...channel, version: null })),
        app: () => store.transaction(({ buckets }) => buckets.update(app)),
        other: () => store.transaction(({ buckets }) => buckets.update(other)),
      }
      const found: Record<string, readonly boolean[]> = {}
      for (const [name, change] of Object.entries(changes)) {
        const footings = await Promise.all([under(base, 'versions'), under(base, 'bucket'), under(app, 'versions')])
        await change()
        found[name] = await Promise.all(footings.map(async (footing) => footing.holds()))
      }
      assert.deepEqual(found, {
        base: [false, false, false],
        app: [true, false, false],
        other: [true, true, true],
      })
    })

    test('is gone with a bucket, wherever its edges lead', async () => {
      for (const [keptName, deletedName] of [
        ['base', 'app'],
        ['app', 'base'],
      ] as const) {
        const { under, ...buckets } = await arrange()
        const footing = await under(buckets[keptName], 'versions')
        const { id } = buckets[deletedName]
        await store.transaction((tx) => tx.buckets.delete(id, at(1)))
        assert.equal(await footing.holds(), false)
      }
    })

    test('is another one when a version inherits a revocation, and when it is freed of it', async () => {
      const { app, version, child, under } = await arrange()
      const revocation = aRevocation(aProject(anOrganization(), { id: app.projectId }), version)
      const { id: revoked } = version
      const changes: readonly ((tx: Ports) => Promise<unknown>)[] = [
        ({ revocations }) => revocations.inherit(revocation.id, [child.id]),
        ({ revocations }) => revocations.markApplied(revocation.id, at(2)),
        ({ versions }) => versions.delete(revoked),
        ({ revocations }) => revocations.releaseOrphaned(child.id),
      ]
      await store.transaction(({ revocations }) => revocations.insert(revocation))
      for (const change of changes) {
        const footing = await under(app, 'versions')
        await store.transaction(change)
        assert.equal(await footing.holds(), false, change.toString())
      }
    })

    test('is looked at after every change that was made before, also by others, and of many at once', async () => {
      const { base, under } = await arrange()
      const elsewhere = await openStore(place.location)
      for (const writer of [store, elsewhere]) {
        const footing = await under(base, 'versions')
        const before = Array.from({ length: 5 }, async () => footing.holds())
        await writer.transaction(({ buckets }) => buckets.update(base))
        const after = Array.from({ length: 5 }, async () => footing.holds())
        assert.deepEqual(await Promise.all(after), [false, false, false, false, false])
        await Promise.all(before)
      }
      await elsewhere.close()
    })

    if (database.name === 'postgres')
      test('is not waited for while the database stands still', async () => {
        const { base, under } = await arrange()
        const footing = await under(base, 'versions')
        const other = connect(place.location)
        await other.writer.transaction().execute(async (transaction) => {
          await sql`lock table mark in access exclusive mode`.execute(transaction)
          await assert.rejects(async () => footing.holds(), /takes too long/)
        })
        assert.equal(await footing.holds(), true)
        await other.close()
      })

    test('ends with the next date of a revocation in its project', async () => {
      const { project, base, version, under } = await arrange()
      const { until } = await under(base, 'versions')
      await revoke(store, aRevocation(project, version, { at: at(1000) }))
      assert.deepEqual([until, (await under(base, 'versions')).until], [null, at(1000)])
    })

    test('is none where there is no bucket, and where more buckets build on it than are looked at', async () => {
      const { base, other, version, under } = await arrange()
      const shown = { projectId: base.projectId, what: 'versions', now: at(0) } as const
      assert.equal(await store.footingOf({ ...shown, bucketName: 'unknown' }), undefined)
      assert.equal(await store.footingOf({ ...shown, projectId: 'unknown', bucketName: base.name }), undefined)

      for (let count = 0; count < 70; count += 1) {
        const bucket = aBucket({ ...aProject(anOrganization()), id: base.projectId })
        await store.transaction(({ buckets }) => buckets.insert(bucket))
        await storedChild(store, bucket, [version.id])
      }
      assert.equal(await store.footingOf({ ...shown, bucketName: base.name, what: 'bucket' }), undefined)
      await under(base, 'versions')
      await under(other, 'bucket')
    })

    test('is none where more channels led to parents than are looked at, be they of one bucket', async () => {
      const { base, app, other, version, under } = await arrange()
      let sequence = 100
      const from = async (bucket: Bucket, count: number) => {
        for (let nth = 0; nth < count; nth += 1) {
          const channel = aChannel(bucket, { name: `led-${nth}`, version })
          await store.transaction(({ channels }) => channels.insert(channel))
          sequence += 1
          const child = aVersion(app, { sequence })
          const build = aBuild(child, { parentVersionId: version.id, parentChannelId: channel.id })
          await storeVersion(store, { ...child, builds: [build] })
        }
      }
      await from(base, 60)
      await under(app, 'versions')
      await from(other, 10)
      const shown = { projectId: base.projectId, bucketName: app.name, now: at(0) } as const
      for (const what of ['versions', 'bucket'] as const)
        assert.equal(await store.footingOf({ ...shown, what }), undefined)
      assert.equal(await store.footingOf({ ...shown, bucketName: base.name, what: 'bucket' }), undefined)
    })
  })

test('what is not isolated from changes under way stands on nothing', async () => {
  const store = await openStore({ sqliteFile: ':memory:' })
  await store.migrate()
  const { project, bucket } = await storedBucket(store)
  await store.transaction(({ registries }) => registries.insert(aRegistry(project)))
  const shown = { projectId: project.id, bucketName: bucket.name, what: 'versions', now: at(0) } as const
  assert.equal(await store.footingOf(shown), undefined)
  await store.close()
})
