import type Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'
import { translateError, translateCommitError } from './sqlite-failures.ts'

export interface SqliteParts {
  readonly database: Sqlite.Database
  readonly who: 'reader' | 'writer'
  /** Throws when writes would be lost. */
  readonly checkFiles: () => void
}

export const sqliteDialect = (parts: SqliteParts): Dialect => ({
  createDriver: () => new ImmediateSqliteDriver(parts),
  createAdapter: () => new TransactionalSqliteAdapter(),
  createQueryCompiler: () => new UnpeekedSqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
})

/**
 * This SQLite is built with STAT4: binding another value to a parameter that the planner has looked at makes it plan the
 * statement again, which costs several times what running it does. The planner does not look at a parameter behind a sign.
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

/** Takes the write lock at the start: a read that turns into a write fails when another process has written in between. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Sqlite.Database
  readonly #checkFiles: () => void

  constructor({ database, who, checkFiles }: SqliteParts) {
    super({
      database: {
        close: () => database.close(),
        prepare: rememberingStatements((text) => telling(who, () => tellingStatement(database.prepare(text), who))),
      },
    })
    this.#database = database
    this.#checkFiles = checkFiles
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#checkFiles()
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.commitTransaction(connection)
    } catch (error) {
      throw translateCommitError(error)
    }
    // A change that went into a file that is gone must not be reported as made.
    this.#checkFiles()
  }

  /** Some errors have rolled back already; a second rollback would only hide them. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

function telling<Result>(who: SqliteParts['who'], act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    throw translateError(error, who)
  }
}

const tellingStatement = (statement: Sqlite.Statement, who: SqliteParts['who']): SqliteStatement => ({
  reader: statement.reader,
  all: (parameters) => telling(who, () => statement.all(parameters)),
  run: (parameters) => telling(who, () => statement.run(parameters)),
  iterate: (parameters) => statement.iterate(parameters),
})

const STATEMENTS = 500

/**
 * `prepare`, called once for each text. A list of another length is another text, so all statements are dropped when there are
 * too many.
 */
function rememberingStatements<Statement>(prepare: (text: string) => Statement): (text: string) => Statement {
  const statements = new Map<string, Statement>()
  return (text) => {
    const known = statements.get(text)
    if (known !== undefined) return known
    if (statements.size >= STATEMENTS) statements.clear()
    const statement = prepare(text)
    statements.set(text, statement)
    return statement
  }
}
