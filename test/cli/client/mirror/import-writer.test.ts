import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { importWriter } from '../../../../src/cli/client/registry/mirror/record-writer/import-writer.ts'
import type { MirrorRecord } from '../../../../src/cli/client/registry/mirror/records.ts'
import { fetchTrusting } from '../../../../src/cli/client/server/trust.ts'
import { bearerToken, createClient, currentApi } from '../../../../src/client/exports.ts'
import { databases } from '../../../support/databases.ts'
import { startRegistry } from '../../../support/registry.ts'

const MOMENT = '2026-01-02T03:04:05.678Z'
const stamps = { created_at: MOMENT, updated_at: MOMENT }
const bucket = (name: string): MirrorRecord => ({ bucket: { name, ...stamps } })

test('a record that a server cannot read is refused alone, and told by its name', async (t) => {
  const registry = await startRegistry(databases()[0]!)
  t.after(() => registry.close())
  const { organizationId, projectId } = registry
  const client = createClient({
    api: currentApi,
    apiUrl: registry.url,
    access: bearerToken(await registry.token('admin')),
    location: { organizationId, projectId },
    fetch: fetchTrusting(await readFile(registry.caFile, 'utf8')),
  })
  const writer = importWriter(client, 'a test')
  const strange = { ...stamps, bucket_name: 'one', fingerprint: 'f', component_type: 'c', status: 'BUILD_DREAMT' }
  for (const record of [bucket('one'), { build: strange } as unknown as MirrorRecord, bucket('two')])
    await writer.write(record)
  await writer.end()
  assert.deepEqual(writer.brought.counts, { created: 2, updated: 0, unchanged: 0, kept: 0, refused: 1 })
  assert.match(
    writer.brought.refused.join(),
    /^build one\/f\/c: records\[0\]\.build\.status: must be one of BUILD_UNSET,/,
  )

  await registry.admin.ok('PackerService_UpdateRegistry', { body: { activated: false, update_mask: 'activated' } })
  await writer.write(bucket('three'))
  await assert.rejects(writer.end(), /is deactivated/)
})
