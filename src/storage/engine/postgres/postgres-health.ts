import type pg from 'pg'
import { type Failure, failureOf, readOnly, unreachable } from './postgres-failures.ts'

export interface PostgresHealth {
  /** Throws `unavailable` when the database does not answer at once, or takes no writes. */
  readonly ping: () => Promise<void>
  /** Reports a failed write. If other writes would fail in the same way, the next pings check whether that is over. */
  readonly suspect: (failure: Pick<Failure, 'stopsWrites'>) => void
}

/** A connection that nobody else waits for, and a young one, so that settings for new connections apply to it. */
export const HEALTH_POOL = { max: 1, maxLifetimeSeconds: 1 } as const

// The table needs a file of its own, and so room on the disk. Nobody else sees it, and it is dropped with the transaction.
const WRITE = 'begin; create temporary table assay_probe on commit drop as select 1 as written; commit'
const NOT_ALLOWED = '42501'

export function postgresHealth(pool: pg.Pool, answerMs: number): PostgresHealth {
  let isSuspect = false

  async function look(client: pg.PoolClient): Promise<void> {
    // The types of pg lack `query_timeout`, which pg reads from every query.
    const ask = (text: string) =>
      client.query<{ readonly mode: string }>({ text, query_timeout: answerMs } as pg.QueryConfig)
    const { rows } = await ask(`select current_setting('transaction_read_only') as mode`)
    if (rows[0]?.mode === 'on') throw readOnly()
    if (!isSuspect) return
    try {
      await ask(WRITE)
    } catch (error) {
      // A role that may not create temporary tables cannot check; its next write will show.
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
