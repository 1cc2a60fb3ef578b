import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { DomainError } from '../../../domain/errors.ts'
import { unsure } from '../outages.ts'
import { isUnanswered, type StatementNames } from '../statement-names.ts'
import { type Failure, failureOf, isAboutStatementNames, unreachable } from './postgres-failures.ts'

export interface SessionPoolParts {
  readonly pool: pg.Pool
  /** For how long nothing need be heard while something is asked; 0 is for ever. */
  readonly answerMs: number
  readonly names: StatementNames
  /** The statement that every connection begins with. */
  readonly settings: string
  /** Hears of everything that the database failed in. */
  readonly onFailure: (failure: Failure) => void
}

/**
 * The pool, as the query builder wants it. Its connections name their statements, wait no longer than they may, say what
 * the errors of the database mean, and are not used again once they are lost.
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

// More would only be in memory twice.
const MOST_UNDER_WAY = 16
// What has more was made of many rows: to make the next of its kind at once would leave nobody else a turn.
const FEW_VALUES = 512
const NO_ANSWER = { command: '', rowCount: null, rows: [] }

/** Of a transaction that writes; others begin otherwise. */
const isBegin = (text: string) => text.startsWith('start transaction')

function sessionOn(client: pg.PoolClient, { answerMs, names, onFailure }: SessionPoolParts): PostgresPoolClient {
  let lost: DomainError | undefined
  let isOpen = false
  /** What came first in the transaction: all that follows fails only because of it. */
  let failure: { readonly reason: unknown } | undefined
  /** Sent, and not waited for. */
  let underWay: Promise<unknown>[] = []
  let begun: Promise<unknown> = Promise.resolve()
  let unanswered = 0
  let silence: NodeJS.Timeout | undefined

  async function send(text: string, values: unknown[]): Promise<unknown> {
    // A server that stands still would be waited for once more.
    if (lost !== undefined) throw lost
    const name = names.of(text, values)
    try {
      return await ask({ text, values, ...(name === undefined ? {} : { name }) })
    } catch (error) {
      if (failure !== undefined) throw failure.reason
      const isForName = name !== undefined && isAboutStatementNames(error)
      if (isForName) names.giveUp()
      // Inside a transaction nothing goes on after an error, but the transaction may run again.
      if (isForName && !isOpen && client.getTransactionStatus() === 'I') return send(text, values)
      const reason = isForName ? error : told(text, error)
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
   * Gives up a server that says nothing for too long while something is asked. Not pg's `query_timeout`: that begins when a
   * statement is sent, though its turn comes after others.
   */
  function listen(): void {
    clearTimeout(silence)
    if (answerMs > 0 && unanswered > 0)
      silence = setTimeout(() => (client as pg.Client).connection.stream.destroy(), answerMs)
  }

  /** Throws what has failed. */
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
    // Outside a transaction a write would be for good.
    if (!text.startsWith('select')) await begun
    if (failure !== undefined) throw failure.reason
    if (isOpen && isUnanswered(text) && values.length <= FEW_VALUES) return sendAhead(text, values)
    if (text === 'commit') await settle()
    const answer = await send(text, values)
    await settle()
    if (text === 'commit') isOpen = false
    return answer
  }

  function told(text: string, error: unknown): unknown {
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
