// The contents of a bucket's box: its newest version and that version's status.
import { inProject, type Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import type { Status } from '../parts/status-badge.tsx'
import type { Relation, RelationStatus } from './relation.ts'

export interface Box {
  readonly bucketName: string
  /** Empty when unknown. */
  readonly versionName: string
  /** Undefined for a version in use that is built from nothing. */
  readonly status: Status | undefined
}

/** The number of buckets whose versions are requested. The boxes of any others show only what their relations say. */
const KNOWN = 500
const MINUTE = 60_000

export function useBoxes(project: Project, relations: readonly Relation[]): readonly Box[] {
  const query = { 'pagination.page_size': KNOWN }
  const { data } = useAnswer(
    'AssayService_ListBucketOverviews',
    { params: inProject(project), query },
    { again: MINUTE },
  )
  const overviews = new Map(data?.buckets.map((bucket) => [bucket.name, bucket]))
  const names = new Set(relations.flatMap(({ parent, child }) => [parent.bucketName, child.bucketName]))
  return [...names].map((bucketName): Box => {
    const overview = overviews.get(bucketName)
    const version = overview?.newest_version ?? null
    if (overview === undefined || version === null)
      return { bucketName, versionName: '', status: worstOf(bucketName, relations) }
    const isOutOfUse = version.status === 'VERSION_REVOKED' || version.status === 'VERSION_REVOCATION_SCHEDULED'
    const parents = overview.parent_status === 'UNDETERMINED' ? undefined : overview.parent_status
    return { bucketName, versionName: version.name, status: isOutOfUse ? version.status : parents }
  })
}

/** The status of a bucket relative to what it is built from: out of date if any of its relations is. */
export function worstOf(bucketName: string, relations: readonly Relation[]): RelationStatus | undefined {
  const statuses = relations.filter(({ child }) => child.bucketName === bucketName).map(({ status }) => status)
  return worst(statuses)
}

export const worst = (statuses: readonly RelationStatus[]): RelationStatus | undefined =>
  (['OUT_OF_DATE', 'UNDETERMINED', 'UP_TO_DATE'] as const).find((status) => statuses.includes(status))
