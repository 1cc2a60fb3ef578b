import type { Instant } from '../../clock.ts'

/** The times of a claim on work that is done by one worker at a time. */
export interface ClaimTimes {
  readonly now: Instant
  readonly until: Instant
  /** No claim ends later than this, whichever clock is ahead. One that does was made by a clock that was set back since, and is void. */
  readonly latest: Instant
}
