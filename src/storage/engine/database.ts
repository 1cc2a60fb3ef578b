import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Capabilities } from './capabilities.ts'

export interface Database {
  readonly capabilities: Capabilities
  /** For transactions. */
  readonly writer: Kysely<Schema>
  /** For everything outside them. */
  readonly reader: Kysely<Schema>
  /** For migrations: like the writer, but without time limits. */
  readonly migrator: Kysely<Schema>
  /** A number that changes whenever anything is committed, by this process or another; null where reading it takes a query. */
  readonly epoch: (() => number) | null
  /** Does the work that was put off while callers waited for commits. To be called when no transaction of the writer is under way. */
  readonly tidy: () => Promise<void>
  /** Whether the reader sees only what has been committed. */
  readonly isolatesReader: boolean
  /** Throws `unavailable`, saying what is wrong, unless the database answers at once and takes writes. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}
