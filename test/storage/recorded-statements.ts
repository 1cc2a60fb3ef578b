// The statements that a port really sends to its database, with their parameters, as they pass through the executor.
import type { CompiledQuery, Kysely } from 'kysely'
import type { Database } from '../../src/storage/engine/dialect.ts'
import type { Schema } from '../../src/storage/schema.ts'

export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>

class Undone extends Error {}

/** Runs `work` in a transaction that is rolled back; returns what `inspect` finds in its statements, inside that transaction. */
export async function inspected<Found>(
  { writer }: Database,
  work: (db: Kysely<Schema>) => Promise<unknown>,
  inspect: (db: Kysely<Schema>, statements: readonly Statement[]) => Promise<Found>,
): Promise<Found> {
  const found: Found[] = []
  await writer
    .transaction()
    .execute(async (transaction) => {
      const recorded = recordExecutor(transaction)
      await work(transaction)
      found.push(await inspect(transaction, recorded()))
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
  return found[0]!
}

/** All builders of a transaction share its executor. Returns the statements that have passed it so far, each text once. */
function recordExecutor(db: Kysely<Schema>): () => readonly Statement[] {
  const statements = new Map<string, Statement>()
  const executor = db.getExecutor()
  const run = executor.executeQuery.bind(executor)
  executor.executeQuery = (query, ...options) => {
    statements.set(query.sql, query)
    return run(query, ...options)
  }
  return () => [...statements.values()]
}
