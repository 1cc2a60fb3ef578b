import type { Compilable, Updateable, Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Codec } from './codec.ts'
import { membersOf, preparedBy, preparedQuery } from './prepared-query.ts'

/** A table, each of whose rows is a thing of the domain, and what is asked of all such. Its first column is its key. */
export interface Table<Name extends keyof Schema, Row, Item> extends Codec<Row, Item> {
  readonly name: Name
  readonly insert: (db: Kysely<Schema>, item: Item) => Promise<void>
  /** False, and nothing written, when there is one with the same in these columns, which are unique together. */
  readonly insertNew: (db: Kysely<Schema>, item: Item, ...unique: readonly (keyof Row & string)[]) => Promise<boolean>
  /** The one that has these values. */
  readonly find: (db: Kysely<Schema>, having: Partial<Row>) => Promise<Item | undefined>
  /** All that have these values, oldest first. */
  readonly list: (db: Kysely<Schema>, having: Partial<Row>) => Promise<readonly Item[]>
  /** Writes these columns of the one that has the key of this item. */
  readonly update: (db: Kysely<Schema>, item: Item, ...columns: readonly (keyof Row & string)[]) => Promise<void>
}

/** What is common to all tables is not for the compiler to see. */
type AnyRow = Readonly<Record<string, unknown>>
type AnyDb = Kysely<Record<string, Record<string, unknown>>>

export function table<Name extends keyof Schema, Row extends Updateable<Schema[Name]>, Item>(
  name: Name,
  codec: Codec<Row, Item>,
): Table<Name, Row, Item> {
  const { columns, rowOf, itemOf } = codec
  const key = columns[0] ?? ''
  const all: string = name
  /** A statement that is built once for each choice of columns. */
  function choosing(build: (db: AnyDb, row: AnyRow, chosen: readonly string[]) => Compilable<AnyRow>) {
    const prepared = preparedBy((chosen: string) =>
      preparedQuery((db, row: AnyRow) => build(db as unknown as AnyDb, row, chosen.split(' ').filter(Boolean))),
    )
    return (db: Kysely<Schema>, row: object, chosen: readonly string[]) => prepared(chosen.join(' '))(db, row as AnyRow)
  }
  const insert = (db: AnyDb, row: AnyRow) => db.insertInto(all).values(membersOf(row, columns))
  const select = (db: AnyDb, row: AnyRow, chosen: readonly string[]) =>
    db
      .selectFrom(all)
      .select(columns)
      .where((filter) => filter.and(membersOf(row, chosen)))
  const inserting = choosing(insert)
  const insertingNew = choosing((db, row, unique) =>
    insert(db, row)
      .onConflict((conflict) => conflict.columns(unique).doNothing())
      .returning(key),
  )
  const finding = choosing(select)
  const listing = choosing((db, row, chosen) => select(db, row, chosen).orderBy('created_at').orderBy(key))
  const updating = choosing((db, row, chosen) =>
    db.updateTable(all).set(membersOf(row, chosen)).where(key, '=', row[key]),
  )
  const itemsOf = (rows: readonly AnyRow[]) => rows.map((row) => itemOf(row as Row))
  return {
    ...codec,
    name,
    insert: async (db, item) => {
      await inserting(db, rowOf(item), [])
    },
    insertNew: async (db, item, ...unique) => (await insertingNew(db, rowOf(item), unique)).length === 1,
    find: async (db, having) => itemsOf(await finding(db, having, Object.keys(having)))[0],
    list: async (db, having) => itemsOf(await listing(db, having, Object.keys(having))),
    update: async (db, item, ...chosen) => {
      await updating(db, rowOf(item), chosen)
    },
  }
}
