// Conditions on whether some tables have a matching row. Not "exists": a planner that expects many outer rows answers that by
// reading all of those tables once, however few rows are asked for in the end.
import { type RawBuilder, sql } from 'kysely'

/** `source` is what follows "from". */
export const hasRow = (source: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`((select 1 from ${source} limit 1) is not null)`

/** Written so that a planner considers it likely; for a condition that it considers rare, it would give up a walk along an index. */
export const hasNoRow = (source: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`(coalesce((select 1 from ${source} limit 1), 0) <> 1)`
