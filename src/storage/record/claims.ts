import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../domain/clock.ts'
import type { ClaimTimes } from '../../domain/record/job/claim-times.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven } from '../query/given.ts'
import type { Codec } from '../query/table.ts'
import type { Schema } from '../schema.ts'

/**
 * A table whose rows have work that is due at `next_at`. One worker at a time does the work of a row, which it claims until
 * `claimed_until`.
 */
type Claimable = { readonly [Name in keyof Schema]: 'next_at' extends keyof Schema[Name] ? Name : never }[keyof Schema]
/** The compiler cannot see what all of these have in common. */
type AnyDb = Kysely<Record<string, Record<string, unknown>>>

type Values = Readonly<Record<string, string | number>>

/** Rows with one of these values in the column are left out. */
interface Except {
  readonly column: string
  readonly values: readonly string[]
}
const NOBODY: Except = { column: '', values: [] }

export interface Claims<Item> {
  /** Claims until `until`, and returns, the enabled row that has been due longest of those that nobody has claimed. See `isFree`. */
  readonly claim: (db: Kysely<Schema>, times: ClaimTimes, except?: Except) => Promise<Item | undefined>
  /** Rows that would be due after `latest` become due at `now`. */
  readonly bringForward: (db: Kysely<Schema>, now: Instant, latest: Instant) => Promise<void>
  /** When the next enabled row that nobody has claimed becomes due; undefined when there is none. */
  readonly nextAt: (db: Kysely<Schema>, except?: Except) => Promise<Instant | undefined>
  /**
   * Extends the claim that ends at `held` to `until`, and sets these values. Undefined when the row is gone or somebody else
   * has claimed it.
   */
  readonly keep: (
    db: Kysely<Schema>,
    claimed: { readonly id: string; readonly held: Instant },
    until: Instant,
    values?: Values,
  ) => Promise<Item | undefined>
  /** Ends the claim, and sets these values. */
  readonly release: (db: Kysely<Schema>, id: string, nextAt: Instant | null, values?: Values) => Promise<void>
}

/**
 * Whether nobody has claimed a row at `now`. A claim that ends after `latest` does not count: it comes from a clock that has
 * been set back since.
 */
export const isFree = (now: Instant, latest: Instant): RawBuilder<boolean> =>
  sql`(claimed_until is null or claimed_until <= ${now} or claimed_until > ${latest})`

/** `kinds` are the kinds to claim, where the table has kinds. */
export function claimsOf<Row, Item>(
  name: Claimable,
  { columns, itemOf }: Codec<Row, Item>,
  { locksRows, isAmong }: Pick<Capabilities, 'locksRows' | 'isAmong'>,
  kinds: readonly string[] | null = null,
): Claims<Item> {
  const all = (db: Kysely<Schema>) => db as unknown as AnyDb
  const enabled = (db: Kysely<Schema>, { column, values }: Except = NOBODY) => {
    const rows = all(db)
      .selectFrom(name)
      .where('enabled', '=', 1)
      .$if(values.length > 0, (query) => query.where(sql<boolean>`not (${isAmong(column, asGiven(values))})`))
    return kinds === null ? rows : rows.where('kind', 'in', ['', ...kinds])
  }
  const selected: readonly string[] = columns
  const found = (row: object | undefined) => (row === undefined ? undefined : itemOf(row as Row))
  return {
    async claim(db, { now, until, latest }, except) {
      const due = enabled(db, except)
        .select(selected)
        .where('next_at', '<=', now)
        .where(isFree(now, latest))
        .orderBy('next_at')
        .orderBy('id')
        .limit(1)
      const row = await (locksRows ? due.forUpdate().skipLocked() : due).executeTakeFirst()
      if (row === undefined) return undefined
      await all(db).updateTable(name).set({ claimed_until: until }).where('id', '=', row['id']).execute()
      return found(row)
    },
    async bringForward(db, now, latest) {
      await all(db).updateTable(name).set({ next_at: now }).where('next_at', '>', latest).execute()
    },
    async nextAt(db, except) {
      const row = await enabled(db, except)
        .select('next_at')
        .where('next_at', 'is not', null)
        .where('claimed_until', 'is', null)
        .orderBy('next_at')
        .limit(1)
        .executeTakeFirst()
      return row?.['next_at'] as Instant | undefined
    },
    async keep(db, { id, held }, until, values = {}) {
      const row = await all(db)
        .updateTable(name)
        .set({ claimed_until: until, ...values })
        .where('id', '=', id)
        .where('claimed_until', '=', held)
        .returning(selected)
        .executeTakeFirst()
      return found(row)
    },
    async release(db, id, nextAt, values = {}) {
      await all(db)
        .updateTable(name)
        .set({ claimed_until: null, next_at: nextAt, ...values })
        .where('id', '=', id)
        .execute()
    },
  }
}
