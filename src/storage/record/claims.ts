import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../domain/clock.ts'
import type { ClaimTimes } from '../../domain/record/job/claim-times.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven } from '../query/given.ts'
import type { Codec } from '../query/table.ts'
import type { Schema } from '../schema.ts'

/** A table of what has something to be done at `next_at`, by one worker at a time: it claims a row until `claimed_until`. */
type Claimable = { readonly [Name in keyof Schema]: 'next_at' extends keyof Schema[Name] ? Name : never }[keyof Schema]
/** What all of these have in common is not for the compiler to see. */
type AnyDb = Kysely<Record<string, Record<string, unknown>>>

type Values = Readonly<Record<string, string | number>>

/** Those are left out that have one of these there. */
interface Except {
  readonly column: string
  readonly values: readonly string[]
}
const NOBODY: Except = { column: '', values: [] }

export interface Claims<Item> {
  /** Of the enabled ones that are due and that nobody holds, the one that is due longest, claimed until `until`. See `isFree`. */
  readonly claim: (db: Kysely<Schema>, times: ClaimTimes, except?: Except) => Promise<Item | undefined>
  /** Those that would be due after `latest` are due at `now`. */
  readonly bringForward: (db: Kysely<Schema>, now: Instant, latest: Instant) => Promise<void>
  /** When the next enabled one that nobody holds becomes due; undefined when there is none. */
  readonly nextAt: (db: Kysely<Schema>, except?: Except) => Promise<Instant | undefined>
  /** The one that is claimed until `held`, claimed until `until` and with these values; undefined when it is gone, or somebody else's. */
  readonly keep: (
    db: Kysely<Schema>,
    claimed: { readonly id: string; readonly held: Instant },
    until: Instant,
    values?: Values,
  ) => Promise<Item | undefined>
  /** Nobody has it any longer; it gets these values as well. */
  readonly release: (db: Kysely<Schema>, id: string, nextAt: Instant | null, values?: Values) => Promise<void>
}

/** Whether nobody holds a row at `now`: a claim beyond `latest` is of a clock that was set back since, and of nobody. */
export const isFree = (now: Instant, latest: Instant): RawBuilder<boolean> =>
  sql`(claimed_until is null or claimed_until <= ${now} or claimed_until > ${latest})`

/** `kinds`, where the table has them: which are claimed. */
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
