// Imports from another registry, over the wire: which requests are valid, and which notifications do not happen.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

const MOMENT = '2026-01-02T03:04:05.678901Z'
const stamps = { created_at: MOMENT, updated_at: MOMENT }
const bucket = { bucket: { name: 'ubuntu', ...stamps } }
const version = { version: { bucket_name: 'ubuntu', fingerprint: 'one', ...stamps } }
const build = {
  build: { bucket_name: 'ubuntu', fingerprint: 'one', component_type: 'file.one', status: 'BUILD_DONE', ...stamps },
}

for (const database of databases())
  describe(`AssayService_ImportRecords on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())
    const bring = (...records: readonly object[]): Promise<Json> =>
      registry.admin.ok('AssayService_ImportRecords', { body: { source: 'https://hcp.example', records } })
    const refusal = (body: object) => registry.admin.refused('AssayService_ImportRecords', 3, { body })

    test('keeps moments to the millisecond, and tells of it once, by whom and from where', async () => {
      const { outcomes } = await bring(bucket, version, build)
      assert.deepEqual(
        (outcomes as Json[]).map(({ outcome }) => outcome as string),
        ['CREATED', 'CREATED', 'CREATED'],
      )
      const found = await registry.admin.ok('PackerService_GetVersion', {
        params: { bucket_name: 'ubuntu', fingerprint: 'one' },
      })
      assert.equal(found.version.created_at, '2026-01-02T03:04:05.678Z')
      const { items } = await registry.store.events.list(registry.projectId, {
        size: null,
        order: [{ field: 'at', descending: true }],
        edge: null,
      })
      const told = items.filter(({ kind }) => kind === 'registry.imported')
      assert.deepEqual(
        told.map(({ description, payload }) => [description, payload]),
        [
          [
            'Imported from another registry',
            {
              source: 'https://hcp.example',
              records: [
                { kind: 'bucket', name: 'ubuntu', outcome: 'created' },
                { kind: 'version', name: 'ubuntu/one', outcome: 'created' },
                { kind: 'build', name: 'ubuntu/one/file.one', outcome: 'created' },
              ],
            },
          ],
        ],
      )
    })

    test('refuses a request that is none, by the field', async () => {
      assert.match(await refusal({ records: [{}] }), /^records\[0\]: must have exactly one of bucket, version, build/)
      assert.match(await refusal({ records: [{ ...bucket, ...version }] }), /^records\[0\]: must have exactly one of/)
      assert.match(
        await refusal({ records: [bucket, { version: { bucket_name: 'ubuntu', fingerprint: 'two' } }] }),
        /^records\[1\]\.version\.created_at: is required/,
      )
      const sbom = { bucket_name: 'ubuntu', fingerprint: 'one', format: 'SPDX', compressed_sbom: '*' }
      assert.match(await refusal({ records: [{ sbom }] }), /^records\[0\]\.sbom\.compressed_sbom: must be base64/)
      assert.match(
        await refusal({ records: Array(201).fill(bucket) }),
        /^records: has 201 records, and 200 are the most/,
      )
      assert.match(await refusal({ source: 'x'.repeat(300), records: [] }), /^source: must be at most 255 bytes long/)
    })

    test('takes the base64 of URLs, as uploads do', async () => {
      const sbom = {
        bucket_name: 'ubuntu',
        fingerprint: 'one',
        component_type: 'file.one',
        name: 'sbom',
        format: 'SPDX',
      }
      const { outcomes } = await bring({ sbom: { ...sbom, ...stamps, compressed_sbom: '_-8=' } })
      assert.equal((outcomes as Json[])[0]?.outcome, 'CREATED')
    })

    test('refuses each record that breaks a rule of the registry, and keeps it from breaking any other', async () => {
      const { outcomes } = await bring(
        { bucket: { name: 'no good name', ...stamps } },
        { version: { bucket_name: 'ubuntu', fingerprint: '-', ...stamps } },
        { build: { ...build.build, component_type: 'x'.repeat(256) } },
        {
          sbom: { bucket_name: 'ubuntu', fingerprint: 'one', component_type: 'file.one', name: 'a b', format: 'SPDX' },
        },
        { revocation: { bucket_name: 'ubuntu', fingerprint: 'none', revoke_at: MOMENT } },
        { channel: { bucket_name: 'ubuntu', name: 'production', version_fingerprint: 'one', ...stamps } },
        { history: { bucket_name: 'ubuntu', channel_name: 'none', assignments: [{ assigned_at: MOMENT }] } },
        { channel: { bucket_name: 'ubuntu', name: 'test', ...stamps } },
      )
      assert.deepEqual(
        (outcomes as Json[]).map(({ outcome }) => outcome as string),
        [...Array<string>(7).fill('REFUSED'), 'CREATED'],
      )
    })

    test('takes nothing into a registry that is deactivated', async () => {
      await registry.admin.ok('PackerService_UpdateRegistry', {
        body: { activated: false, update_mask: 'activated' },
      })
      assert.match(
        await registry.admin.refused('AssayService_ImportRecords', 9, { body: { records: [bucket] } }),
        /is deactivated/,
      )
    })
  })
