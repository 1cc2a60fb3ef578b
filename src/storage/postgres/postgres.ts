// The database on a server that others may share: how it is reached, and what it can do.
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Capabilities } from '../capabilities.ts'
import { codeOf } from '../code-of.ts'
import type { Database } from '../dialect.ts'
import type { Schema } from '../schema.ts'
import { postgresDialect } from './postgres-dialect.ts'

const POOL_SIZE = 16
const CONNECT_TIMEOUT_MS = 10_000
// A serialization failure, a deadlock, a lock that was not available.
const CROSSED = ['40001', '40P01', '55P03']

// What the planner must not think of. Every statement is a walk along indexes, in the order of its tables; but while there is
// little, reading all of it looks as good, and a connection keeps the plans that it has made. To compile a query of documents
// takes a second.
const NEVER_PLANNED = ['jit', 'enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']

const postgresCapabilities: Capabilities = {
  textType: sql`text collate "C"`,
  bytesType: sql`bytea`,
  locksRows: true,
  holds: { shared: 'pg_advisory_xact_lock_shared', alone: 'pg_advisory_xact_lock' },
  analyze: 'analyze (skip_locked)',
  json: { object: 'json_build_object', values: 'json_build_array', list: 'json_agg', embed: '' },
  isRetryable: (error) => CROSSED.includes(codeOf(error)),
}

export function connectPostgres(url: string): Database {
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
    client.query(NEVER_PLANNED.map((setting) => `set ${setting} = off`).join(';')).catch(() => undefined)
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
