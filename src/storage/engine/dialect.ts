// Which database it is gets decided here, and is known in the folder of each, sqlite/ and postgres/, alone. Everything else
// in storage/ asks for a capability and never for a name.
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Capabilities } from './capabilities.ts'
import { PATIENCE } from './postgres/patience.ts'
import { connectPostgres } from './postgres/postgres.ts'
import { connectSqlite } from './sqlite/sqlite.ts'

export type { Capabilities } from './capabilities.ts'

/** `:memory:` as `sqliteFile` is a database that lives as long as its store. */
export type DatabaseLocation = { readonly sqliteFile: string } | { readonly postgresUrl: string }

export interface Database {
  readonly capabilities: Capabilities
  /** For transactions. */
  readonly writer: Kysely<Schema>
  /** For everything outside them. */
  readonly reader: Kysely<Schema>
  /** For migrations: like the writer, but they take as long as they take. */
  readonly migrator: Kysely<Schema>
  /**
   * A number that is another one when anything was committed since it was asked for, by whomever; null where that takes a
   * query.
   */
  readonly epoch: (() => number) | null
  /** Whether the reader sees nothing that is not committed. */
  readonly isolatesReader: boolean
  /** Throws `unavailable`, saying what is wrong, unless the database answers at once and takes writes. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}

export const connect = (location: DatabaseLocation): Database =>
  'sqliteFile' in location ? connectSqlite(location.sqliteFile) : connectPostgres(location.postgresUrl, PATIENCE)
