/** How long things are waited for, in milliseconds. */
export interface Patience {
  /** A connection: until one is free, or a new one is there. */
  readonly connectMs: number
  /** A lock that another transaction holds. */
  readonly lockMs: number
  /** A statement, with the locks that it waits for. */
  readonly statementMs: number
  /** The answer to a statement: a server that does not even say that it took too long is lost. */
  readonly answerMs: number
  /** A transaction that says nothing more: what it holds is freed, should this process stand still. */
  readonly idleMs: number
  /** Whether the server is there at all. */
  readonly pingMs: number
  /** The end of what is under way, when all is closed. */
  readonly closeMs: number
}

// A request waits for a connection and then, when all goes wrong, for an answer: together less than the 30 s after which
// clients give up (hcp-sdk-go, httpclient), so that they hear what was wrong. More than any statement here takes; see
// migrate.ts for those that may take longer.
export const PATIENCE: Patience = {
  connectMs: 8000,
  lockMs: 8000,
  statementMs: 10_000,
  answerMs: 12_000,
  idleMs: 15_000,
  pingMs: 2000,
  closeMs: 5000,
}
