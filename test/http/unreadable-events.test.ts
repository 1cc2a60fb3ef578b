// Events that somebody has changed directly in the database so that they cannot be read: readers get all other events, and of these
// whatever is left.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { UnreadableEvent } from '../../src/domain/record/event/unreadable-event.ts'
import { stubWitness } from '../../src/domain/record/ledger/stub.ts'
import { verifyLedgers } from '../../src/domain/record/ledger/verify-ledger.ts'
import { nextTurn } from '../../src/machine/next-turn.ts'
import { connect } from '../../src/storage/engine/dialect.ts'
import { newBucket } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { openingStreams } from '../support/event-stream.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

/** An event waits no longer than this for its position. */
const PACE_MS = 1000

for (const database of databases())
  describe(`events that cannot be read on ${database.name}`, () => {
    let registry: TestRegistry
    /** The events that are changed, as they were before. */
    let changed: readonly Json[]
    /** The position of the first changed event. */
    let position: number
    async function sealed(): Promise<void> {
      registry.clock.advance(PACE_MS)
      await registry.runDueJobs()
    }
    before(async () => {
      registry = await startRegistry(database)
      const { admin } = registry
      await newBucket(admin, 'lost')
      await sealed()
      position = (await registry.store.ledgers.head(registry.projectId))?.position ?? 0
      await admin.ok('PackerService_CreateChannel', { params: { bucket_name: 'lost' }, body: { name: 'open' } })
      await newBucket(admin, 'nameless')
      await newBucket(admin, 'kept')
      await sealed()
      const events = listOf((await admin.ok('AssayService_ListEvents', {})).events)
      const of = (kind: string, name: string) =>
        events.find((each) => each.kind === kind && each.bucket_name === name) ?? assert.fail(`${kind} ${name}`)
      changed = [of('bucket.created', 'lost'), of('channel.created', 'lost'), of('bucket.created', 'nameless')]
      const { writer, close } = connect(registry.location)
      const changes = [{ payload: '{' }, { payload: 'null' }, { kind: '' as const, description: 'Did something' }]
      for (const [index, change] of changes.entries())
        await writer
          .updateTable('event')
          .set(change)
          .where('id', '=', changed[index]?.id ?? '')
          .execute()
      await close()
    })
    after(() => registry.close())

    const left = (listed: readonly Json[]) =>
      changed.map(({ id }) => {
        const found = listed.find((each) => each.id === id)
        return found && [found.kind, found.description, found.bucket_name]
      })

    test('are shown by lists to whoever may see them whatever they were', async () => {
      const listed = listOf((await registry.admin.ok('AssayService_ListEvents', {})).events)
      assert.deepEqual(left(listed), [
        ['bucket.created', changed[0]?.description, ''],
        ['channel.created', changed[1]?.description, ''],
        undefined,
      ])
      assert.ok(listed.some((each) => each.bucket_name === 'kept'))
      const viewer = await registry.principal('viewer')
      const seen = listOf((await viewer.ok('AssayService_ListEvents', {})).events)
      assert.deepEqual(left(seen)[1], undefined, 'its channel may have been restricted')
      assert.ok(seen.some((each) => each.bucket_name === 'kept'))
    })

    test('are entries of the audit log, as a list, as lines and as HCP has it', async () => {
      const { admin, organizationId, projectId } = registry
      const exported = await admin.call('AssayService_ExportAuditEntries', {})
      assert.equal(exported.status, 200)
      const lines = (exported.body as string).split('\n').filter(Boolean).map((line): Json => JSON.parse(line)) // prettier-ignore
      const listed = listOf((await admin.ok('AssayService_ListAuditEntries', {})).entries)
      for (const entries of [lines, listed]) {
        assert.deepEqual(left(entries), [
          ['bucket.created', changed[0]?.description, ''],
          ['channel.created', changed[1]?.description, ''],
          ['bucket.create', 'Did something', ''],
        ])
        const details = entries.filter(({ id }) => changed.some((each) => each.id === id)).map((each) => each.details)
        assert.deepEqual(details, [{}, {}, {}])
        assert.ok(entries.some((each) => each.bucket_name === 'kept'))
      }
      const found = listOf((await admin.ok('AssayService_ListAuditEntries', { query: { q: 'did some' } })).entries)
      assert.deepEqual(
        found.map(({ id }) => id),
        [changed[2]?.id],
      )
      const streams = [{ organization_id: organizationId, project_id: projectId, topic: 'hashicorp.platform.audit' }]
      const queried = listOf((await admin.ok('LogService_Get', { body: { streams } })).entries)
      for (const { id } of changed) assert.ok(queried.some((each) => each.id === id))
    })

    const open = openingStreams()
    test('are passed by in streams, also by who comes back to them', async () => {
      for (let time = 0; time < 2; time++) {
        const headers = { 'last-event-id': String(position - 1) }
        const stream = await open(registry, await registry.token('admin'), { headers })
        const told = await stream.next()
        assert.deepEqual([told?.kind, told?.event.bucket_name], ['bucket.created', 'kept'])
        stream.close()
      }
    })

    test('are found out by whoever verifies the ledger, and are read by nobody else', async () => {
      const verified = await Array.fromAsync(verifyLedgers(registry.store, stubWitness([]) ?? assert.fail(), nextTurn))
      const { broken } = verified.find(({ head }) => head.ledger === registry.projectId) ?? assert.fail()
      assert.deepEqual([broken?.what, broken?.position, broken?.eventId], ['changed', position, changed[0]?.id])
      for (const { id } of changed) await assert.rejects(registry.store.events.find(String(id)), UnreadableEvent)
    })
  })
