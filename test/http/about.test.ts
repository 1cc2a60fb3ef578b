// What the server reports about itself, for the page where people look it up before they ask for help.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

for (const database of databases())
  describe(`about the server on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const asked = () => ({ params: { organization_id: registry.organizationId } })

    test('its version, its license, its Node and which database it has are told', async () => {
      const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as Readonly<
        Record<'version' | 'license', string>
      >
      assert.deepEqual(await registry.admin.ok('AssayService_GetAbout', asked()), {
        version: manifest.version,
        license: manifest.license,
        database: { sqlite: 'SQLITE', postgres: 'POSTGRESQL' }[database.name],
        node_version: process.version,
      })
    })

    test('those who have no role in the organization are told that there is none', async () => {
      const stranger = await registry.principal(null)
      assert.equal(
        await stranger.refused('AssayService_GetAbout', 5, asked()),
        `organization "${registry.organizationId}" does not exist`,
      )
    })
  })
