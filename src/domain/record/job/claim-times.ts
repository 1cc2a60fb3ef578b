import type { Instant } from '../../clock.ts'

/** When something that is done by one worker at a time is claimed, and for how long. */
export interface ClaimTimes {
  readonly now: Instant
  readonly until: Instant
  /** Nobody claims beyond this, whichever clock is ahead: a claim that does is of a clock that was set back since, and holds nothing. */
  readonly latest: Instant
}
