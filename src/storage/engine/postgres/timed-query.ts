import type pg from 'pg'

/** pg reads this of every query, and its types do not know. */
export interface TimedQuery extends pg.QueryConfig {
  /** Milliseconds after which no answer is waited for; 0 is for ever. */
  readonly query_timeout: number
}
