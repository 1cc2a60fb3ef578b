// The rule of domain/catalog/version/version.ts (`statusOf`) as SQL, and searches of a bucket's versions by it. No index covers
// what follows from builds, revocations and the time, so versions are looked at a piece at a time.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { VersionOrderField, VersionSearch } from '../../domain/catalog/version/version-store.ts'
import type { VersionStatus } from '../../domain/catalog/version/version.ts'
import type { Instant } from '../../domain/clock.ts'
import type { Page, PageRequest } from '../../domain/page.ts'
import { hasRow } from '../query/any-row.ts'
import { breathing } from '../query/batches.ts'
import { type Keyset, keysetOf } from '../query/keyset.ts'
import { ALL, fetchSiftedPage } from '../query/sifted-page.ts'
import type { Schema } from '../schema.ts'
import { INCOMPLETE, isValid } from './validity.ts'
import { outlineBytes } from './weights.ts'

const PIECE = 200

const keyset: Keyset<VersionOrderField> = keysetOf('version', {
  createdAt: 'string',
  updatedAt: 'string',
  sequence: 'number',
})

const hasBuild = (status: RawBuilder<unknown>) => hasRow(sql`build where build.version_id = version.id and ${status}`)
const isRevocable = sql`(
  ${hasRow(sql`revocation where revocation.version_id = version.id`)}
  or ${hasRow(sql`inherited_revocation where inherited_revocation.version_id = version.id`)}
)`

/** The status of the `version` in scope. */
const statusOf = (now: Instant): RawBuilder<VersionStatus> => sql`case
  when version.sequence > ${sql.lit(INCOMPLETE)} then case
    when not (${isValid('version', now)}) then 'revoked'
    when ${isRevocable} then 'revocation-scheduled'
    else 'active'
  end
  when ${hasBuild(sql`build.status = 'running'`)} or not ${hasBuild(sql`1 = 1`)} then 'running'
  when ${hasBuild(sql`build.status = 'failed'`)} then 'failed'
  when ${hasBuild(sql`build.status = 'cancelled'`)} then 'cancelled'
  else 'incomplete'
end`

const ofBucket = (db: Kysely<Schema>, { bucketId, now }: VersionSearch) =>
  db.selectFrom('version').select(keyset.columns).select(statusOf(now).as('status')).where('bucket_id', '=', bucketId)

const fittingIn =
  ({ statuses }: VersionSearch) =>
  ({ status }: { readonly status: VersionStatus }): boolean =>
    statuses.length === 0 || statuses.includes(status)

/** A page of the ids that are found, as much of it as their outlines fit into one answer. */
export const searchVersions = (
  db: Kysely<Schema>,
  search: VersionSearch,
  request: PageRequest<VersionOrderField>,
): Promise<Page<{ readonly id: string }>> =>
  fetchSiftedPage(
    { query: ofBucket(db, search).select(outlineBytes('version.id').as('bytes')), keyset, request },
    { fits: fittingIn(search), bytesOf: ({ bytes }) => Number(bytes), piece: PIECE, most: ALL },
  )

type Place = Readonly<Record<'created_at' | 'id', string>>

export async function countVersions(db: Kysely<Schema>, search: VersionSearch): Promise<number> {
  const breathe = breathing()
  const fits = fittingIn(search)
  let count = 0
  for (let last: Place | undefined = { created_at: '', id: '' }; last !== undefined;) {
    const rows: readonly (Place & { readonly status: VersionStatus })[] = await ofBucket(db, search)
      .where(sql<boolean>`(version.created_at, version.id) > (${last.created_at}, ${last.id})`)
      .orderBy('created_at')
      .orderBy('id')
      .limit(PIECE)
      .execute()
    count += rows.filter(fits).length
    last = rows.length < PIECE ? undefined : rows.at(-1)
    await breathe()
  }
  return count
}
