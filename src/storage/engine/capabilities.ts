// What a database can do, and how its SQL spells it. The rest of storage/ asks for these capabilities, and never which database
// it is.
import type { Expression, RawBuilder } from 'kysely'

type ColumnType = 'text' | 'blob' | Expression<unknown>

/** A statement that the database runs after every statement that has changed rows of a table, whoever sent it. */
export interface Trigger {
  readonly name: string
  readonly table: string
  readonly event: 'insert' | 'update' | 'delete'
  /** The columns that `statement` reads from the changed rows, as they are now, or as they were before they were deleted. */
  readonly columns: readonly string[]
  /** Builds the statement. `changed` goes after "from" and yields the changed rows, one at a time or all at once. */
  readonly statement: (changed: string) => string
}

export interface Capabilities {
  /** Text that sorts by its bytes. */
  readonly textType: ColumnType
  readonly bytesType: ColumnType
  /** Whether rows must be locked one by one. Where they need not be, a transaction is the only writer from its start. */
  readonly locksRows: boolean
  /** The functions that lock a number until the transaction ends, first come, first served; null where `locksRows` is false. */
  readonly holds: Readonly<Record<'shared' | 'alone', string>> | null
  /** The functions that build JSON: an array of values, and an array of rows; and what embeds JSON in JSON. */
  readonly json: { readonly values: string; readonly list: string; readonly embed: string }
  /** The function that expands a JSON array into rows of one column, `value`. */
  readonly elements: string
  /** The function that finds one text in another: its position, counted from 1, or 0 when it is absent. */
  readonly position: string
  /**
   * Whether a column equals one of the texts of a JSON array. With an index on the column, every planner reads only the
   * matching rows.
   */
  readonly isAmong: (column: string, list: string) => RawBuilder<boolean>
  /** The statements that create a trigger. */
  readonly trigger: (trigger: Trigger) => readonly RawBuilder<unknown>[]
  /** What numbers the rows of a table in the order of insertion: a column, and the statements that add it to a table. */
  readonly counting: { readonly column: string; readonly addTo: (table: string) => readonly RawBuilder<unknown>[] }
  /** The command that tells the planner at once that a table has grown; null where plans do not depend on it. */
  readonly analyze: string | null
  /** Whether the same transaction may succeed when it is run again. */
  readonly isRetryable: (error: unknown) => boolean
}
