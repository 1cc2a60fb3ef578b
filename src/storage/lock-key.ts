import { createHash } from 'node:crypto'

/**
 * The number under which a database keeps a lock on something that need not be a row. Two things that share a number by
 * accident, one pair in 2^64, wait for each other without need.
 */
export const lockKey = (noun: string, id: string): string =>
  createHash('sha256').update(`assay ${noun} ${id}`).digest().readBigInt64BE().toString()
