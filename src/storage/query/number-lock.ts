// Locks on numbers, for what is not a row. They last until the transaction ends.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { preparedQuery } from './prepared-query.ts'

/** `name` is one of the functions that lock a number (`Capabilities.holds`). */
export const numberLock = (name: string) =>
  preparedQuery((db, { key }: Record<'key', string>) =>
    db.selectNoFrom(({ fn }) => fn<string>(name, [sql`${key}`]).as('lock')),
  )

/**
 * The number under which a database keeps a lock on something. Two things that share a number by accident, one pair in 2^64,
 * wait for each other without need.
 */
export const lockKey = (noun: string, id: string): string =>
  createHash('sha256').update(`assay ${noun} ${id}`).digest().readBigInt64BE().toString()
