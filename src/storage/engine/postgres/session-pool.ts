import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { DomainError } from '../../../domain/errors.ts'
import { unsure } from '../outages.ts'
import { isUnanswered, type StatementNames } from '../statement-names.ts'
import { type Failure, failureOf, isAboutStatementNames, unreachable } from './postgres-failures.ts'

export interface SessionPoolParts {
  readonly pool: pg.Pool
  /** How long the server may stay silent while a query is unanswered; 0 means for ever. */
  readonly answerMs: number
  readonly names: StatementNames
  /** The statement that every connection begins with. */
  readonly settings: string
  /** Called for every failure of the database. */
  readonly onFailure: (failure: Failure) => void
}

/**
 * The pool, in the form that Kysely expects. Its connections name their statements, respect the timeouts, translate the errors
 * of the database, and are not used again once they are lost.
 */
export class SessionPool implements PostgresPool {
  readonly options: object
  readonly #parts: SessionPoolParts
  readonly #sessions = new WeakMap<pg.PoolClient, PostgresPoolClient>()

  constructor(parts: SessionPoolParts) {
    this.#parts = parts
    this.options = parts.pool.options
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#parts.pool.connect().catch((error: unknown) => {
      throw unreachable(error)
    })
    const known = this.#sessions.get(client)
    if (known !== undefined) return known
    const session = sessionOn(client, this.#parts)
    try {
      await session.query(this.#parts.settings, [])
    } catch (error) {
      session.release(true)
      throw error
    }
    this.#sessions.set(client, session)
    return session
  }

  async end(): Promise<void> {
    await this.#parts.pool.end()
  }
}

// More statements would only be in memory twice.
const MOST_UNDER_WAY = 16
// A statement with more values was built from many rows: building the next such statement at once would leave nobody else a
// turn.
const FEW_VALUES = 512
const NO_ANSWER = { command: '', rowCount: null, rows: [] }

/** Whether the statement begins a transaction that writes; other transactions begin with another statement. */
const isBegin = (text: string) => text.startsWith('start transaction')

function sessionOn(client: pg.PoolClient, { answerMs, names, onFailure }: SessionPoolParts): PostgresPoolClient {
  let lost: DomainError | undefined
  let isOpen = false
  /** The first failure in the transaction: all later ones follow from it. */
  let failure: { readonly reason: unknown } | undefined
  /** Statements that have been sent and not yet awaited. */
  let underWay: Promise<unknown>[] = []
  let begun: Promise<unknown> = Promise.resolve()
  let unanswered = 0
  let silence: NodeJS.Timeout | undefined

  async function send(text: string, values: unknown[]): Promise<unknown> {
    // Otherwise the caller would wait once more for a server that hangs.
    if (lost !== undefined) throw lost
    const name = names.of(text, values)
    try {
      return await ask({ text, values, ...(name === undefined ? {} : { name }) })
    } catch (error) {
      if (failure !== undefined) throw failure.reason
      const isForName = name !== undefined && isAboutStatementNames(error)
      if (isForName) names.giveUp()
      // A transaction cannot go on after an error, but it may run again as a whole.
      if (isForName && !isOpen && client.getTransactionStatus() === 'I') return send(text, values)
      const reason = isForName ? error : translated(text, error)
      if (isOpen) failure = { reason }
      throw reason
    }
  }

  async function ask(query: pg.QueryConfig): Promise<unknown> {
    unanswered += 1
    if (unanswered === 1) listen()
    try {
      return await client.query(query)
    } finally {
      unanswered -= 1
      listen()
    }
  }

  /**
   * Gives up on a server that stays silent for too long while a query is unanswered. Not pg's `query_timeout`: that begins when
   * a statement is sent, although other statements are ahead of it.
   */
  function listen(): void {
    clearTimeout(silence)
    if (answerMs > 0 && unanswered > 0)
      silence = setTimeout(() => (client as pg.Client).connection.stream.destroy(), answerMs)
  }

  /** Waits for all statements that are under way. Throws the first failure. */
  async function settle(): Promise<void> {
    if (underWay.length > 0) await Promise.all(underWay)
    underWay = []
    if (failure !== undefined) throw failure.reason
  }

  async function sendAhead(text: string, values: unknown[]): Promise<unknown> {
    if (underWay.length >= MOST_UNDER_WAY) await settle()
    const sent = send(text, values).catch(() => undefined)
    underWay.push(sent)
    if (isBegin(text)) begun = sent
    return NO_ANSWER
  }

  async function query(text: string, values: unknown[]): Promise<unknown> {
    if (isBegin(text) || text === 'rollback') {
      await settle().catch(() => undefined)
      failure = undefined
      isOpen = isBegin(text)
      if (isOpen) return sendAhead(text, values)
    }
    // If the transaction did not begin, a write could not be rolled back.
    if (!text.startsWith('select')) await begun
    if (failure !== undefined) throw failure.reason
    if (isOpen && isUnanswered(text) && values.length <= FEW_VALUES) return sendAhead(text, values)
    if (text === 'commit') await settle()
    const answer = await send(text, values)
    await settle()
    if (text === 'commit') isOpen = false
    return answer
  }

  function translated(text: string, error: unknown): unknown {
    const failure = failureOf(error)
    if (failure === undefined) return error
    onFailure(failure)
    if (!failure.endsConnection) return failure.error
    lost = failure.error
    return text === 'commit' ? unsure('the connection to the database was lost', error) : failure.error
  }

  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy) => {
      client.release(destroy === true || lost !== undefined)
    },
  }
}
