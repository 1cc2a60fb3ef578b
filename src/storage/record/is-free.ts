import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../domain/clock.ts'

/** Whether nobody holds a row at `now`: a claim beyond `latest` is of a clock that was set back since, and of nobody. */
export const isFree = (now: Instant, latest: Instant): RawBuilder<boolean> =>
  sql`(claimed_until is null or claimed_until <= ${now} or claimed_until > ${latest})`
