import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { openStore, type OpenStore } from '../../../../src/storage/open.ts'
import { databases, type Place } from '../../../support/databases.ts'
import { anSbom, storedVersion } from '../../arrange.ts'

const MEGABYTE = 1024 * 1024

describe('the write-ahead log of the embedded database', () => {
  let place: Place
  let store: OpenStore

  before(async () => {
    place = await databases()[0]!.create()
    store = await openStore(place.location)
  })
  after(async () => {
    await store.close()
    await place.drop()
  })

  test('is brought home while the database is written to, and does not grow with it', async () => {
    assert.ok('sqliteFile' in place.location)
    const { sqliteFile } = place.location
    const sizeOf = async (file: string) => (await stat(file)).size
    const { version } = await storedVersion(store)
    const documents = Array.from({ length: 24 }, (_, index) => anSbom(version.builds[0]!, { name: `sbom-${index}` }))
    const content = new Uint8Array(randomBytes(MEGABYTE))
    for (const sbom of documents) await store.transaction(({ sboms }) => sboms.put(sbom, content))

    const log = await sizeOf(`${sqliteFile}-wal`)
    assert.ok(log < 10 * MEGABYTE, `the log has ${log} bytes`)
    const home = await sizeOf(sqliteFile)
    assert.ok(home > 15 * MEGABYTE, `the database has ${home} bytes`)
    assert.equal((await store.sboms.list(version.builds[0]!.id)).length, documents.length)
  })
})
