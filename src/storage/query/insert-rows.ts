import type { Generated, InsertObject, Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { type PreparedQuery, preparedQuery, SHORT_LIST } from './prepared-query.ts'

export interface Insertion<Table extends keyof Schema> {
  readonly table: Table
  /** All that are not left to the database. */
  readonly columns: readonly (keyof Schema[Table] & string)[]
}

/** With what the database would fill in by itself. */
export type RowOf<Table extends keyof Schema> = {
  readonly [Column in keyof Schema[Table]]: Schema[Table][Column] extends Generated<infer Value>
    ? Value
    : Schema[Table][Column]
}

/** Inserts rows, no more than one statement takes; few of them by a statement that is built once. */
export function insertRows<Table extends keyof Schema>({
  table,
  columns,
}: Insertion<Table>): (db: Kysely<Schema>, rows: readonly RowOf<Table>[]) => Promise<void> {
  const insertion = (db: Kysely<Schema>, rows: readonly unknown[]) =>
    db.insertInto<Table>(table).values(rows as readonly InsertObject<Schema, Table>[])
  const prepared = new Map<number, PreparedQuery<readonly unknown[], unknown>>()
  /** Its values are those of one row after the other. */
  const fewOf = (count: number) =>
    preparedQuery<readonly unknown[], unknown>((db, values) => {
      const rowAt = (row: number) => columns.map((column, place) => [column, values[row * columns.length + place]])
      return insertion(
        db,
        Array.from({ length: count }, (_, row) => Object.fromEntries(rowAt(row)) as unknown),
      )
    })

  return async (db, rows) => {
    if (rows.length > SHORT_LIST) await insertion(db, rows).execute()
    if (rows.length === 0 || rows.length > SHORT_LIST) return
    const insert = prepared.get(rows.length) ?? fewOf(rows.length)
    prepared.set(rows.length, insert)
    await insert(
      db,
      rows.flatMap((row) => columns.map((column) => row[column])),
    )
  }
}
