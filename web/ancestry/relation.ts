// That a version was built from another one, as it is shown here, and what follows from many of them.
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
  /** By which the child found its parent; empty when by none. */
  readonly channelName: string
  /** Where that channel points now, when it is known and another one than the parent. */
  readonly channelVersionName: string
  readonly status: RelationStatus
}

type OfRegistry = Answer<Operations['AssayService_ListRegistryAncestry']>['relations'][number]
type OfBucket = Answer<Operations['PackerService_ListBucketAncestry']>['relations'][number]

/** What a version that is gone meanwhile leaves behind is no relation. */
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
 * The buckets that are built from the one, in whichever of its versions, and from these, and so on; it is not its own. What a
 * revocation reaches follows from versions, and is for the server to say.
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
