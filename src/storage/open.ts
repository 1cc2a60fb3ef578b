// storage/ owns the tables and every query: the one implementation of the domain's ports, for all databases. It holds no
// rules of the registry and knows nothing of HTTP or the environment. Outer ports only read; every write happens inside
// `transaction`, through the ports that it gives.
import { sql } from 'kysely'
import type { FootingOf } from '../domain/catalog/bucket/footing.ts'
import { DomainError, reasonOf, unavailable } from '../domain/errors.ts'
import type { Store } from '../domain/store.ts'
import { footings } from './bucket/footing.ts'
import { connect, type Database, type DatabaseLocation } from './engine/dialect.ts'
import { transactionScope } from './engine/transaction.ts'
import { migrateToNewest, pendingMigrations } from './migrate.ts'
import { portsFor } from './ports.ts'

export interface OpenStore extends Store {
  /** Brings the database to the newest schema; several processes may do so at once. */
  migrate(): Promise<void>
  /** Names of the migrations that `migrate` would run. Like it, refuses a database that a newer version has migrated. */
  pendingMigrations(): Promise<readonly string[]>
  /** Throws `unavailable`, saying what is wrong, unless the database answers at once and takes writes. */
  ping(): Promise<void>
  /** What an answer about a bucket depends on at present (bucket/footing.ts). */
  readonly footingOf: FootingOf
  /** Waits for the transactions under way. */
  close(): Promise<void>
}

/** Throws `unavailable`, saying why, when the database cannot be opened or reached. */
export async function openStore(location: DatabaseLocation): Promise<OpenStore> {
  const database = connect(location)
  try {
    await sql`select 1`.execute(database.reader)
  } catch (error) {
    await database.close()
    throw withReason(error)
  }
  return storeOn(database)
}

/** Adds the cause, which otherwise only the log gets: whoever opens a database is at its machine or has its address. */
const withReason = (error: unknown): unknown =>
  error instanceof DomainError && error.cause !== undefined
    ? unavailable(`the database cannot be reached: ${reasonOf(error.cause)}`, error.cause)
    : error

export function storeOn(database: Database): OpenStore {
  const portsOn = portsFor(database.capabilities)
  const { guard, transaction, idle } = transactionScope(database, portsOn)
  return {
    ...portsOn(database.reader.withPlugin(guard)),
    transaction,
    footingOf: footings(database),
    migrate: () => migrateToNewest(database),
    pendingMigrations: () => pendingMigrations(database),
    ping: database.ping,
    close: async () => {
      await idle()
      await database.close()
    },
  }
}
