// What is wrong with the way in which a database would answer a statement, for a registry that has grown for years.
import type { Kysely } from 'kysely'
import type { Schema } from '../../src/storage/schema.ts'
import type { Statement } from './recorded-statements.ts'

export interface Plans {
  /** Of versions; what goes with them is in years.ts. */
  readonly versions: number
  /** What makes seeding faster, inside its transaction. */
  readonly beforeSeeding: (db: Kysely<Schema>) => Promise<void>
  readonly afterSeeding: (db: Kysely<Schema>) => Promise<void>
  /** Empty when all is well. `question` is `port.method`. */
  readonly complaints: (db: Kysely<Schema>, question: string, statement: Statement) => Promise<readonly string[]>
  /** Columns that refer to rows which are deleted, as `table.column`, and that no index begins with. */
  readonly unservedReferences: (db: Kysely<Schema>) => Promise<readonly string[]>
}

/** Whether the database plans it: all others define something, or gather what plans are made from. */
export const isPlanned = ({ sql }: Statement): boolean => /^\s*(?:select|insert|update|delete|with)\b/i.test(sql)

/** Tables that hold a row or a few, however long a registry is used. */
export const BOUNDED: readonly string[] = ['server_key', 'organization']
/** Rows of these are never deleted. */
export const KEPT: readonly string[] = ['organization', 'project']
/** Begins at the end of an index, in its order, and stops after a few. */
export const WALKED_FROM_ITS_END: readonly string[] = [
  'jobs.nextRunAt',
  'deliveries.nextAt',
  'streams.nextAt',
  'emailSubscriptions.nextAt',
  'jobs.list',
  'buckets.purge',
  'ledgers.isOurs',
  'ledgers.isWaiting',
  'ledgers.listWaiting',
  'ledgers.countWaiting',
  'ledgers.end',
  'webhooks.insert',
]
