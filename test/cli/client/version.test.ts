import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asking } from '../../support/asking.ts'
import { completeVersion, newBucket, versionOf } from '../../support/build-sequences.ts'
import { databases } from '../../support/databases.ts'
import { startRegistry } from '../../support/registry.ts'

const HOUR = 3_600_000

test('assay version revoke revokes now by the clock of the server, however far ahead that of this machine is', async (t) => {
  const registry = await startRegistry(databases()[0]!)
  t.after(() => registry.close())
  const ubuntu = await newBucket(registry.admin, 'ubuntu')
  await completeVersion(ubuntu, '01BAD')
  const assay = await asking(registry)
  t.after(() => assay.remove())
  registry.clock.advance(-HOUR)
  assert.match(await assay.says(t, 'version revoke ubuntu@01BAD --yes'), /^ubuntu@v1: revoked /)
  assert.equal((await versionOf(ubuntu, '01BAD')).status, 'VERSION_REVOKED')
})
