import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Build } from '../../../../src/domain/catalog/build/build.ts'
import { cancelSilentBuilds, type Search } from '../../../../src/domain/catalog/build/cancel-silent-builds.ts'
import { unavailable } from '../../../../src/domain/errors.ts'
import { registryActor } from '../../../../src/domain/principal/principal.ts'
import type { Store } from '../../../../src/domain/store.ts'
import { at, newId, storedBucket } from '../../../storage/arrange.ts'
import { arrangeVersions } from '../../../support/arranged-versions.ts'
import { databases } from '../../../support/databases.ts'

const MINUTE = 60_000
const silentForMs = { heartbeatAt: 10 * MINUTE, startedAt: 60 * MINUTE }

/** The store, except that updates of the builds with these ids fail with `reason`. */
const brokenFor = (store: Store, ids: ReadonlySet<string>, reason: Error): Store => ({
  ...store,
  transaction: (work) =>
    store.transaction((tx) => {
      const update = (build: Build, before: Build) =>
        ids.has(build.id) ? Promise.reject(reason) : tx.builds.update(build, before)
      return work({ ...tx, builds: { ...tx.builds, update } })
    }),
})

for (const database of databases())
  describe(`giving up silent builds on ${database.name}`, () => {
    /** More silent builds than one batch takes, of both kinds. */
    const arrange = async () => {
      const store = await database.open()
      const { project, bucket } = await storedBucket(store)
      const arrangement = { store, clock: { now: () => at(0) }, projectId: project.id }
      const [version] = await arrangeVersions(arrangement, bucket.name, { versions: 1, builds: 250 })
      assert.ok(version)
      const signs = [{ heartbeatAt: at(0) }, { startedAt: at(0) }] as const
      await store.transaction(async ({ builds }) => {
        for (const [index, build] of version.builds.entries())
          await builds.update({ ...build, ...signs[index % 2] }, build)
      })
      const giveUp = (on: Store, onFailure: Search['onFailure']) =>
        cancelSilentBuilds(
          { actor: registryActor, store: on, clock: { now: () => at(61 * MINUTE) }, newId },
          { silentForMs, onFailure },
        )
      const cancelled = async () =>
        (await store.versions.findById(version.id))?.builds
          .filter(({ status }) => status === 'cancelled')
          .map(({ id }) => id)
          .toSorted()
      return { store, ids: version.builds.map(({ id }) => id).toSorted(), giveUp, cancelled }
    }

    test('each is tried once, and those that cannot be given up keep nobody from it', async () => {
      const { store, ids, giveUp, cancelled } = await arrange()
      const broken = new Set(ids.slice(0, 202))
      const failures: [string, string][] = []
      const outcome = await giveUp(brokenFor(store, broken, new Error('a broken row')), ({ id }, error) => {
        failures.push([id, String(error)])
      })
      assert.deepEqual(outcome, { cancelled: 48, failed: 202 })
      assert.deepEqual(
        failures.toSorted(),
        [...broken].map((id) => [id, 'Error: a broken row']),
      )
      assert.deepEqual(await cancelled(), ids.slice(202))
      await store.close()
    })

    test('a database that is lost ends it at once, to be tried again', async () => {
      const { store, ids, giveUp, cancelled } = await arrange()
      const lost = unavailable('the database cannot be reached')
      const failures: string[] = []
      const giving = giveUp(brokenFor(store, new Set(ids), lost), ({ id }) => failures.push(id))
      await assert.rejects(giving, lost)
      assert.deepEqual([failures, await cancelled()], [[], []])
      await store.close()
    })
  })
