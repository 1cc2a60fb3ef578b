// What a database can do, and how it says things. The rest of storage/ asks for these, and never which database it is.
import type { Expression, RawBuilder } from 'kysely'

type ColumnType = 'text' | 'blob' | Expression<unknown>

/** What happens with every statement, whoever sends it, that has changed rows of a table. */
export interface Trigger {
  readonly name: string
  readonly table: string
  readonly event: 'insert' | 'update' | 'delete'
  /** What is asked of the rows, as they are now, or were before they were deleted. */
  readonly columns: readonly string[]
  /** The statement, in which `changed` stands after "from" and has these rows, some or all at once. */
  readonly statement: (changed: string) => string
}

export interface Capabilities {
  /** Text that sorts by its bytes. */
  readonly textType: ColumnType
  readonly bytesType: ColumnType
  /** Whether a row must be locked by its own; where it need not, a transaction is alone in writing from its start. */
  readonly locksRows: boolean
  /** The functions that hold a number until the transaction ends, first come first served; null like `locksRows`. */
  readonly holds: Readonly<Record<'shared' | 'alone', string>> | null
  /** The functions that make JSON: an array of values, an array of rows; and what puts JSON inside JSON. */
  readonly json: { readonly values: string; readonly list: string; readonly embed: string }
  /** The function that takes JSON apart: an array, into rows of one column, `value`. */
  readonly elements: string
  /** The function that tells where in a text another one is, counted from 1; 0 where it is not. */
  readonly position: string
  /** Whether a column is one of the texts of a JSON array; no planner looks at anything but those in an index of it. */
  readonly isAmong: (column: string, list: string) => RawBuilder<boolean>
  /** The statements that make a trigger. */
  readonly trigger: (trigger: Trigger) => readonly RawBuilder<unknown>[]
  /** What counts the rows of a table in the order in which they were inserted: a column, and what gives it to a table. */
  readonly counting: { readonly column: string; readonly addTo: (table: string) => readonly RawBuilder<unknown>[] }
  /** What tells the planner at once that a table has grown; null where plans do not depend on it. */
  readonly analyze: string | null
  /** Whether the same transaction may succeed when it is run again. */
  readonly isRetryable: (error: unknown) => boolean
}
