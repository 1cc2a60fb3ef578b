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
  const tables = (await reader.introspection.getTables())
    .filter(({ isView }) => !isView)
    .map(({ name }) => name)
    .sort()
  return {
    dump: async () => {
      const entries = tables.map(async (table) => {
        const { rows } = await sql`select * from ${sql.table(table)}`.execute(reader)
        return [table, rows.map((row) => JSON.stringify(row)).sort()] as const
      })
      return Object.fromEntries(await Promise.all(entries))
    },
    close,
  }
}
