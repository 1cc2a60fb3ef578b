// Builders that finish at the same moment, as Packer's usually do: the last one completes the version.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Version } from '../../src/domain/catalog/version/version.ts'
import { arrangeVersions } from '../support/arranged-versions.ts'
import { accountOf } from '../support/bucket-account.ts'
import { inBucket, newBucket, versionOf } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

/** The number of builds of one version, and how often they race. */
const rounds: readonly (readonly [builds: number, times: number])[] = [
  [2, 20],
  [3, 15],
  [5, 10],
  [8, 8],
  [16, 4],
  [32, 2],
  [64, 1],
]
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `v${index + 1}`)

for (const database of databases())
  describe(`builds that finish at once, over sockets, on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    /** All builds of all these versions report their end at the same moment, each on its own connection. */
    const finish = async (versions: readonly Version[]) => {
      const reports = versions.flatMap(({ bucketName, fingerprint, builds }) =>
        builds.map(({ id, componentType }) =>
          inBucket(registry.admin, bucketName).ok('UpdateBuild', {
            params: { fingerprint, build_id: id },
            body: {
              status: 'BUILD_DONE',
              platform: 'packer.file',
              artifacts: [{ external_identifier: componentType, region: 'output' }],
            },
          }),
        ),
      )
      for (const { build } of await Promise.all(reports)) assert.equal(build.status, 'BUILD_DONE')
    }

    for (const [builds, times] of rounds)
      test(`${builds} builds of one version complete it exactly once, ${times} times over`, async () => {
        const bucket = await newBucket(registry.admin, `builds-${builds}`)
        for (let round = 1; round <= times; round++) {
          const [version] = await arrangeVersions(registry, bucket.name, { versions: 1, builds })
          assert.ok(version)
          await finish([version])
          const { name, status, builds: seen } = await versionOf(bucket, version.fingerprint)
          assert.deepEqual([name, status, seen.length], [`v${round}`, 'VERSION_ACTIVE', builds])
        }
        assert.deepEqual(await accountOf(registry, bucket.name), {
          complete: numbers(times),
          incomplete: [],
          latest: numbers(times),
        })
      })

    for (const round of [1, 2])
      test(`64 versions of one bucket that are finished at once become v1 to v64 (${round})`, async () => {
        const bucket = await newBucket(registry.admin, `versions-64-${round}`)
        await finish(await arrangeVersions(registry, bucket.name, { versions: 64, builds: 1 }))
        assert.deepEqual(await accountOf(registry, bucket.name), {
          complete: numbers(64),
          incomplete: [],
          latest: numbers(64),
        })
      })

    test('8 versions with 4 builds each in each of 2 buckets complete side by side', async () => {
      const names = ['side-a', 'side-b']
      await Promise.all(names.map((name) => newBucket(registry.admin, name)))
      const arranged = await Promise.all(
        names.map((name) => arrangeVersions(registry, name, { versions: 8, builds: 4 })),
      )
      await finish(arranged.flat())
      for (const name of names)
        assert.deepEqual(await accountOf(registry, name), { complete: numbers(8), incomplete: [], latest: numbers(8) })
    })
  })
