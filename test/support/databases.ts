// Every database that Assay supports, for suites that run on all of them.
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import { createPostgresDatabase } from './postgres-databases.ts'
import { roomyDirectory } from './roomy-directory.ts'
import { templates } from './templates.ts'

export interface Place {
  readonly location: DatabaseLocation
  /** Removes the database. Every store on it must be closed by then. */
  readonly drop: () => Promise<void>
}

export interface TestDatabase {
  readonly name: 'sqlite' | 'postgres'
  /** A database of its own with all tables and no rows. */
  readonly create: () => Promise<Place>
  /** A database of its own without tables. */
  readonly createEmpty: () => Promise<Place>
  /** A store on a database of its own, which is removed when the store is closed. */
  readonly open: () => Promise<OpenStore>
}

export const databases = (): readonly TestDatabase[] => [
  testDatabase('sqlite', createSqlite),
  testDatabase('postgres', async (contents) => {
    const { url, drop } = await createPostgresDatabase(contents)
    return { location: { postgresUrl: url }, drop }
  }),
]

type Create = (contents: 'migrated' | 'empty') => Promise<Place>

const testDatabase = (name: TestDatabase['name'], create: Create): TestDatabase => ({
  name,
  create: () => create('migrated'),
  createEmpty: () => create('empty'),
  open: async () => {
    const { location, drop } = await create('migrated')
    const store = await openStore(location)
    const close = async () => {
      await store.close()
      await drop()
    }
    return { ...store, close }
  },
})

const createSqlite: Create = async (contents) => {
  const { file, drop } = await sqliteFile()
  if (contents === 'migrated') await copyFile((await templates()).sqliteFile, file)
  return { location: { sqliteFile: file }, drop }
}

async function sqliteFile(): Promise<{ readonly file: string; readonly drop: () => Promise<void> }> {
  const directory = await mkdtemp(join(await roomyDirectory(), 'assay-'))
  return { file: join(directory, 'assay.db'), drop: () => rm(directory, { recursive: true, force: true }) }
}
