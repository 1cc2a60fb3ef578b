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

/** For migrations: across all processes one transaction runs at a time, and none has a time limit. */
export const migratingDialect = (pool: SessionPool): Dialect => ({
  ...postgresDialect(pool),
  createDriver: () => new MigratingPostgresDriver({ pool }),
  createAdapter: () => new LockedPostgresAdapter(),
})

class RollingBackPostgresDriver extends PostgresDriver {
  /**
   * Ignores errors: a lost connection has rolled back already, and the error that lost it is the one to report. The driver
   * discards it.
   */
  override async rollbackTransaction(
    ...[connection]: Parameters<PostgresDriver['rollbackTransaction']>
  ): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined)
  }
}

// The number that Kysely locks, and that servers of earlier releases still lock for a session.
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

/** Locks nothing: the transaction has held the lock since it began, and holds it until it ends. */
class LockedPostgresAdapter extends PostgresAdapter {
  override acquireMigrationLock = async (): Promise<void> => undefined
  override releaseMigrationLock = async (): Promise<void> => undefined
}
