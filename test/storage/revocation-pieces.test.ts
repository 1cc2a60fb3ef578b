// A base image can have thousands of heirs. Revoking and restoring it is done in pieces: while others wait, no statement reads or
// writes many rows, and none reads versions with everything below them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { KyselyPlugin, Transaction } from 'kysely'
import { newId } from '../../src/machine/new-id.ts'
import { restoreVersion } from '../../src/domain/catalog/revocation/restore-version.ts'
import { revokeVersion } from '../../src/domain/catalog/revocation/revoke-version.ts'
import type { Context } from '../../src/domain/context.ts'
import type { Store } from '../../src/domain/store.ts'
import { connect, type Database } from '../../src/storage/engine/dialect.ts'
import { portsFor } from '../../src/storage/ports.ts'
import type { Schema } from '../../src/storage/schema.ts'
import { databases, type Place } from '../support/databases.ts'
import { aRegistry, storedBucketIn } from './arrange-lifecycle.ts'
import { aBuild, at, aVersion, storedProject } from './arrange.ts'

const HEIRS = 1050
const PIECE = 1000

for (const database of databases())
  describe(`a revocation with many heirs on ${database.name}`, () => {
    let place: Place
    let opened: Database
    let most = 0
    const spy: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        most = Math.max(most, result.rows.length, Number(result.numAffectedRows ?? 0n))
        return result
      },
    }
    before(async () => {
      place = await database.create()
      opened = connect(place.location)
    })
    after(async () => {
      await opened.close()
      await place.drop()
    })

    /** The number of rows of the largest statement. */
    const during = async (work: () => Promise<unknown>) => {
      most = 0
      await work()
      return most
    }

    test('is made, and taken back, in pieces', async () => {
      const portsOn = portsFor(opened.capabilities)
      const store: Store = {
        ...portsOn(opened.reader),
        transaction: (work) =>
          opened.writer
            .transaction()
            .execute((transaction: Transaction<Schema>) => work(portsOn(transaction.withPlugin(spy)))),
      }
      const { organization, project } = await storedProject(store)
      const bucket = await storedBucketIn(store, project)
      const base = aVersion(bucket, { sequence: 1 })
      const heirs = Array.from({ length: HEIRS }, (_, index) => aVersion(bucket, { sequence: index + 2 }))
      await store.transaction(async ({ registries, versions, builds, ancestry }) => {
        await registries.insert(aRegistry(project, { activated: true }))
        await versions.insert(base)
        for (const heir of heirs) {
          await versions.insert(heir)
          await builds.insert(aBuild(heir, { parentVersionId: base.id }))
          await ancestry.record(heir.id)
        }
      })
      const location = { organizationId: organization.id, projectId: project.id }
      const actor = { type: 'service', id: 'ci', name: 'ci', roles: [{ ...location, role: 'contributor' }] } as const
      const context: Context = { actor, store, clock: { now: () => at(9) }, newId }
      const ref = { location, bucketName: bucket.name, fingerprint: base.fingerprint }
      const revoke = () =>
        revokeVersion(context, { ...ref, at: at(0), message: '', includeDescendants: true, rollbackChannels: true })

      assert.ok((await during(revoke)) <= PIECE)
      const revocation = (await store.revocations.findByVersion(base.id)) ?? assert.fail()
      assert.equal((await store.revocations.listHeirs(revocation.id)).length, HEIRS)
      assert.ok((await during(() => restoreVersion(context, ref))) <= PIECE)
      assert.deepEqual(await store.revocations.listHeirs(revocation.id), [])
      const page = { size: null, order: [], edge: null }
      const told = (await store.events.list(project.id, page)).items.filter(({ action }) => action === 'restore')
      assert.equal(told.length, HEIRS + 1)
    })
  })
