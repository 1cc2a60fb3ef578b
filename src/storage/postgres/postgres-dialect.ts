import type { DatabaseConnection, Dialect } from 'kysely'
import { PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import { unavailable } from '../../domain/errors.ts'
import { reasonOf } from '../reason-of.ts'
import { PreparingPool } from './preparing-pool.ts'

export const postgresDialect = (pool: pg.Pool): Dialect => ({
  createDriver: () => new ReportingPostgresDriver({ pool: new PreparingPool(pool) }),
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
})

class ReportingPostgresDriver extends PostgresDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return await super.acquireConnection()
    } catch (error) {
      throw unavailable(`the PostgreSQL database cannot be reached: ${reasonOf(error)}`)
    }
  }

  /** A lost connection has rolled back already, and what lost it is the error to tell; the driver discards it. */
  override async rollbackTransaction(
    ...[connection]: Parameters<PostgresDriver['rollbackTransaction']>
  ): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined)
  }
}
