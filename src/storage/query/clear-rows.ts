// Deletes what may be many rows, in statements that each delete a bounded number of them: a statement blocks this process, or
// whatever waits for its locks, until it is done.
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** How many rows one statement deletes where rows are small. */
export const SMALL_ROWS = 500

const keys = {
  artifact: ['id'],
  sbom: ['id'],
  version_edge: ['child_version_id', 'parent_version_id', 'channel_id'],
  inherited_revocation: ['version_id', 'revocation_id'],
  channel_assignment: ['id'],
  operation: ['id'],
  revocation: ['id'],
  access_token: ['hash'],
  login_token: ['hash'],
  session: ['hash'],
  invitation: ['id'],
} as const satisfies Partial<Record<keyof Schema, readonly string[]>>

/** Deletes at most `limit` rows whose column is one of these; true when no such row is left. */
export async function clear(
  db: Kysely<Schema>,
  table: keyof typeof keys,
  column: string,
  values: readonly string[],
  limit: number,
): Promise<boolean> {
  const key = sql.join(keys[table].map((name) => sql.ref(name)))
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where (${key}) in (
      select ${key} from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(values)}) limit ${limit}
    )`.execute(db)
  return Number(numAffectedRows ?? 0) < limit
}

/** Deletes at most `limit` rows that expired before the instant, the earliest first; returns how many. */
export async function clearExpired(
  db: Kysely<Schema>,
  table: 'access_token' | 'login_token' | 'session' | 'invitation',
  instant: string,
  limit: number,
): Promise<number> {
  const key = sql.ref(keys[table][0])
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ${key} in (
      select ${key} from ${sql.table(table)} where expires_at < ${instant} order by expires_at limit ${limit}
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}
