// The state of the hash chain that seals events.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Client, Json } from '../support/client.ts'
import { connect } from '../../src/storage/engine/dialect.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

const OF_PROJECT = 'AssayService_GetLedger'
const OF_ORGANIZATION = 'AssayService_GetOrganizationLedger'
const DAY_MS = 24 * 60 * 60 * 1000

for (const database of databases())
  describe(`the state of ledgers on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const ofProject = async (client = admin): Promise<Json> => (await client.ok(OF_PROJECT, {})).ledger
    const ofOrganization = async (): Promise<Json> =>
      (await admin.ok(OF_ORGANIZATION, { params: { organization_id: registry.organizationId } })).ledger

    /** Events are sealed first; then the whole chain is proved. */
    async function aDayLater(): Promise<void> {
      for (const milliseconds of [1000, DAY_MS]) {
        registry.clock.advance(milliseconds)
        await registry.runDueJobs()
      }
      admin = await registry.logIn()
    }

    test('tells how far what happened is sealed and proved, in the project and in none', async () => {
      await admin.ok('PackerService_CreateBucket', { body: { name: 'told' } })
      const params = { parent_resource_name: `organization/${registry.organizationId}` }
      await admin.ok('GroupsService_CreateGroup', { params, body: { name: 'Ops' } })
      await aDayLater()
      for (const [ledger, id] of [
        [await ofProject(), registry.projectId],
        [await ofOrganization(), registry.organizationId],
      ] as const) {
        assert.equal(ledger.id, id)
        assert.match(ledger.hash, /^[0-9a-f]{64}$/)
        assert.ok(ledger.position > 0 && ledger.sealed_at)
        assert.deepEqual([ledger.break, ledger.stub], [null, null])
        assert.ok(ledger.proof.proved_at)
      }
      const { position, hash, waiting_count, proof } = await ofProject()
      assert.deepEqual([proof.position, proof.hash, waiting_count], [position, hash, 0])
      await admin.ok('PackerService_CreateBucket', { body: { name: 'waiting' } })
      assert.equal((await ofProject()).waiting_count, 1)
    })

    test('names the first break, and since when it is known', async () => {
      const { writer, close } = connect(registry.location)
      try {
        const { id } = await writer
          .selectFrom('event')
          .select('id')
          .where('kind', '=', 'bucket.created')
          .orderBy('id')
          .executeTakeFirstOrThrow()
        await writer.updateTable('event').set({ actor_name: 'mallory' }).where('id', '=', id).execute()
        await aDayLater()
        const { break: found, proof } = await ofProject()
        const { position, found_at, ...rest } = found
        assert.deepEqual(rest, { event_id: id, kind: 'CHANGED', swapped_with: 0 })
        assert.equal(proof.position, position - 1)
        assert.equal(found_at, proof.proved_at)
        assert.equal((await ofOrganization()).break, null)
      } finally {
        await close()
      }
    })

    test('is for who may read what it is the chain of', async () => {
      const ofTheProject = await registry.principal('admin')
      assert.equal((await ofProject(ofTheProject)).id, registry.projectId)
      await ofTheProject.refused(OF_ORGANIZATION, 7, { params: { organization_id: registry.organizationId } })
      const contributor = await registry.principal('contributor')
      await contributor.refused(OF_PROJECT, 7, {})
    })
  })
