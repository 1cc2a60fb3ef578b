// Every database that Assay supports, for suites that run on all of them.
import { rmSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import { createPostgresDatabase } from './postgres-databases.ts'

export interface Place {
  readonly location: DatabaseLocation
  /** Removes the database; every store on it is closed by now. */
  readonly drop: () => Promise<void>
}

export interface TestDatabase {
  readonly name: 'sqlite' | 'postgres'
  /** A database of its own with all tables and no rows. */
  readonly create: () => Promise<Place>
  /** A database of its own without tables. */
  readonly createEmpty: () => Promise<Place>
  /** A store on a database of its own, which goes when the store is closed. */
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

let sqliteTemplate: Promise<string> | undefined

const createSqlite: Create = async (contents) => {
  const { file, drop } = await sqliteFile()
  if (contents === 'migrated') await copyFile(await (sqliteTemplate ??= migratedFile()), file)
  return { location: { sqliteFile: file }, drop }
}

async function migratedFile(): Promise<string> {
  const { file, drop } = await sqliteFile()
  process.once('exit', () => {
    rmSync(dirname(file), { recursive: true, force: true })
  })
  try {
    const store = await openStore({ sqliteFile: file })
    await store.migrate()
    await store.close()
    return file
  } catch (error) {
    await drop()
    throw error
  }
}

async function sqliteFile(): Promise<{ readonly file: string; readonly drop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'assay-'))
  return { file: join(directory, 'assay.db'), drop: () => rm(directory, { recursive: true, force: true }) }
}
