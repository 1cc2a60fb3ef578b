// The rule of domain/catalog/revocation/revocation.ts (`countingAmong`, `isInEffect`) as SQL, for queries over many versions:
// which revocation counts, and whether it is in effect. A test keeps the two in agreement.
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../domain/clock.ts'
import { hasNoRow, hasRow } from '../query/any-row.ts'

/** The sequence of a version that is not complete. */
export const INCOMPLETE = 0

/** The id of the newest complete version of the bucket that `bucketId`, a column in scope, names. */
export const newestCompleteId = (bucketId: string): RawBuilder<string | null> => sql`(
  select newest.id from version as newest
  where newest.bucket_id = ${sql.ref(bucketId)} and newest.sequence > ${sql.lit(INCOMPLETE)}
  order by newest.sequence desc limit 1
)`

/** The same; for a bucket without a complete version, the id of the version that was created last. */
export const newestId = (bucketId: string): RawBuilder<string | null> => sql`coalesce(${newestCompleteId(bucketId)}, (
  select youngest.id from version as youngest
  where youngest.bucket_id = ${sql.ref(bucketId)}
  order by youngest.created_at desc, youngest.id desc limit 1
))`

/** Whether the `revocation` in scope is in effect. */
const inEffect = (now: Instant): RawBuilder<boolean> =>
  sql`(revocation.applied_at is not null or revocation.at <= ${now})`

/** Whether a version is valid; `version` is the name of a table in scope. */
export function isValid(version: string, now: Instant): RawBuilder<boolean> {
  const id = sql.ref(`${version}.id`)
  return sql`${sql.ref(`${version}.sequence`)} > ${sql.lit(INCOMPLETE)}
    and ${hasNoRow(sql`revocation where revocation.version_id = ${id} and ${inEffect(now)}`)}
    and (
      ${hasRow(sql`revocation where revocation.version_id = ${id}`)}
      or ${hasNoRow(sql`
        inherited_revocation join revocation on revocation.id = inherited_revocation.revocation_id
        where inherited_revocation.version_id = ${id} and ${inEffect(now)}`)}
    )`
}

/**
 * The order of the revocations that a version inherited, the one that counts first, by the rule of
 * domain/catalog/revocation/revocation.ts: those that have been applied, then the earliest. `name` is the name of the
 * `revocation` in scope.
 */
export const revocationOrder = (name: string): string =>
  `"${name}"."applied_at" is null, "${name}"."at", "${name}"."id"`

/** Whether another revocation than the one in scope counts for the `version` in scope, which inherited it. */
export const isHidden = sql<boolean | 0 | 1>`(
  ${hasRow(sql`revocation as own where own.version_id = version.id`)}
  or ${hasRow(sql`
    inherited_revocation as other join revocation as earlier on earlier.id = other.revocation_id
    where other.version_id = version.id and other.revocation_id <> revocation.id
      and (${sql.raw(revocationOrder('earlier'))}) < (${sql.raw(revocationOrder('revocation'))})`)}
)`
