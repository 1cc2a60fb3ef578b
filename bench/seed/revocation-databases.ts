// The databases on which revocations are measured: one of each kind, and how it is copied once it has been seeded.
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import type { RevocationDatabase, RevocationPlace } from '../measures/measure-revocation.ts'
import type { ThrowAwayPostgres } from './throw-away-postgres.ts'

export async function onSqlite(directory: string): Promise<RevocationDatabase> {
  const place = (dataDir: string): RevocationPlace => {
    const location = { sqliteFile: dataDirectoryAt(dataDir).sqliteFile }
    return { dataDir, location, databaseUrl: null }
  }
  const original = join(directory, 'revocation')
  await mkdir(original, { mode: 0o700 })
  return {
    original: place(original),
    seeded: async () => undefined,
    copy: async (round) => {
      const dataDir = join(directory, `revocation-${round}`)
      await cp(original, dataDir, { recursive: true })
      return place(dataDir)
    },
  }
}

export async function onPostgres(directory: string, postgres: ThrowAwayPostgres): Promise<RevocationDatabase> {
  const dataDir = join(directory, 'revocation-postgres')
  await mkdir(dataDir, { mode: 0o700 })
  const place = (url: string): RevocationPlace => ({ dataDir, location: { postgresUrl: url }, databaseUrl: url })
  const name = 'revocation'
  const url = await postgres.create(name, null)
  return {
    original: place(url),
    // Autovacuum would do this within a minute or two, and many operators do it every night. It tells the planner that nothing is revoked.
    seeded: () => postgres.run(url, 'vacuum analyze'),
    copy: async (round) => place(await postgres.create(`${name}_${round}`, name)),
  }
}
