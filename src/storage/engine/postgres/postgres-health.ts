import type pg from 'pg'
import { type Failure, failureOf, readOnly, unreachable } from './postgres-failures.ts'

export interface PostgresHealth {
  /** Throws `unavailable` when the database does not answer at once, or takes no writes. */
  readonly ping: () => Promise<void>
  /** A write has failed: if others would in the same way, the next pings look whether that is over. */
  readonly suspect: (failure: Pick<Failure, 'stopsWrites'>) => void
}

/** A connection that nobody else waits for, and which is young: what was set for new ones shows there. */
export const HEALTH_POOL = { max: 1, maxLifetimeSeconds: 1 } as const

// A file of its own, so that there must be room for it; nobody else sees the table, and it goes with the transaction.
const WRITE = 'begin; create temporary table assay_probe on commit drop as select 1 as written; commit'
const NOT_ALLOWED = '42501'

export function postgresHealth(pool: pg.Pool, answerMs: number): PostgresHealth {
  let isSuspect = false

  async function look(client: pg.PoolClient): Promise<void> {
    // The types of pg do not know that it reads this of every query.
    const ask = (text: string) =>
      client.query<{ readonly mode: string }>({ text, query_timeout: answerMs } as pg.QueryConfig)
    const { rows } = await ask(`select current_setting('transaction_read_only') as mode`)
    if (rows[0]?.mode === 'on') throw readOnly()
    if (!isSuspect) return
    try {
      await ask(WRITE)
    } catch (error) {
      // Who may not make temporary tables cannot look; the next write will tell.
      if ((error as { readonly code?: unknown }).code !== NOT_ALLOWED) throw error
      await ask('rollback')
    }
    isSuspect = false
  }

  return {
    suspect: ({ stopsWrites }) => {
      isSuspect ||= stopsWrites
    },
    async ping() {
      const client = await pool.connect().catch((error: unknown) => {
        throw unreachable(error)
      })
      let isFine = false
      try {
        await look(client)
        isFine = true
      } catch (error) {
        throw failureOf(error)?.error ?? error
      } finally {
        client.release(!isFine)
      }
    },
  }
}
