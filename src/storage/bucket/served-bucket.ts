// What deployments ask for again and again is answered in one query, with the state of its registry.
import { type RawBuilder, sql } from 'kysely'
import { hasRow } from '../query/any-row.ts'

export type BucketName = Readonly<Record<'projectId' | 'bucketName', string>>

/** The id of the live bucket of that name; none while the registry of its project does not serve. */
export const servedBucketId = ({ projectId, bucketName }: BucketName): RawBuilder<string> => sql`(
  select id from bucket where project_id = ${projectId} and name = ${bucketName} and deleted_at is null
    and ${hasRow(sql`registry where registry.project_id = ${projectId} and registry.activated = 1`)}
)`
