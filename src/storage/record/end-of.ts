import { type Kysely, sql } from 'kysely'
import type { Capabilities } from '../engine/capabilities.ts'
import type { Schema } from '../schema.ts'

/** More events than this wait only when none have been sealed for a long time. */
const MOST_WAITING = 1000

/**
 * The position that the last event of a project has, or will have once the events that wait have their positions; 0 when
 * nothing has happened in the project. Where more than a thousand events wait, in all ledgers together, the position of an
 * earlier event.
 */
export async function endOf(
  db: Kysely<Schema>,
  { counting }: Pick<Capabilities, 'counting'>,
  projectId: string,
): Promise<number> {
  const written = sql.ref(counting.column)
  const waiting = sql`(select event_id from unsealed_event where ${written} > 0 order by ${written} limit ${sql.lit(MOST_WAITING)})`
  // Each event is looked up by its id. Its project is hidden from the planner, which would otherwise read all events of the
  // project.
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
