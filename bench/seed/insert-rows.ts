// Inserts rows in bulk, without the storage ports, which write one version at a time.
import type { Insertable, InsertObject, Kysely } from 'kysely'
import { systemClock } from '../../src/domain/clock.ts'
import { registryActor } from '../../src/domain/principal/principal.ts'
import { sealEvents } from '../../src/domain/record/ledger/seal-events.ts'
import { newId } from '../../src/machine/new-id.ts'
import type { Database } from '../../src/storage/engine/dialect.ts'
import { storeOn } from '../../src/storage/open.ts'
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

/** Seals the events as well, as in a registry that has grown: otherwise a server would begin with that. */
export async function insertRows(database: Database, rows: Rows): Promise<void> {
  await database.writer.transaction().execute(async (transaction) => {
    for (const table of TABLES) await insertInto(transaction, table, rows[table])
  })
  const context = { actor: registryActor, store: storeOn(database), clock: systemClock, newId }
  while ((await sealEvents(context, [])).count > 0) continue
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
