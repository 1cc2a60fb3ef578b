// Things of the domain as rows and back: a column is called after its field, in snake case, and has its value as it is, or in
// another form where databases have no type for it, or do not all keep it alike.
import type { Flag, Json } from '../schema.ts'

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
/** Null as a value of the type that every other one has. */
export const nullAs = <Value>(stand: Value): Form<Value | null, Value> => ({
  columnOf: (value) => value ?? stand,
  valueOf: (column) => (column === stand ? null : column),
})

export interface Codec<Row, Item> {
  /** In the order in which the fields were given. */
  readonly columns: readonly (keyof Row & string)[]
  readonly rowOf: (item: Item) => Row
  readonly itemOf: (row: Row) => Item
  /** The same from the values alone, in the order of the columns. */
  readonly itemFrom: (values: readonly unknown[]) => Item
}

export type ColumnName<Field extends string> = Field extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${ColumnName<Rest>}`
  : ''
export const columnName = <Field extends string>(field: Field): ColumnName<Field> =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as ColumnName<Field>

/** The same for things that have these fields somewhere else. */
export const through = <Row, Kept, Item>(
  codec: Codec<Row, Kept>,
  keptOf: (item: Item) => Kept,
  itemOf: (kept: Kept) => Item,
): Codec<Row, Item> => ({
  columns: codec.columns,
  rowOf: (item) => codec.rowOf(keptOf(item)),
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

/** Of the fields that are named; those in `forms` are kept in these. */
export const codecOf =
  <Item extends object>() =>
  <const Field extends keyof Item & string, const Forms extends FormsOf<Pick<Item, Field>> = object>(
    fields: readonly Field[],
    forms?: Forms,
  ): Codec<RowOf<Item, Field, Forms>, Pick<Item, Field>> => {
    const formOf = (field: string) => (forms as Readonly<Record<string, Form<unknown, unknown>>> | undefined)?.[field]
    const kept = fields.map((field) => ({ field, column: columnName(field), form: formOf(field) }))
    const columns = kept.map(({ column }) => column)

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
    return { columns, rowOf, itemOf, itemFrom } as unknown as Codec<RowOf<Item, Field, Forms>, Pick<Item, Field>>
  }
