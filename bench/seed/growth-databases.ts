// The databases on which growth is measured: of each kind, a registry with few versions and one with many.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { type ServerSettings, startServer } from '../load/server-process.ts'
import { seedBucket } from './seed.ts'
import type { ThrowAwayPostgres } from './throw-away-postgres.ts'

/** Makes a data directory of this name with this many versions, as an earlier run would have left it. */
export type SeedGrowth = (name: string, versions: number) => Promise<ServerSettings>

export const growthOnSqlite =
  (directory: string): SeedGrowth =>
  async (name, versions) => {
    const dataDir = join(directory, `growth-${name}`)
    const location = { sqliteFile: dataDirectoryAt(dataDir).sqliteFile }
    return seeded({ dataDir, databaseUrl: null, location }, versions)
  }

export const growthOnPostgres =
  (directory: string, postgres: ThrowAwayPostgres): SeedGrowth =>
  async (name, versions) => {
    const url = await postgres.create(`growth_${name}`, null)
    const dataDir = join(directory, `growth-postgres-${name}`)
    const settings = await seeded({ dataDir, databaseUrl: url, location: { postgresUrl: url } }, versions)
    // Autovacuum would do this within a minute or two.
    await postgres.run(url, 'vacuum analyze')
    return settings
  }

interface Place {
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly location: DatabaseLocation
}

async function seeded({ dataDir, databaseUrl, location }: Place, versions: number): Promise<ServerSettings> {
  await mkdir(dataDir, { mode: 0o700 })
  const settings = { dataDir, databaseUrl, protocol: 'http', nodeFlags: [] } as const
  const first = await startServer(settings)
  await first.stop()
  await seedBucket(location, versions)
  return settings
}
