/** Timeouts, in milliseconds. */
export interface Patience {
  /** For a connection: until one is free or a new one is open. */
  readonly connectMs: number
  /** For a lock that another transaction holds. */
  readonly lockMs: number
  /** For a statement, including the locks that it waits for. */
  readonly statementMs: number
  /** For the answer to a statement: a server that does not even report that the statement took too long is lost. */
  readonly answerMs: number
  /** For the next statement of a transaction: should this process stall, its locks are released. */
  readonly idleMs: number
  /** For a sign that the server is there at all. */
  readonly pingMs: number
  /** For work under way to end, when the database is closed. */
  readonly closeMs: number
}

// A request waits for a connection and then, in the worst case, for an answer. Together that is less than the 30 s after which
// clients give up (hcp-sdk-go, httpclient), so that they learn what went wrong, and more than any statement here takes. See
// migrate.ts for statements that may take longer.
export const PATIENCE: Patience = {
  connectMs: 8000,
  lockMs: 8000,
  statementMs: 10_000,
  answerMs: 12_000,
  idleMs: 15_000,
  pingMs: 2000,
  closeMs: 5000,
}
