import { type Kysely, sql } from 'kysely'
import type { Capabilities } from '../engine/capabilities.ts'
import type { Schema } from '../schema.ts'

/** More do not wait, unless nothing gave places for long. */
const MOST_WAITING = 1000

/**
 * The position that the last event of a project has, or will have once those there are have their places; 0 when nothing happened in it. Where more
 * than a thousand wait for their places in all ledgers together, the position of one before.
 */
export async function endOf(
  db: Kysely<Schema>,
  { counting }: Pick<Capabilities, 'counting'>,
  projectId: string,
): Promise<number> {
  const written = sql.ref(counting.column)
  const waiting = sql`(select event_id from unsealed_event where ${written} > 0 order by ${written} limit ${sql.lit(MOST_WAITING)})`
  // Each is looked up by its id, and the rest hidden from the planner, which would look at all that ever happened there.
  const ends = sql<{ readonly position: number }>`(
    select cast(coalesce(sum(position), 0) as integer) as position from (
      select position from ledger where id = ${projectId}
      union all
      select (select 1 from event where event.id = waiting.event_id and event.project_id || '' = ${projectId})
      from ${waiting} as waiting
    ) as places
  )`
  const { position } = await db.selectFrom(ends.as('ends')).select('position').executeTakeFirstOrThrow()
  return position
}
