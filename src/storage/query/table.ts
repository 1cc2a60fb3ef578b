// Converts items of the domain to rows of tables, and back. A column has the name of its field, in snake case. It has the
// field's value as it is, or in another form where databases have no type for it or do not all store it alike.
import type { Compilable, Kysely, Insertable, SelectQueryBuilder } from 'kysely'
import type { Flag, Json, Schema } from '../schema.ts'
import { membersOf, preparedBy, preparedCommand, preparedQuery } from './prepared-query.ts'

export interface Form<Value, Column> {
  readonly columnOf: (value: Value) => Column
  readonly valueOf: (column: Column) => Value
}

export const flag: Form<boolean, Flag> = {
  columnOf: (value) => (value ? 1 : 0),
  valueOf: (column) => column === 1,
}
export const json = <Value>(): Form<Value, Json> => ({
  columnOf: (value) => JSON.stringify(value),
  valueOf: (column) => JSON.parse(column) as Value,
})
export const orNull = <Value, Column>({
  columnOf,
  valueOf,
}: Form<Value, Column>): Form<Value | null, Column | null> => ({
  columnOf: (value) => (value === null ? null : columnOf(value)),
  valueOf: (column) => (column === null ? null : valueOf(column)),
})
/** Stores null as `stand`, a value of the type that all other values have. */
export const nullAs = <Value>(stand: Value): Form<Value | null, Value> => ({
  columnOf: (value) => value ?? stand,
  valueOf: (column) => (column === stand ? null : column),
})

export interface Codec<Row, Item> {
  /** In the order in which the fields were given. */
  readonly columns: readonly (keyof Row & string)[]
  readonly rowOf: (item: Item) => Row
  /** The values of the row alone, in the order of the columns. */
  readonly valuesOf: (item: Item) => readonly unknown[]
  readonly itemOf: (row: Row) => Item
  /** The same from the values alone, in the order of the columns. */
  readonly itemFrom: (values: readonly unknown[]) => Item
}

export type ColumnName<Field extends string> = Field extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${ColumnName<Rest>}`
  : ''
export const columnName = <Field extends string>(field: Field): ColumnName<Field> =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as ColumnName<Field>

/** A codec for items that have the fields of another codec somewhere else. */
export const through = <Row, Kept, Item>(
  codec: Codec<Row, Kept>,
  keptOf: (item: Item) => Kept,
  itemOf: (kept: Kept) => Item,
): Codec<Row, Item> => ({
  columns: codec.columns,
  rowOf: (item) => codec.rowOf(keptOf(item)),
  valuesOf: (item) => codec.valuesOf(keptOf(item)),
  itemOf: (row) => itemOf(codec.itemOf(row)),
  itemFrom: (values) => itemOf(codec.itemFrom(values)),
})

type FormsOf<Item> = { readonly [Field in keyof Item]?: FormOf<Item[Field]> }
interface FormOf<Value> {
  readonly columnOf: (value: Value) => unknown
  readonly valueOf: (column: never) => Value
}
type RowOf<Item, Field extends keyof Item & string, Forms> = {
  [Name in Field as ColumnName<Name>]: Name extends keyof Forms
    ? Forms[Name] extends { readonly columnOf: (value: never) => infer Column }
      ? Column
      : never
    : Item[Name]
}

/** A codec of the named fields. Fields in `forms` are stored in these forms. */
export const codecOf =
  <Item extends object>() =>
  <const Field extends keyof Item & string, const Forms extends FormsOf<Pick<Item, Field>> = object>(
    fields: readonly Field[],
    forms?: Forms,
  ): Codec<RowOf<Item, Field, Forms>, Pick<Item, Field>> => {
    const formOf = (field: string) => (forms as Readonly<Record<string, Form<unknown, unknown>>> | undefined)?.[field]
    const kept = fields.map((field) => ({ field, column: columnName(field), form: formOf(field) }))
    const columns = kept.map(({ column }) => column)

    const valuesOf = (item: Readonly<Record<string, unknown>>) =>
      kept.map(({ field, form }) => (form ? form.columnOf(item[field]) : item[field]))
    function rowOf(item: Readonly<Record<string, unknown>>): unknown {
      const row: Record<string, unknown> = {}
      for (const { field, column, form } of kept) row[column] = form ? form.columnOf(item[field]) : item[field]
      return row
    }
    function itemFrom(values: readonly unknown[]): unknown {
      const item: Record<string, unknown> = {}
      let place = 0
      for (const { field, form } of kept) {
        const value = values[place++]
        item[field] = form === undefined ? value : form.valueOf(value)
      }
      return item
    }
    const itemOf = (row: Readonly<Record<string, unknown>>) => itemFrom(columns.map((column) => row[column]))
    return { columns, rowOf, valuesOf, itemOf, itemFrom } as unknown as Codec<
      RowOf<Item, Field, Forms>,
      Pick<Item, Field>
    >
  }

/** All columns of the table that the database does not fill in by itself, and no others. */
type RowIn<Name extends keyof Schema, Row> = Insertable<Schema[Name]> & {
  readonly [Column in Exclude<keyof Row, keyof Schema[Name]>]: never
}

type Values<Row> = { readonly [Column in keyof Row]?: NonNullable<Row[Column]> }

/** A table, each of whose rows is an item of the domain, with the queries that all such tables share. Its first column is its key. */
export interface Table<Name extends keyof Schema, Row, Item> extends Codec<Row, Item> {
  readonly name: Name
  readonly insert: (db: Kysely<Schema>, item: Item) => Promise<void>
  /** Returns false, and writes nothing, when another row has the same values in these columns, which are unique together. */
  readonly insertNew: (db: Kysely<Schema>, item: Item, ...unique: readonly (keyof Row & string)[]) => Promise<boolean>
  /** The item with these values, none of which may be null: nothing equals null. */
  readonly find: (db: Kysely<Schema>, having: Values<Row>) => Promise<Item | undefined>
  /** All items with these values, oldest first. */
  readonly list: (db: Kysely<Schema>, having: Values<Row>) => Promise<readonly Item[]>
  /** Writes these columns of the row that has the key of this item. */
  readonly update: (db: Kysely<Schema>, item: Item, ...columns: readonly (keyof Row & string)[]) => Promise<void>
}

/** The compiler cannot see what all tables have in common. */
type AnyRow = Readonly<Record<string, unknown>>
type AnyDb = Kysely<Record<string, Record<string, unknown>>>

export function table<Name extends keyof Schema, Row extends RowIn<Name, Row>, Item>(
  name: Name,
  codec: Codec<Row, Item>,
): Table<Name, Row, Item> {
  const { columns, rowOf, itemOf } = codec
  const key = columns[0] ?? ''
  const all: string = name
  /** A statement that is built once for each choice of columns. */
  const choosing = <Answer>(
    prepare: (
      build: (db: Kysely<Schema>, row: AnyRow) => Compilable<AnyRow>,
    ) => (db: Kysely<Schema>, row: AnyRow) => Answer,
    build: (db: AnyDb, row: AnyRow, chosen: readonly string[]) => Compilable<AnyRow>,
  ) => {
    const prepared = preparedBy((chosen: string) =>
      prepare((db, row) => build(db as unknown as AnyDb, row, chosen.split(' ').filter(Boolean))),
    )
    return (db: Kysely<Schema>, row: object, chosen: readonly string[]) => prepared(chosen.join(' '))(db, row as AnyRow)
  }
  const insert = (db: AnyDb, row: AnyRow) => db.insertInto(all).values(membersOf(row, columns))
  const select = (db: AnyDb, row: AnyRow, chosen: readonly string[]) =>
    db
      .selectFrom(all)
      .select(columns)
      .where((filter) => filter.and(membersOf(row, chosen)))
  const inserting = choosing(preparedCommand, insert)
  const insertingNew = choosing(preparedQuery, (db, row, unique) =>
    insert(db, row)
      .onConflict((conflict) => conflict.columns(unique).doNothing())
      .returning(key),
  )
  const finding = choosing(preparedQuery, select)
  const listing = choosing(preparedQuery, (db, row, chosen) =>
    select(db, row, chosen).orderBy('created_at').orderBy(key),
  )
  const updating = choosing(preparedCommand, (db, row, chosen) =>
    db.updateTable(all).set(membersOf(row, chosen)).where(key, '=', row[key]),
  )
  const itemsOf = (rows: readonly AnyRow[]) => rows.map((row) => itemOf(row as Row))
  return {
    ...codec,
    name,
    insert: (db, item) => inserting(db, rowOf(item), []),
    insertNew: async (db, item, ...unique) => (await insertingNew(db, rowOf(item), unique)).length === 1,
    find: async (db, having) => itemsOf(await finding(db, having, Object.keys(having)))[0],
    list: async (db, having) => itemsOf(await listing(db, having, Object.keys(having))),
    update: (db, item, ...chosen) => updating(db, rowOf(item), chosen),
  }
}

/** How many rows there are. Some drivers return text, because a count may be too large to be exact as a number. */
export async function countOf<DB, TB extends keyof DB>(query: SelectQueryBuilder<DB, TB, object>): Promise<number> {
  const [row] = await query.select(({ fn }) => fn.countAll().as('count')).execute()
  return Number((row as { readonly count: string | number | bigint } | undefined)?.count ?? 0)
}
