// Rows in bulk: past the storage ports, which write a version at a time.
import type { Insertable, InsertObject, Kysely } from 'kysely'
import type { Schema } from '../../src/storage/schema.ts'

/** In an order that foreign keys allow. */
const TABLES = [
  'bucket',
  'version',
  'build',
  'artifact',
  'version_edge',
  'channel',
  'channel_assignment',
  'event',
] as const
const ROWS_PER_STATEMENT = 400

export type Rows = { readonly [Table in (typeof TABLES)[number]]: Insertable<Schema[Table]>[] }

export const noRows = (): Rows => ({
  bucket: [],
  version: [],
  build: [],
  artifact: [],
  version_edge: [],
  channel: [],
  channel_assignment: [],
  event: [],
})

export async function insertRows(writer: Kysely<Schema>, rows: Rows): Promise<void> {
  await writer.transaction().execute(async (transaction) => {
    for (const table of TABLES) await insertInto(transaction, table, rows[table])
  })
}

async function insertInto<Table extends keyof Rows>(
  transaction: Kysely<Schema>,
  table: Table,
  rows: Rows[Table],
): Promise<void> {
  for (let done = 0; done < rows.length; done += ROWS_PER_STATEMENT) {
    const batch = rows.slice(done, done + ROWS_PER_STATEMENT) as readonly InsertObject<Schema, Table>[]
    await transaction.insertInto<Table>(table).values(batch).execute()
  }
}
