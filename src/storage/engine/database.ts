import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Capabilities } from './capabilities.ts'

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
  /** What it puts off while somebody waits for a commit, to be called when no transaction of the writer is under way. */
  readonly tidy: () => Promise<void>
  /** Whether the reader sees nothing that is not committed. */
  readonly isolatesReader: boolean
  /** Throws `unavailable`, saying what is wrong, unless the database answers at once and takes writes. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}
