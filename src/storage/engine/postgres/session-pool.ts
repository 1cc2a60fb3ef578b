import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { DomainError } from '../../../domain/errors.ts'
import { unsure } from '../outages.ts'
import type { StatementNames } from '../statement-names.ts'
import { type Failure, failureOf, isAboutStatementNames, unreachable } from './postgres-failures.ts'
import type { TimedQuery } from './patience.ts'

export interface SessionPoolParts {
  readonly pool: pg.Pool
  /** For how long a statement is waited for; 0 is for ever. */
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

function sessionOn(client: pg.PoolClient, { answerMs, names, onFailure }: SessionPoolParts): PostgresPoolClient {
  let lost: DomainError | undefined

  async function query(text: string, values: unknown[]): Promise<unknown> {
    // A server that stands still would be waited for once more.
    if (lost !== undefined) throw lost
    const name = names.of(text, values)
    try {
      const query: TimedQuery = { text, values, query_timeout: answerMs, ...(name === undefined ? {} : { name }) }
      return await client.query(query)
    } catch (error) {
      if (name === undefined || !isAboutStatementNames(error)) throw told(text, error)
      names.giveUp()
      // Inside a transaction nothing goes on after an error, but the transaction may run again.
      if (client.getTransactionStatus() !== 'I') throw error
      return query(text, values)
    }
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
