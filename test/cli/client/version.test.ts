import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { asking } from '../../support/asking.ts'
import { completeVersion, newBucket, versionOf } from '../../support/build-sequences.ts'
import { databases } from '../../support/databases.ts'
import { startRegistry } from '../../support/registry.ts'

const HOUR = 3_600_000

/** A registry with a version that is to be revoked. */
async function badVersion(t: TestContext) {
  const registry = await startRegistry(databases()[0]!)
  t.after(() => registry.close())
  const ubuntu = await newBucket(registry.admin, 'ubuntu')
  await completeVersion(ubuntu, '01BAD')
  const assay = await asking(registry)
  t.after(() => assay.remove())
  return { registry, ubuntu, assay }
}

test('assay version revoke revokes now by the clock of the server, however far ahead that of this machine is', async (t) => {
  const { registry, ubuntu, assay } = await badVersion(t)
  registry.clock.advance(-HOUR)
  assert.match(await assay.says(t, 'version revoke ubuntu@01BAD --yes'), /^ubuntu@v1: revoked /)
  assert.equal((await versionOf(ubuntu, '01BAD')).status, 'VERSION_REVOKED')
})

test('what is done is not to come, also where the clock of the server is ahead', async (t) => {
  const { registry, assay } = await badVersion(t)
  registry.clock.advance(HOUR)
  assert.equal(await assay.says(t, 'version revoke ubuntu@01BAD --yes'), 'ubuntu@v1: revoked just now.\n')
  assert.equal(
    await assay.says(t, 'version restore ubuntu@01BAD'),
    'ubuntu@v1: active. Channels stay where they are, but for latest, which is at the newest valid version.\n',
  )
  const { code, stderr } = await assay.run(t, 'version revoke ubuntu@01BAD --in soon --yes')
  assert.deepEqual([code, stderr.split('\n')[0]], [2, 'assay: --in "soon" is no duration such as 30d or 12h30m'])
})

test('what is to come is told with its moment', async (t) => {
  const { assay } = await badVersion(t)
  const at = '2099-12-31T09:00:00.000Z'
  const revoked = await assay.says(t, `version revoke ubuntu@01BAD --at ${at} --yes`)
  assert.match(revoked, /^ubuntu@v1: to be revoked in \d+ years \(2099-12-31T09:00:00\.000Z\)\.$/m)
  const shown = await assay.says(t, 'version show ubuntu@01BAD')
  assert.match(shown, /^Status +to be revoked in \d+ years \(2099-12-31T09:00:00\.000Z\)$/m)
})
