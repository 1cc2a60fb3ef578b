// storage/ owns the tables and every query: the one implementation of the domain's ports, for all databases. It holds no
// rules of the registry and knows nothing of HTTP or the environment. Outer ports only read; every write happens inside
// `transaction`, through the ports that it gives.
import type { Store } from '../domain/store.ts'
import type { DatabaseLocation } from './dialect.ts'
import { connect } from './dialect.ts'
import { migrateToNewest, pendingMigrations } from './migrate.ts'
import { portsFor } from './ports.ts'
import { transactionScope } from './transaction.ts'

export interface OpenStore extends Store {
  /** Brings the database to the newest schema; several processes may do so at once. */
  migrate(): Promise<void>
  /** Names of the migrations that `migrate` would run. Like it, refuses a database that a newer version has migrated. */
  pendingMigrations(): Promise<readonly string[]>
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  /** Waits for the transactions under way. */
  close(): Promise<void>
}

/** Throws `unavailable`, saying why, when the database cannot be opened or reached. */
export async function openStore(location: DatabaseLocation): Promise<OpenStore> {
  const database = connect(location)
  try {
    await database.ping()
  } catch (error) {
    await database.close()
    throw error
  }
  const portsOn = portsFor(database.capabilities)
  const { guard, transaction, idle } = transactionScope(database, portsOn)
  return {
    ...portsOn(database.reader.withPlugin(guard)),
    transaction,
    migrate: () => migrateToNewest(database),
    pendingMigrations: () => pendingMigrations(database),
    ping: database.ping,
    close: async () => {
      await idle()
      await database.close()
    },
  }
}
