// Whether there is a row of some tables, with a condition on the row in scope. Not "exists": a planner that expects many rows
// in scope answers that by reading all of those tables once, however few it is asked for in the end.
import { type RawBuilder, sql } from 'kysely'

/** `source` is what follows "from". */
export const hasRow = (source: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`((select 1 from ${source} limit 1) is not null)`

/** Written so that a planner takes it for likely; it would give up a walk along an index for what it takes for rare. */
export const hasNoRow = (source: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`(coalesce((select 1 from ${source} limit 1), 0) <> 1)`
