// What people can see of a registry, as both the model and the registry tell it.
import type { AncestryStatus } from '../../src/domain/ancestry/ancestry.ts'
import type { ModelBucket, ModelVersion } from './lifecycle-model.ts'
import type { ModelRegistry } from './lifecycle-rules.ts'

export interface VersionView {
  readonly name: string
  readonly status: string
  readonly revocation: {
    readonly type: 'manual' | 'inherited'
    readonly at: string
    readonly message: string
    readonly from: string | null
  } | null
  readonly hasDescendants: boolean
  readonly parents: AncestryStatus | null
}

export interface BucketView {
  readonly latestVersion: string | null
  readonly versionCount: number
  readonly versions: Readonly<Record<string, VersionView>>
  readonly channels: Readonly<Record<string, string | null>>
  readonly parents: AncestryStatus | null
  readonly children: AncestryStatus | null
}

export type RegistryView = Readonly<Record<string, BucketView>>

type Edge = ReturnType<ModelVersion['parents']>[number]

function statusOfEdge({ parent, through }: Edge): AncestryStatus {
  if (!through?.version) return 'undetermined'
  return through.version === parent ? 'up-to-date' : 'out-of-date'
}

function worst(edges: readonly Edge[]): AncestryStatus | null {
  const found = new Set(edges.map(statusOfEdge))
  return (['out-of-date', 'undetermined', 'up-to-date'] as const).find((status) => found.has(status)) ?? null
}

const nameOf = ({ number }: ModelVersion) => `v${number ?? 0}`

function statusOf(version: ModelVersion, now: number): string {
  if (version.number !== null) {
    if (!version.counting()) return 'active'
    return version.isRevoked(now) ? 'revoked' : 'revocation-scheduled'
  }
  const builds = new Set([...version.builds.values()].map(({ status }) => status))
  if (builds.size === 0) return 'running'
  return (['running', 'failed', 'cancelled'] as const).find((status) => builds.has(status)) ?? 'incomplete'
}

function versionView(model: ModelRegistry, version: ModelVersion): VersionView {
  const counting = version.counting()
  const source = counting?.of
  return {
    name: nameOf(version),
    status: statusOf(version, model.now),
    revocation: counting && {
      type: version.own ? 'manual' : 'inherited',
      at: new Date(counting.at).toISOString(),
      message: `revocation ${counting.number}`,
      from: source && source !== version ? `${source.bucket.name}/${source.fingerprint} ${nameOf(source)}` : null,
    },
    hasDescendants: model.childrenOf(version).length > 0,
    parents: worst(version.parents()),
  }
}

function bucketView(model: ModelRegistry, bucket: ModelBucket): BucketView {
  const upwards = (child: ModelBucket) => child.newestComplete()?.parents() ?? []
  const downwards = [...model.buckets.values()].flatMap(upwards).filter(({ parent }) => parent.bucket === bucket)
  return {
    latestVersion: bucket.newestValid(model.now)?.fingerprint ?? null,
    versionCount: bucket.complete().length,
    versions: Object.fromEntries([...bucket.versions].map(([name, version]) => [name, versionView(model, version)])),
    channels: Object.fromEntries(
      [...bucket.channels].map(([name, { version }]) => [name, version?.fingerprint ?? null]),
    ),
    parents: worst(upwards(bucket)),
    children: worst(downwards),
  }
}

export const viewOfModel = (model: ModelRegistry): RegistryView =>
  Object.fromEntries([...model.buckets].map(([name, bucket]) => [name, bucketView(model, bucket)]))

/** Without what may wait for a job: where `latest` points, and how anything stands to it. */
export const withoutWaiting = (view: RegistryView): RegistryView =>
  Object.fromEntries(
    Object.entries(view).map(([name, bucket]) => {
      const versions = Object.entries(bucket.versions).map(([fingerprint, version]) => [
        fingerprint,
        { ...version, parents: null },
      ])
      const channels = { ...bucket.channels, latest: null }
      return [name, { ...bucket, channels, parents: null, children: null, versions: Object.fromEntries(versions) }]
    }),
  )
