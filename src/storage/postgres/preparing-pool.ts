import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { statementNames } from '../statement-names.ts'

/** The pool, with connections that name their statements. */
export class PreparingPool implements PostgresPool {
  readonly options: object
  readonly #pool: pg.Pool
  readonly #clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  readonly #nameOf = statementNames()

  constructor(pool: pg.Pool) {
    this.#pool = pool
    this.options = pool.options
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect()
    const known = this.#clients.get(client)
    if (known !== undefined) return known
    const query = async (text: string, values: unknown[]): Promise<unknown> => {
      const name = this.#nameOf(text, values)
      return client.query(name === undefined ? { text, values } : { name, text, values })
    }
    const preparing: PostgresPoolClient = {
      query: query as PostgresPoolClient['query'],
      release: (destroy) => {
        client.release(destroy)
      },
    }
    this.#clients.set(client, preparing)
    return preparing
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}
