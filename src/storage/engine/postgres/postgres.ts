// PostgreSQL, on a server that others may share: how it is reached, and what it can do.
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Schema } from '../../schema.ts'
import type { Capabilities, Trigger } from '../capabilities.ts'
import type { Database } from '../database.ts'
import { statementNames } from '../statement-names.ts'
import type { Patience } from './patience.ts'
import { migratingDialect, postgresDialect } from './postgres-dialect.ts'
import { isWorthAnotherTry } from './postgres-failures.ts'
import { HEALTH_POOL, postgresHealth } from './postgres-health.ts'
import { SessionPool, type SessionPoolParts } from './session-pool.ts'

// Reads have connections of their own, so that they need not wait for writes that wait for one another. With the connection of
// the health check that makes 25 for each of our processes (every worker is one), of the 100 that PostgreSQL allows by default.
const READERS = 12
const WRITERS = 12
// A silent connection is probed long before the kernel would do so by itself.
const KEEP_ALIVE_MS = 10_000

// What the planner must not consider. Every statement is meant to walk along indexes, in the order of its tables. But while
// tables are small, reading them whole looks as good, and a connection keeps the plans that it has made. JIT compilation of a
// query for documents takes a second.
const NEVER_PLANNED = ['jit', 'enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']

/** Fires once for all rows of a statement, which can be thousands. */
const postgresTrigger = ({ name, table, event, statement }: Trigger): readonly RawBuilder<unknown>[] => [
  sql.raw(
    `create function ${name}() returns trigger language plpgsql as 'begin ${quoted(statement('changed'))}; return null; end'`,
  ),
  sql.raw(`
    create trigger ${name} after ${event} on ${table}
    referencing ${event === 'delete' ? 'old' : 'new'} table as changed
    for each statement execute function ${name}()`),
]

const quoted = (text: string): string => text.replaceAll("'", "''")

const postgresCapabilities: Capabilities = {
  textType: sql`text collate "C"`,
  bytesType: sql`bytea`,
  locksRows: true,
  holds: { shared: 'pg_advisory_xact_lock_shared', alone: 'pg_advisory_xact_lock' },
  analyze: 'analyze (skip_locked)',
  json: { values: 'json_build_array', list: 'json_agg', embed: '' },
  elements: 'json_array_elements',
  position: 'strpos',
  trigger: postgresTrigger,
  counting: {
    column: 'number',
    addTo: (table) => [
      sql`alter table ${sql.table(table)} add column number bigint not null generated always as identity`,
      sql`create unique index ${sql.id(`${table}_by_number`)} on ${sql.table(table)} (number)`,
    ],
  },
  isAmong: (column, list) => sql`${sql.ref(column)} = any(array(select json_array_elements_text(${list})))`,
  isRetryable: isWorthAnotherTry,
}

export function connectPostgres(url: string, patience: Patience): Database {
  const { connectMs, answerMs, pingMs, closeMs } = patience
  const readers = poolOf(url, { max: READERS, connectionTimeoutMillis: connectMs })
  // Statements are sent without waiting for those before them: see session-pool.ts.
  const writers = poolOf(url, { max: WRITERS, connectionTimeoutMillis: connectMs, pipeline: true })
  const pinger = poolOf(url, { ...HEALTH_POOL, connectionTimeoutMillis: pingMs })
  const health = postgresHealth(pinger, pingMs)
  const shared = { names: statementNames(), settings: sessionSettings(patience) }
  const sessions = (own: Pick<SessionPoolParts, 'pool' | 'answerMs' | 'onFailure'>) =>
    new SessionPool({ ...shared, ...own })
  const writes = sessions({ pool: writers, answerMs, onFailure: health.suspect })
  const reads = sessions({ pool: readers, answerMs, onFailure: () => undefined })
  const migrations = sessions({ pool: writers, answerMs: 0, onFailure: () => undefined })
  return {
    capabilities: postgresCapabilities,
    reader: new Kysely<Schema>({ dialect: postgresDialect(reads) }),
    writer: new Kysely<Schema>({ dialect: postgresDialect(writes) }),
    migrator: new Kysely<Schema>({ dialect: migratingDialect(migrations) }),
    epoch: null,
    tidy: async () => undefined,
    isolatesReader: true,
    ping: health.ping,
    close: async () => {
      const pools = [readers, writers, pinger].filter((pool) => !pool.ending)
      // A server that hangs does not notice that we disconnect.
      await Promise.race([Promise.all(pools.map((pool) => pool.end())), pause(closeMs, undefined, { ref: false })])
    },
  }
}

function poolOf(url: string, limits: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'assay',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    ...limits,
  })
  // The pool replaces a connection that dies while nobody uses it. Without a listener, the error would end the process.
  pool.on('error', () => undefined)
  // The same for a connection that dies between two queries of a transaction: the next query fails with the reason.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}

/** Sent once a connection is open: poolers refuse connections that bring settings with them. */
function sessionSettings({ lockMs, statementMs, idleMs }: Patience): string {
  const settings = [
    ...NEVER_PLANNED.map((name) => [name, 'off']),
    ['lock_timeout', lockMs],
    ['statement_timeout', statementMs],
    ['idle_in_transaction_session_timeout', idleMs],
  ]
  return settings.map(([name, value]) => `set ${name} = ${value}`).join('; ')
}
