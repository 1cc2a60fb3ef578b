// The whole content of a database, read without the ports, so that a test can assert that something left no trace anywhere.
import { type Kysely, sql } from 'kysely'
import { connect, type DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import type { Schema } from '../../src/storage/schema.ts'

/** Every row of every table, each as JSON and sorted. */
export type Dump = Readonly<Record<string, readonly string[]>>

export interface Dumper {
  readonly dump: () => Promise<Dump>
  readonly close: () => Promise<void>
}

/** What servers keep writing by themselves: which events have a position in a ledger, and how far the ledgers were proved. */
const OF_SEALING = ['unsealed_event', 'sealed_event', 'ledger', 'ledger_proof', 'ledger_stub', 'kept_builds']
const isOfSealing = (line: string): boolean =>
  ['prove-ledgers', 'prune-ledgers', 'seal-events', 'tell-heads'].includes((JSON.parse(line) as Row)['kind'] as string)

/** Dumps a database without what servers write by themselves about existing events, whatever they are asked to do. */
export async function openDumper(location: DatabaseLocation): Promise<Dumper> {
  const { dump, close } = await openWholeDumper(location)
  return {
    dump: async () => {
      const tables = Object.entries(await dump()).filter(([table]) => !OF_SEALING.includes(table))
      return Object.fromEntries(
        tables.map(([table, lines]) => [table, table === 'job' ? lines.filter((line) => !isOfSealing(line)) : lines]),
      )
    },
    close,
  }
}

export async function openWholeDumper(location: DatabaseLocation): Promise<Dumper> {
  const { reader, close } = connect(location)
  const tables = (await reader.introspection.getTables())
    .filter(({ isView }) => !isView)
    .map(({ name }) => name)
    .sort()
  // In one snapshot, because servers go on cleaning up in the meantime.
  const whole = () => ('postgresUrl' in location ? dumpPostgres(reader, tables) : dumpSqlite(reader, tables))
  return { dump: async () => withoutRefusals(await whole()), close }
}

/** Servers record refusals a moment later, and refusals change nothing else. */
const withoutRefusals = ({ event = [], ...others }: Dump): Dump => ({
  ...others,
  event: event.filter((line) => (JSON.parse(line) as Row)['subject'] !== 'permission'),
})

/** In a single statement, because each query to a database server is a round trip. */
async function dumpPostgres(reader: Kysely<Schema>, tables: readonly string[]): Promise<Dump> {
  const dump: Record<string, string[]> = Object.fromEntries(tables.map((table) => [table, []]))
  const all = tables.map(
    (name) => sql`select ${sql.lit(name)} as name, to_json(one)::text as line from ${sql.table(name)} one`,
  )
  const { rows } = await sql<{ name: string; line: string }>`${sql.join(all, sql` union all `)}`.execute(reader)
  for (const { name, line } of rows) dump[name]?.push(line)
  for (const lines of Object.values(dump)) lines.sort()
  return dump
}

type Row = Readonly<Record<string, unknown>>

function asPostgresWrites(row: Row): Row {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
  ])
  return Object.fromEntries(values) as Row
}

async function dumpSqlite(reader: Kysely<Schema>, tables: readonly string[]): Promise<Dump> {
  return reader.connection().execute(async (connection) => {
    const dump: Record<string, readonly string[]> = {}
    await sql`begin`.execute(connection)
    try {
      for (const table of tables) {
        const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(connection)
        dump[table] = rows.map((row) => JSON.stringify(asPostgresWrites(row))).sort()
      }
    } finally {
      await sql`commit`.execute(connection)
    }
    return dump
  })
}
