// Two server processes on one database: nothing that one of them keeps in memory may matter.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Version } from '../../src/domain/catalog/version/version.ts'
import { arrangeVersions } from '../support/arranged-versions.ts'
import { accountOf } from '../support/bucket-account.ts'
import { completeVersion, inBucket, newBucket, newChannel } from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { accessToken, startRegistry, type TestRegistry } from '../support/registry.ts'
import { type ReplicaProcess, startReplicaProcess } from '../support/replica-process.ts'
import { assertRefused } from '../support/shapes.ts'

/** The number of builds of one version, and how often they race. */
const rounds: readonly (readonly [builds: number, times: number])[] = [
  [2, 20],
  [3, 12],
  [8, 6],
  [64, 1],
]
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `v${index + 1}`)

for (const database of databases())
  describe(`two server processes on one ${database.name} database`, () => {
    let registry: TestRegistry
    let replica: ReplicaProcess
    let clients: readonly [Client, Client]
    before(async () => {
      registry = await startRegistry(database)
      replica = await startReplicaProcess(registry)
      clients = [registry.admin, replica.as(await accessToken(replica.as(null), registry.credentials))]
      // The replica's first request loads the token, which belongs to no race.
      for (const client of clients) await client.ok('IamService_GetCallerIdentity', {})
    })
    after(async () => {
      await replica.close()
      await registry.close()
    })

    const clientOf = (index: number): Client => clients[index % 2] ?? clients[0]

    /** All builds of all these versions report their end at the same moment, alternately to one server and the other. */
    const finish = async (versions: readonly Version[]) => {
      const builds = versions.flatMap((version) => version.builds.map((build) => ({ version, build })))
      const reports = builds.map(({ version: { bucketName, fingerprint }, build }, index) =>
        inBucket(clientOf(index), bucketName).ok('UpdateBuild', {
          params: { fingerprint, build_id: build.id },
          body: { status: 'BUILD_DONE', platform: 'packer.file' },
        }),
      )
      for (const { build } of await Promise.all(reports)) assert.equal(build.status, 'BUILD_DONE')
    }

    for (const [builds, times] of rounds)
      test(`${builds} builds of one version complete it exactly once, ${times} times over`, async () => {
        const bucket = await newBucket(registry.admin, `builds-${builds}`)
        for (let round = 1; round <= times; round++)
          await finish(await arrangeVersions(registry, bucket.name, { versions: 1, builds }))
        const all = numbers(times)
        assert.deepEqual(await accountOf(registry, bucket.name), { complete: all, incomplete: [], latest: all })
      })

    test('64 versions of one bucket that are finished at once become v1 to v64', async () => {
      const bucket = await newBucket(registry.admin, 'versions')
      await finish(await arrangeVersions(registry, bucket.name, { versions: 64, builds: 1 }))
      const all = numbers(64)
      assert.deepEqual(await accountOf(registry, bucket.name), { complete: all, incomplete: [], latest: all })
    })

    test('a name that is wanted on both servers at once is given once', async () => {
      const name = 'wanted'
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) =>
          inBucket(clientOf(index), name).call('CreateBucket', { body: { name } }),
        ),
      )
      assert.equal(answers.filter(({ status }) => status === 200).length, 1)
      for (const answer of answers) if (answer.status !== 200) assertRefused(answer, 6)
      await accountOf(registry, name)
    })

    test('assignments on both servers at once leave one line of history for each step', async () => {
      const bucket = await newBucket(registry.admin, 'assigned')
      for (const fingerprint of ['one', 'two', 'three']) await completeVersion(bucket, fingerprint)
      await newChannel(bucket, 'production', '')
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, index) =>
          inBucket(clientOf(index), bucket.name).call('UpdateChannel', {
            params: { channel_name: 'production' },
            body: {
              version_fingerprint: ['one', 'two', 'three'][index % 3] ?? '',
              update_mask: 'versionFingerprint',
            },
          }),
        ),
      )
      for (const { status, body } of answers) assert.equal(status, 200, JSON.stringify(body))
      await accountOf(registry, bucket.name)
    })
  })
