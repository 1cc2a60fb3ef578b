import type Sqlite from 'better-sqlite3'
import type { DatabaseConnection, Dialect } from 'kysely'
import { CompiledQuery, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { bringLogHome } from '../bring-log-home.ts'
import { rememberingStatements } from '../statement-cache.ts'

export const sqliteDialect = (database: Sqlite.Database): Dialect => ({
  createDriver: () => new ImmediateSqliteDriver(database),
  createAdapter: () => new TransactionalSqliteAdapter(),
  createQueryCompiler: () => new UnpeekedSqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
})

/**
 * This SQLite is built with STAT4: whenever a parameter is bound that the planner has looked at, it plans the statement
 * anew, which costs several times what running it does. The planner does not look behind a sign.
 */
class UnpeekedSqliteQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

/** Migrations run inside a transaction, whose `begin immediate` is the lock between processes. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Takes the write lock at the start: a read that turns into a write fails when another process has written between. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Sqlite.Database

  constructor(database: Sqlite.Database) {
    super({
      database: {
        close: () => database.close(),
        prepare: rememberingStatements((text) => database.prepare(text)),
      },
    })
    this.#database = database
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    await bringLogHome((pragma) => this.#database.pragma(pragma))
  }

  /** Some errors have rolled back already; a second rollback would only hide them. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}
