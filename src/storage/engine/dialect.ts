// Which database it is gets decided here, and is known in the folder of each, sqlite/ and postgres/, alone. Everything else
// in storage/ asks for a capability and never for a name.
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

/** For people who ask what they have. */
export const databaseName = (location: DatabaseLocation) =>
  'sqliteFile' in location ? ('SQLITE' as const) : ('POSTGRESQL' as const)
