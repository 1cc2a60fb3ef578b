// Many rows at once. To compile a long statement costs about as much as to run it, and so does to bind its values: what can
// be is built once, and values that all rows share are sent once.
import { type InsertObject, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { inLongBatches, LONG_BATCH } from './batches.ts'
import { preparedBy, preparedCommand, SHORT_LIST } from './prepared-query.ts'
import type { Table } from './table.ts'

type AnyRow = Readonly<Record<string, unknown>>

const valuesOf = (rows: readonly object[], columns: readonly string[]): readonly unknown[] =>
  (rows as readonly AnyRow[]).flatMap((row) => columns.map((column) => row[column]))

/** Inserts rows, no more than one statement takes; few of them by a statement that is built once. */
export function insertRows<Name extends keyof Schema, Row extends object, Item>({
  name,
  columns,
}: Table<Name, Row, Item>) {
  const insertion = (db: Kysely<Schema>, rows: readonly unknown[]) =>
    db.insertInto<Name>(name).values(rows as readonly InsertObject<Schema, Name>[])
  /** Its values are those of one row after the other. */
  const few = preparedBy((count: number) =>
    preparedCommand((db, values: readonly unknown[]) => {
      const rowAt = (row: number) => columns.map((column, place) => [column, values[row * columns.length + place]])
      return insertion(
        db,
        Array.from({ length: count }, (_, row): unknown => Object.fromEntries(rowAt(row))),
      )
    }),
  )
  return async (db: Kysely<Schema>, rows: readonly Row[]): Promise<void> => {
    if (rows.length > SHORT_LIST) await insertion(db, rows).execute()
    else if (rows.length > 0) await few(rows.length)(db, valuesOf(rows, columns))
  }
}

/**
 * Inserts as many as are given, a batch at a time, into a table of columns that are all text. Whole batches share one
 * statement, for each choice of columns in which their rows differ.
 */
export function insertMany<Name extends keyof Schema, Row extends object, Item>(table: Table<Name, Row, Item>) {
  const { columns, rowOf } = table
  const splitBy = (own: string) => ({
    own: columns.filter((column) => own.split(' ').includes(column)),
    shared: columns.filter((column) => !own.split(' ').includes(column)),
  })
  const insertList = insertRows(table)
  /** Its values are those that all rows share, then those of one row after the other. */
  const wholeBatch = preparedBy((names: string) => {
    const { own, shared } = splitBy(names)
    return preparedCommand((db, values: readonly unknown[]) => {
      const ownAt = (row: number) => own.map((_, place) => values[shared.length + row * own.length + place])
      const rows = Array.from({ length: LONG_BATCH }, (_, row) => sql`(${sql.join(ownAt(row))})`)
      const refs = own.map((column) => sql.ref(column))
      const statement = sql`
        insert into ${sql.table(table.name)} (${sql.join([...shared.map((column) => sql.ref(column)), ...refs])})
        with given (${sql.join(refs)}) as (values ${sql.join(rows)})
        select ${sql.join([...shared.map((_, place) => sql`${values[place]}`), ...refs])} from given`
      return { compile: () => statement.compile(db) }
    })
  })

  return async (db: Kysely<Schema>, items: readonly Item[]): Promise<void> => {
    await inLongBatches(items, async (batch) => {
      const rows = batch.map(rowOf)
      const differ = columns.filter((column) => rows.some((row) => row[column] !== rows[0]?.[column])).join(' ')
      if (rows.length < LONG_BATCH) await insertList(db, rows)
      else {
        const { own, shared } = splitBy(differ)
        await wholeBatch(differ)(db, [...valuesOf(rows.slice(0, 1), shared), ...valuesOf(rows, own)])
      }
    })
  }
}
