// Lists of any length as one parameter, so that one statement serves all lengths, and is built once.
import { type RawBuilder, sql } from 'kysely'
import type { Capabilities } from '../engine/capabilities.ts'

type Type = 'text' | 'integer'

/** The list as the value of the parameter. */
export const asGiven = (list: readonly (string | readonly (string | number)[])[]): string => JSON.stringify(list)

/** Selects these columns from the rows of such a list, each of which has its values in this order. */
export function givenRows<Row extends Readonly<Record<string, string | number>>>(
  { elements }: Capabilities,
  columns: { readonly [Column in keyof Row]: Row[Column] extends string ? 'text' : 'integer' },
  given: string,
): RawBuilder<Row> {
  const selected = Object.entries<Type>(columns).map(
    ([column, type], place) => sql`cast(value ->> ${sql.lit(place)} as ${sql.raw(type)}) as ${sql.ref(column)}`,
  )
  return sql<Row>`(select ${sql.join(selected)} from ${sql.raw(elements)}(${given}))`
}
