// Clients update their builds all the time, and a version may hold megabytes: a change of one build must read only that build.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cancelSilentBuilds } from '../../../../src/domain/catalog/build/cancel-silent-builds.ts'
import { createBuild } from '../../../../src/domain/catalog/build/create-build.ts'
import { deleteBuild } from '../../../../src/domain/catalog/build/delete-build.ts'
import type { BuildChanges } from '../../../../src/domain/catalog/build/merge-build.ts'
import { updateBuild } from '../../../../src/domain/catalog/build/update-build.ts'
import type { Context } from '../../../../src/domain/context.ts'
import { DomainError } from '../../../../src/domain/errors.ts'
import { operatorActor } from '../../../../src/domain/principal/principal.ts'
import type { Ports, Store } from '../../../../src/domain/store.ts'
import { aRegistry } from '../../../storage/arrange-lifecycle.ts'
import { aBuild, at, aVersion, newId, storedBucket, storeVersion } from '../../../storage/arrange.ts'
import { databases } from '../../../support/databases.ts'

const MIB = 1024 * 1024
/** Far more than one build of some hundred bytes and five outlines take, and far less than the other builds. */
const FEW_BYTES = 8 * 1024
const MINUTE = 60_000

type Method = (...args: readonly unknown[]) => unknown

/** The store; it reports the length of every result as JSON to `hear`. */
function overheard(store: Store, hear: (bytes: number) => void): Store {
  const weigh = <Answer>(answer: Answer): Answer => {
    hear(JSON.stringify(answer ?? null).length)
    return answer
  }
  async function* weighEach(items: AsyncIterable<unknown>) {
    for await (const item of items) yield weigh(item)
  }
  const listen = (port: object) =>
    new Proxy(port, {
      get(target, name, receiver): unknown {
        const method = Reflect.get(target, name, receiver) as Method
        return (...args: readonly unknown[]) => {
          const answer = method(...args)
          return answer instanceof Promise ? answer.then(weigh) : weighEach(answer as AsyncIterable<unknown>)
        }
      },
    })
  const listenAll = (ports: Ports): Ports =>
    Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [name, typeof port === 'object' ? listen(port as object) : port]),
    ) as unknown as Ports
  return { ...listenAll(store), transaction: (work) => store.transaction((tx) => work(listenAll(tx))) }
}

for (const database of databases())
  describe(`in a version at its limits, on ${database.name},`, () => {
    /** Four builds of a mebibyte each, a fifth that runs, and two thousand bytes left below the version's limit. */
    async function arrange() {
      const store = await database.open()
      const { project, bucket } = await storedBucket(store)
      await store.transaction(({ registries }) => registries.insert(aRegistry(project)))
      const version = aVersion(bucket)
      const unrelated = { parentVersionId: '', parentChannelId: '', metadata: null }
      const large = Array.from({ length: 4 }, () =>
        aBuild(version, { ...unrelated, labels: { note: 'x'.repeat(MIB - 750) } }),
      )
      const small = aBuild(version, { ...unrelated, labels: {}, status: 'running', heartbeatAt: at(0) })
      await storeVersion(store, { ...version, builds: [...large, small] })

      let read = 0
      const heard = overheard(store, (bytes) => {
        read += bytes
      })
      const contextAt = (milliseconds: number): Context => ({
        actor: operatorActor,
        store: heard,
        clock: { now: () => at(milliseconds) },
        newId,
      })
      const location = { organizationId: project.organizationId, projectId: project.id }
      const ref = { location, bucketName: bucket.name, fingerprint: version.fingerprint }
      const report = (buildId: string, changes: BuildChanges) =>
        updateBuild(contextAt(MINUTE), { ...ref, buildId, changes, heartbeats: 'sent' })
      /** How many bytes `act` has read. */
      const costOf = async (act: () => Promise<unknown>) => {
        read = 0
        await act()
        return read
      }
      const stored = async () => (await store.versions.findById(version.id))?.builds ?? []
      return { store, ref, small, contextAt, report, costOf, stored }
    }
    const isTooMuch = (error: unknown) => error instanceof DomainError && error.code === 'invalid_argument'

    test('whoever reports of a build has that one read, and is refused what is too much all the same', async () => {
      const { store, small, report, costOf, stored } = await arrange()
      const reports: readonly BuildChanges[] = [
        { status: 'running' },
        { status: 'running', labels: { note: 'x'.repeat(1000) } },
        { metadata: { packer: { version: '1.15.1' }, cicd: null, vcs: null } },
        { status: 'failed' },
      ]
      for (const changes of reports) {
        const cost = await costOf(() => report(small.id, changes))
        assert.ok(cost < FEW_BYTES, `${JSON.stringify(changes)} has read ${cost} bytes`)
      }
      const tooMuch = () => report(small.id, { labels: { note: 'x'.repeat(3000) } })
      const cost = await costOf(() => assert.rejects(tooMuch, isTooMuch))
      assert.ok(cost < FEW_BYTES, `the refusal has read ${cost} bytes`)
      const build = (await stored()).at(-1)
      assert.deepEqual([build?.status, build?.labels['note']?.length], ['failed', 1000])
      await store.close()
    })

    test('whoever adds or removes a small build reads no other', async () => {
      const { store, ref, contextAt, costOf, stored } = await arrange()
      const create = (componentType: string, length: number) =>
        createBuild(contextAt(MINUTE), {
          ...ref,
          componentType,
          changes: { labels: { note: 'x'.repeat(length) } },
          heartbeats: 'never sent',
        })
      const costs = [
        await costOf(() => create('docker.one', 100)),
        await costOf(() => assert.rejects(create('docker.two', 3000), isTooMuch)),
        await costOf(async () => {
          const buildId = (await stored()).find(({ componentType }) => componentType === 'docker.one')?.id ?? ''
          await deleteBuild(contextAt(MINUTE), { ...ref, buildId })
        }),
      ]
      assert.ok(
        costs.every((cost) => cost < FEW_BYTES),
        `${costs.join(', ')} bytes have been read`,
      )
      assert.equal((await stored()).length, 5)
      await store.close()
    })

    test('a build is given up without a look at the others', async () => {
      const { store, small, contextAt, costOf, stored } = await arrange()
      const silentForMs = { heartbeatAt: 10 * MINUTE, startedAt: 10 * MINUTE }
      const onFailure = (_: unknown, error: unknown) => assert.fail(String(error))
      const cost = await costOf(() => cancelSilentBuilds(contextAt(20 * MINUTE), { silentForMs, onFailure }))
      assert.ok(cost < FEW_BYTES, `${cost} bytes have been read`)
      assert.equal((await stored()).find(({ id }) => id === small.id)?.status, 'cancelled')
      await store.close()
    })
  })
