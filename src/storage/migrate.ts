// Brings a database to the newest schema, safely when several processes start at once: the first takes the lock, the
// others wait for it and find nothing left to do. There is no way back down; that is what backups are for.
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { failedPrecondition } from '../domain/errors.ts'
import type { Capabilities, Database } from './engine/dialect.ts'
import { retrying } from './engine/retry.ts'
import { migrationsFor } from './migrations/migrations.ts'
import type { Schema } from './schema.ts'

const TABLE = 'kysely_migration'

/** Throws `failed_precondition` when the database was written by a newer version. */
export async function migrateToNewest(database: Database): Promise<void> {
  const { migrator, capabilities } = database
  await pendingMigrations(database)
  const provider = { getMigrations: async () => migrationsFor(capabilities) }
  await retrying(capabilities.isRetryable, () =>
    migrator.transaction().execute(async (db) => {
      const { error } = await new Migrator({ db, provider, migrationTableName: TABLE }).migrateToLatest()
      if (error !== undefined) throw error as Error
    }),
  )
}

/** Names of the migrations that are still to run, oldest first; throws like `migrateToNewest`. */
export async function pendingMigrations({ reader, capabilities }: Database): Promise<readonly string[]> {
  const known = Object.keys(migrationsFor(capabilities)).sort()
  const tables = await reader.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === TABLE)) return known

  const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)}`.execute(reader)
  const executed = new Set(rows.map(({ name }) => name))
  const unknown = [...executed].filter((name) => !known.includes(name)).sort()
  if (unknown.length > 0)
    throw failedPrecondition(
      `the database was migrated by a newer version of Assay (it has ${unknown.join(', ')}): ` +
        'run that version or a later one, or restore a backup that was made before the upgrade',
    )
  return known.filter((name) => !executed.has(name))
}

/** Whether the database has the schema of this version, rather than that of a later one that runs beside it. */
export function newestSchema(capabilities: Capabilities): (db: Kysely<Schema>) => Promise<boolean> {
  const newest = Object.keys(migrationsFor(capabilities)).sort().at(-1) ?? ''
  return async (db) => {
    const done = sql<{ name: string }>`${sql.table(TABLE)}`.as('done')
    const last = await db.selectFrom(done).select('name').orderBy('name', 'desc').limit(1).executeTakeFirst()
    return last !== undefined && last.name <= newest
  }
}
