// Inserts many rows at once. Compiling a long statement costs about as much as running it, and so does binding its values. So
// statements are built once where possible, and values that all rows share are sent once.
import { type InsertObject, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { inLongBatches, LONG_BATCH } from './batches.ts'
import { preparedBy, preparedCommand, SHORT_LIST } from './prepared-query.ts'
import type { Table } from './table.ts'

/** Inserts items as rows, no more than one statement takes; a few items are inserted by a statement that is built once. */
export function insertRows<Name extends keyof Schema, Row extends object, Item>({
  name,
  columns,
  valuesOf,
}: Table<Name, Row, Item>) {
  const insertion = (db: Kysely<Schema>, rows: readonly (readonly unknown[])[]) => {
    const rowOf = (values: readonly unknown[]): unknown =>
      Object.fromEntries(columns.map((column, place) => [column, values[place]]))
    return db.insertInto<Name>(name).values(rows.map(rowOf) as InsertObject<Schema, Name>[])
  }
  /** Takes the values of one row after the other. */
  const few = preparedBy((count: number) =>
    preparedCommand((db, values: readonly unknown[]) => {
      const rowAt = (row: number) => columns.map((_, place) => values[row * columns.length + place])
      return insertion(
        db,
        Array.from({ length: count }, (_, row) => rowAt(row)),
      )
    }),
  )
  return async (db: Kysely<Schema>, items: readonly Item[]): Promise<void> => {
    const rows = items.map(valuesOf)
    if (rows.length > SHORT_LIST) await insertion(db, rows).execute()
    else if (rows.length > 0) await few(rows.length)(db, rows.flat())
  }
}

/**
 * Inserts any number of items, a batch at a time, into a table whose columns are all text. Whole batches share one statement
 * for each set of columns in which their rows differ.
 */
export function insertMany<Name extends keyof Schema, Row extends object, Item>(table: Table<Name, Row, Item>) {
  const { columns, valuesOf } = table
  const places = columns.map((_, place) => place)
  const splitBy = (own: string) => ({
    own: places.filter((place) => own.split(' ').includes(String(place))),
    shared: places.filter((place) => !own.split(' ').includes(String(place))),
  })
  const insertList = insertRows(table)
  /** Takes the values that all rows share, then the other values of one row after the other. */
  const wholeBatch = preparedBy((differing: string) => {
    const { own, shared } = splitBy(differing)
    return preparedCommand((db, values: readonly unknown[]) => {
      const ownAt = (row: number) => own.map((_, place) => values[shared.length + row * own.length + place])
      const rows = Array.from({ length: LONG_BATCH }, (_, row) => sql`(${sql.join(ownAt(row))})`)
      const refOf = (place: number) => sql.ref(columns[place] ?? '')
      const refs = own.map(refOf)
      const statement = sql`
        insert into ${sql.table(table.name)} (${sql.join([...shared.map(refOf), ...refs])})
        with given (${sql.join(refs)}) as (values ${sql.join(rows)})
        select ${sql.join([...shared.map((_, place) => sql`${values[place]}`), ...refs])} from given`
      return { compile: () => statement.compile(db) }
    })
  })

  return async (db: Kysely<Schema>, items: readonly Item[]): Promise<void> => {
    await inLongBatches(items, async (batch) => {
      if (batch.length < LONG_BATCH) return insertList(db, batch)
      const [first = [], ...others] = batch.map(valuesOf)
      const differing = places.filter((place) => others.some((row) => row[place] !== first[place])).join(' ')
      const { own, shared } = splitBy(differing)
      const values = [
        ...shared.map((place) => first[place]),
        ...[first, ...others].flatMap((row) => own.map((place) => row[place])),
      ]
      return wholeBatch(differing)(db, values)
    })
  }
}
