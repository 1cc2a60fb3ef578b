import { type Compilable, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { inLongBatches, LONG_BATCH } from './batches.ts'
import { type Insertion, insertRows, type RowOf } from './insert-rows.ts'
import { type PreparedQuery, preparedQuery } from './prepared-query.ts'

/** Of columns that are all text. */
export interface ManyInsertion<Table extends keyof Schema, Item> extends Insertion<Table> {
  readonly rowOf: (item: Item) => RowOf<Table>
}

/**
 * Inserts as many as are given, a batch at a time. To compile a long statement costs about as much as to run it, and so
 * does to bind its values: whole batches share one statement, and their rows share the values that are the same in all.
 */
export function insertMany<Table extends keyof Schema, Item>({
  table,
  columns,
  rowOf,
}: ManyInsertion<Table, Item>): (db: Kysely<Schema>, items: readonly Item[]) => Promise<void> {
  const prepared = new Map<string, PreparedQuery<readonly unknown[], unknown>>()

  /** Its values are those that all rows share, then those of one row after the other. */
  const batchOf = (own: readonly string[], shared: readonly string[]) =>
    preparedQuery<readonly unknown[], unknown>((db, values): Compilable => {
      const ownAt = (row: number) => own.map((_, place) => values[shared.length + row * own.length + place])
      const rows = Array.from({ length: LONG_BATCH }, (_, row) => sql`(${sql.join(ownAt(row))})`)
      const statement = sql`
        insert into ${sql.table(table)} (${sql.join([...shared, ...own].map((column) => sql.ref(column)))})
        with given (${sql.join(own.map((column) => sql.ref(column)))}) as (values ${sql.join(rows)})
        select ${sql.join([...shared.map((_, place) => sql`${values[place]}`), ...own.map((column) => sql.ref(column))])}
        from given`
      return { compile: () => statement.compile(db) }
    })

  const valuesOf = (row: RowOf<Table> | undefined, of: readonly (keyof Schema[Table])[]): readonly unknown[] =>
    of.map((column) => row?.[column])

  async function insertBatch(db: Kysely<Schema>, rows: readonly RowOf<Table>[], own: typeof columns): Promise<void> {
    const shared = columns.filter((column) => !own.includes(column))
    const insert = prepared.get(own.join()) ?? batchOf(own, shared)
    prepared.set(own.join(), insert)
    await insert(db, [...valuesOf(rows[0], shared), ...rows.flatMap((row) => valuesOf(row, own))])
  }

  const insertList = insertRows({ table, columns })

  return async (db, items) => {
    await inLongBatches(items, async (batch) => {
      const rows = batch.map(rowOf)
      const isOwn = (column: keyof Schema[Table]) => rows.some((row) => row[column] !== rows[0]?.[column])
      const own = rows.length === LONG_BATCH ? columns.filter(isOwn) : []
      await (own.length === 0 ? insertList(db, rows) : insertBatch(db, rows, own))
      return []
    })
  }
}
