// A deleted bucket is out of sight at once, with all that is in it, and its rows are cleared away later (purge-buckets.ts). A
// query that finds rows by anything but their bucket must check that the bucket is live.
import { type RawBuilder, sql } from 'kysely'
import { hasNoRow, hasRow } from '../query/any-row.ts'

const deletedBucket = (bucketId: string) => `"bucket" as "holder"
  where "holder"."id" = ${bucketId} and "holder"."deleted_at" is not null`

/** Whether the bucket that `bucketId`, a column in scope, names is not deleted. */
export const isLive = (bucketId: string): RawBuilder<boolean> =>
  hasNoRow(
    sql.raw(
      deletedBucket(
        bucketId
          .split('.')
          .map((part) => `"${part}"`)
          .join('.'),
      ),
    ),
  )

/** The same as text; `bucketId` is the column as SQL writes it. */
export const isLiveText = (bucketId: string): string =>
  `coalesce((select 1 from ${deletedBucket(bucketId)} limit 1), 0) <> 1`

export type BucketName = Readonly<Record<'projectId' | 'bucketName', string>>

/**
 * The id of the live bucket of that name; null when there is none, or when the registry of its project is not active. A subquery, so that
 * a deployment's frequent requests take one query.
 */
export const servedBucketId = ({ projectId, bucketName }: BucketName): RawBuilder<string> => sql`(
  select id from bucket where project_id = ${projectId} and name = ${bucketName} and deleted_at is null
    and ${hasRow(sql`registry where registry.project_id = ${projectId} and registry.activated = 1`)}
)`
