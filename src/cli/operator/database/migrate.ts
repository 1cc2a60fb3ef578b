// Commands about the database as a whole, whatever its contents: bringing it to the newest schema, and what is still to be done in it.
import type { Config } from '../../../config/config.ts'
import { databaseOf, dataDirectoryAt, makeDataDirectory } from '../../../config/data-directory.ts'
import { counted } from '../../counted.ts'
import { databaseName } from './database-name.ts'

/** Brings the database to the newest schema and prints what that took. */
export async function migrate(config: Config): Promise<void> {
  const directory = dataDirectoryAt(config.dataDirectory)
  if (config.databaseUrl === null)
    for (const warning of await makeDataDirectory(directory)) process.stderr.write(`assay: ${warning}\n`)
  // Loaded here so that the other commands start without a database driver.
  const { openStore } = await import('../../../storage/open.ts')
  const store = await openStore(databaseOf(config))
  try {
    const pending = await store.pendingMigrations()
    await store.migrate()
    process.stdout.write(`${databaseName(config, directory)}: ${migrationsText(pending)}\n`)
  } finally {
    await store.close()
  }
}

function migrationsText(migrations: readonly string[]): string {
  if (migrations.length === 0) return 'already at the newest schema'
  return `applied ${counted(migrations.length, 'migration')}: ${migrations.join(', ')}`
}
