// All that a database holds, read past the ports, so that a test can say that something left no trace anywhere.
import { sql } from 'kysely'
import { connect, type DatabaseLocation } from '../../src/storage/engine/dialect.ts'

/** Every row of every table, each as JSON and sorted. */
export type Dump = Readonly<Record<string, readonly string[]>>

export interface Dumper {
  readonly dump: () => Promise<Dump>
  readonly close: () => Promise<void>
}

export async function openDumper(location: DatabaseLocation): Promise<Dumper> {
  const { reader, close } = connect(location)
  const begin = 'postgresUrl' in location ? sql`begin isolation level repeatable read` : sql`begin`
  const tables = (await reader.introspection.getTables())
    .filter(({ isView }) => !isView)
    .map(({ name }) => name)
    .sort()
  return {
    // At one moment: servers go on clearing away meanwhile.
    dump: () =>
      reader.connection().execute(async (connection) => {
        const dump: Record<string, readonly string[]> = {}
        await begin.execute(connection)
        try {
          for (const table of tables) {
            const { rows } = await sql`select * from ${sql.table(table)}`.execute(connection)
            dump[table] = rows.map((row) => JSON.stringify(row)).sort()
          }
        } finally {
          await sql`commit`.execute(connection)
        }
        return dump
      }),
    close,
  }
}
