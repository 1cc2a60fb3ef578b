// The only file that names a database. It opens the connections and answers what each database can do; everything else
// in storage/ asks for a capability and never for a name.
import Sqlite from 'better-sqlite3'
import type { DatabaseConnection, Dialect, PostgresPool, PostgresPoolClient } from 'kysely'
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import pg from 'pg'
import { unavailable } from '../domain/errors.ts'
import { bringLogHome } from './bring-log-home.ts'
import type { Capabilities } from './capabilities.ts'
import { reasonOf } from './reason-of.ts'
import type { Schema } from './schema.ts'
import { rememberingStatements } from './statement-cache.ts'
import { statementNames } from './statement-names.ts'

export type { Capabilities } from './capabilities.ts'

/** `:memory:` as `sqliteFile` is a database that lives as long as its store. */
export type DatabaseLocation = { readonly sqliteFile: string } | { readonly postgresUrl: string }

export interface Database {
  readonly capabilities: Capabilities
  /** For transactions. */
  readonly writer: Kysely<Schema>
  /** For everything outside them. */
  readonly reader: Kysely<Schema>
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

export const connect = (location: DatabaseLocation): Database =>
  'sqliteFile' in location ? connectSqlite(location.sqliteFile) : connectPostgres(location.postgresUrl)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

// --- SQLite ----------------------------------------------------------------------------------------------------------

const IN_MEMORY = ':memory:'
// Waiting for another process blocks this one: writers wait in retry.ts, readers almost never do in WAL.
const WAIT_MS = 1000
const WRITER_WAIT_MS = 20
const WAL_BYTES_KEPT = 64 * 1024 * 1024

const sqliteCapabilities: Capabilities = {
  textType: 'text',
  bytesType: 'blob',
  locksRows: false,
  analyze: null,
  json: { object: 'json_object', values: 'json_array', list: 'json_group_array', embed: 'json' },
  isRetryable: (error) => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error)),
}

function connectSqlite(file: string): Database {
  const writerFile = openSqlite(file)
  writerFile.pragma(`busy_timeout = ${WRITER_WAIT_MS}`)
  writerFile.pragma('wal_autocheckpoint = 0')
  const writer = new Kysely<Schema>({ dialect: sqliteDialect(writerFile) })
  const readerFile = file === IN_MEMORY ? writerFile : openSqlite(file)
  // A reader of its own, so that a transaction that is between two steps does not hold up reads.
  const reader = readerFile === writerFile ? writer : new Kysely<Schema>({ dialect: sqliteDialect(readerFile) })
  if (reader !== writer) readerFile.pragma('query_only = ON')
  return {
    capabilities: sqliteCapabilities,
    writer,
    reader,
    ping: () => sql`select count(*) from sqlite_schema`.execute(reader).then(() => undefined),
    close: async () => {
      if (!writerFile.open) return
      // Waits for the transactions under way. Then the main file alone has everything, unless others still read the log.
      await writer.connection().execute(async () => {
        if (reader !== writer) readerFile.close()
        writerFile.pragma('wal_checkpoint(TRUNCATE)')
      })
      writerFile.close()
    },
  }
}

function openSqlite(file: string): Sqlite.Database {
  try {
    const database = new Sqlite(file, { timeout: WAIT_MS })
    database.pragma('journal_mode = WAL')
    // FULL, because in WAL mode the default loses the last commits when the power fails.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma(`journal_size_limit = ${WAL_BYTES_KEPT}`)
    return database
  } catch (error) {
    throw unavailable(`the SQLite database "${file}" cannot be opened: ${reasonOf(error)}`)
  }
}

const sqliteDialect = (database: Sqlite.Database): Dialect => ({
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

// --- PostgreSQL ------------------------------------------------------------------------------------------------------

const POOL_SIZE = 16
const CONNECT_TIMEOUT_MS = 10_000
// A serialization failure, a deadlock, a lock that was not available.
const CROSSED = ['40001', '40P01', '55P03']

const postgresCapabilities: Capabilities = {
  textType: sql`text collate "C"`,
  bytesType: sql`bytea`,
  locksRows: true,
  analyze: 'analyze (skip_locked)',
  json: { object: 'json_build_object', values: 'json_build_array', list: 'json_agg', embed: '' },
  isRetryable: (error) => CROSSED.includes(codeOf(error)),
}

function connectPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'assay',
  })
  // A connection that dies while nobody uses it is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same while a transaction holds it between two queries: the next query fails with the reason.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    client.query('set jit = off').catch(() => undefined) // Compiling a query of documents takes a second.
  })
  const database = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  return {
    capabilities: postgresCapabilities,
    writer: database,
    reader: database,
    ping: () => sql`select 1`.execute(database).then(() => undefined),
    close: async () => {
      await database.destroy()
      if (!pool.ending) await pool.end()
    },
  }
}

const postgresDialect = (pool: pg.Pool): Dialect => ({
  createDriver: () => new ReportingPostgresDriver({ pool: new PreparingPool(pool) }),
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
})

/** The pool, with connections that name their statements. */
class PreparingPool implements PostgresPool {
  readonly options: object
  readonly #pool: pg.Pool
  readonly #clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  readonly #nameOf = statementNames()

  constructor(pool: pg.Pool) {
    this.#pool = pool
    this.options = pool.options
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect()
    const known = this.#clients.get(client)
    if (known !== undefined) return known
    const query = async (text: string, values: unknown[]): Promise<unknown> => {
      const name = this.#nameOf(text, values)
      return client.query(name === undefined ? { text, values } : { name, text, values })
    }
    const preparing: PostgresPoolClient = {
      query: query as PostgresPoolClient['query'],
      release: (destroy) => {
        client.release(destroy)
      },
    }
    this.#clients.set(client, preparing)
    return preparing
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}

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
