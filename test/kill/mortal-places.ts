import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import type { TestDatabase } from '../support/databases.ts'
import type { Ending, MortalSettings } from './mortal-server.ts'

/** Where servers are killed: one server with a database to itself, or two that share one. */
export async function mortalPlaces(database: TestDatabase, ending: Ending) {
  const root = await mkdtemp(join(tmpdir(), 'assay-'))
  ending.after(() => rm(root, { recursive: true, force: true }))
  const folders = database.name === 'sqlite' ? ['one'] : ['one', 'two']
  const first = join(root, 'one')
  let databaseUrl: string | null = null
  let location: DatabaseLocation = { sqliteFile: join(first, 'assay.db') }
  if (database.name === 'postgres') {
    const place = await database.createEmpty()
    ending.after(place.drop)
    location = place.location
    databaseUrl = 'postgresUrl' in location ? location.postgresUrl : null
  }
  const settings = folders.map((name): MortalSettings => ({
    folder: join(root, name),
    databaseUrl,
    credentialsFolder: first,
    environment: {},
  }))
  return { settings, databaseUrl, location }
}
