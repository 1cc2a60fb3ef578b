import {
  CompiledQuery,
  type Dialect,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { SessionPool } from './session-pool.ts'

export const postgresDialect = (pool: SessionPool): Dialect => ({
  createDriver: () => new RollingBackPostgresDriver({ pool }),
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
})

/** Its transactions come one at a time, of all processes, and take as long as they take. */
export const migratingDialect = (pool: SessionPool): Dialect => ({
  ...postgresDialect(pool),
  createDriver: () => new MigratingPostgresDriver({ pool }),
  createAdapter: () => new LockedPostgresAdapter(),
})

class RollingBackPostgresDriver extends PostgresDriver {
  /** A lost connection has rolled back already, and what lost it is the error to tell; the driver discards it. */
  override async rollbackTransaction(
    ...[connection]: Parameters<PostgresDriver['rollbackTransaction']>
  ): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined)
  }
}

// The number that Kysely takes, which older servers still hold for a session.
const MIGRATIONS = '3853314791062309107'
const UNHURRIED = ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout']
const ALONE = `${UNHURRIED.map((limit) => `set local ${limit} = 0; `).join('')}select pg_advisory_xact_lock(${MIGRATIONS})`

class MigratingPostgresDriver extends RollingBackPostgresDriver {
  override async beginTransaction(
    ...[connection, settings]: Parameters<PostgresDriver['beginTransaction']>
  ): Promise<void> {
    await super.beginTransaction(connection, settings)
    await connection.executeQuery(CompiledQuery.raw(ALONE))
  }
}

/** The transaction holds the lock since it began, and until it ends. */
class LockedPostgresAdapter extends PostgresAdapter {
  override acquireMigrationLock = async (): Promise<void> => undefined
  override releaseMigrationLock = async (): Promise<void> => undefined
}
