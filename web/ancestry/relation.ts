// A relation says that one version was built from another. This module reads relations from responses and follows them.
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import type { Status } from '../parts/status-badge.tsx'

export type RelationStatus = Extract<Status, 'UP_TO_DATE' | 'OUT_OF_DATE' | 'UNDETERMINED'>

export interface RelationEnd {
  readonly bucketName: string
  readonly versionName: string
  readonly fingerprint: string
}

export interface Relation {
  readonly child: RelationEnd
  readonly parent: RelationEnd
  /** The channel through which the child found its parent; empty when it used none. */
  readonly channelName: string
  /** The version that the channel points at now, if that is known and is not the parent; otherwise empty. */
  readonly channelVersionName: string
  readonly status: RelationStatus
}

type OfRegistry = Answer<Operations['AssayService_ListRegistryAncestry']>['relations'][number]
type OfBucket = Answer<Operations['PackerService_ListBucketAncestry']>['relations'][number]

/** Leaves out relations with a version that has been deleted meanwhile. */
export function relationsOfRegistry(answered: readonly OfRegistry[]): readonly Relation[] {
  return answered.flatMap(({ child, parent, channel_name: channelName, status }): readonly Relation[] => {
    if (child === null || parent === null) return []
    return [{ child: endOf(child), parent: endOf(parent), channelName, channelVersionName: '', status }]
  })
}

const endOf = ({ bucket_name: bucketName, name, fingerprint }: NonNullable<OfRegistry['child']>): RelationEnd => ({
  bucketName,
  versionName: name,
  fingerprint,
})

export function relationsOfBucket(answered: readonly OfBucket[]): readonly Relation[] {
  return answered.flatMap(({ child, parent, status }): readonly Relation[] => {
    if (child === null || parent === null) return []
    return [
      {
        child: {
          bucketName: child.bucket_name,
          versionName: child.version_name,
          fingerprint: child.version_fingerprint,
        },
        parent: {
          bucketName: parent.bucket_name,
          versionName: parent.version_name,
          fingerprint: parent.version_fingerprint,
        },
        channelName: parent.channel_name,
        channelVersionName: status === 'OUT_OF_DATE' ? (parent.channel_version?.name ?? '') : '',
        status,
      },
    ]
  })
}

/**
 * The buckets that are built from any version of the given one, directly or through others, without the bucket itself. What a revocation
 * reaches depends on versions, and is for the server to say.
 */
export function descendantsOf(bucketName: string, relations: readonly Relation[]): ReadonlySet<string> {
  const children = Map.groupBy(relations, ({ parent }) => parent.bucketName)
  const found = new Set<string>()
  const open = [bucketName]
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { child } of children.get(next) ?? [])
      if (child.bucketName !== bucketName && !found.has(child.bucketName)) {
        found.add(child.bucketName)
        open.push(child.bucketName)
      }
  return found
}
