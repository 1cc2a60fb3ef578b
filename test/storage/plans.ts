// Faults of the plan by which a database would execute a statement, in a registry that has grown for years.
import type { Kysely } from 'kysely'
import type { Schema } from '../../src/storage/schema.ts'
import type { Statement } from './recorded-statements.ts'

export interface Plans {
  /** How many versions to seed; years.ts says what goes with them. */
  readonly versions: number
  /** Makes seeding faster, inside its transaction. */
  readonly beforeSeeding: (db: Kysely<Schema>) => Promise<void>
  readonly afterSeeding: (db: Kysely<Schema>) => Promise<void>
  /** Empty when all is well. `question` is `port.method`. */
  readonly complaints: (db: Kysely<Schema>, question: string, statement: Statement) => Promise<readonly string[]>
  /** Columns, as `table.column`, that reference rows which may be deleted and that do not begin any index. */
  readonly unservedReferences: (db: Kysely<Schema>) => Promise<readonly string[]>
}

/** Whether the database plans the statement: all others define something, or gather statistics. */
export const isPlanned = ({ sql }: Statement): boolean => /^\s*(?:select|insert|update|delete|with)\b/i.test(sql)

/** Tables that hold a row or a few, however long a registry is used. */
export const BOUNDED: readonly string[] = ['server_key', 'organization']
/** Rows of these are never deleted. */
export const KEPT: readonly string[] = ['organization', 'project']
/** Methods that begin at the end of an index, in its order, and stop after a few rows. */
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
