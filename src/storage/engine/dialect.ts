// Decides which database to use. Only the two folders, sqlite/ and postgres/, know which one it is. The rest of storage/ asks
// for a capability and never for a name.
import type { Database } from './database.ts'
import { PATIENCE } from './postgres/patience.ts'
import { connectPostgres } from './postgres/postgres.ts'
import { connectSqlite } from './sqlite/sqlite.ts'

export type { Capabilities } from './capabilities.ts'
export type { Database } from './database.ts'

/** `:memory:` as `sqliteFile` is a database that lives as long as its store. */
export type DatabaseLocation = { readonly sqliteFile: string } | { readonly postgresUrl: string }

export const connect = (location: DatabaseLocation): Database =>
  'sqliteFile' in location ? connectSqlite(location.sqliteFile) : connectPostgres(location.postgresUrl, PATIENCE)

/** The name of the database, as the server reports it about itself. */
export const databaseName = (location: DatabaseLocation) =>
  'sqliteFile' in location ? ('SQLITE' as const) : ('POSTGRESQL' as const)
