// What callers can see of a registry, in a form that both the model and the registry produce.
import type { AncestryStatus } from '../../src/domain/catalog/ancestry/ancestry.ts'
import type { ModelBucket, ModelChannel, ModelVersion } from './lifecycle-model.ts'
import type { ModelRegistry } from './lifecycle-rules.ts'
import type { Server } from './lifecycle-steps.ts'

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

export interface ChannelView {
  readonly on: string | null
  readonly restricted: boolean
  /** Oldest first: the version and who assigned it. */
  readonly history: readonly string[]
}

export interface BucketView {
  readonly latestVersion: string | null
  readonly versionCount: number
  readonly versions: Readonly<Record<string, VersionView>>
  readonly newestFirst: readonly string[]
  readonly channels: Readonly<Record<string, ChannelView>>
  /** The names of the channels that a viewer sees. */
  readonly shown: readonly string[]
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

function versionView(model: ModelRegistry, now: number, version: ModelVersion): VersionView {
  const counting = version.counting()
  const source = counting?.of
  return {
    name: nameOf(version),
    status: statusOf(version, now),
    revocation: counting && {
      type: version.own ? 'manual' : 'inherited',
      at: new Date(counting.at).toISOString(),
      message: `revocation ${counting.number}`,
      from: source && source !== version ? `${source.bucket.name}/${source.fingerprint} ${nameOf(source)}` : null,
    },
    hasDescendants: model.state.childrenOf(version).length > 0,
    parents: worst(version.parents()),
  }
}

export const lineOf = (fingerprint: string | null, author: string): string => `${fingerprint ?? 'none'} by ${author}`

/** The version that `latest` is assigned; when that is no longer valid, the one that it will be assigned next. */
function latestVersion(bucket: ModelBucket, now: number): ModelVersion | null {
  const { version } = bucket.latest
  return version === null || version.isValid(now) ? version : bucket.newestValid(now, null)
}

const channelView = ({ version, restricted, lines }: ModelChannel): ChannelView => ({
  on: version?.fingerprint ?? null,
  restricted,
  history: lines.map((line) => lineOf(line.version?.fingerprint ?? null, line.author)),
})

function bucketView(model: ModelRegistry, now: number, bucket: ModelBucket): BucketView {
  const upwards = (child: ModelBucket) => child.newestComplete()?.parents() ?? []
  const downwards = [...model.buckets.values()].flatMap(upwards).filter(({ parent }) => parent.bucket === bucket)
  const channels = [...bucket.channels.values()]
  return {
    latestVersion: latestVersion(bucket, now)?.fingerprint ?? null,
    versionCount: bucket.complete().length,
    versions: Object.fromEntries(
      [...bucket.versions].map(([name, version]) => [name, versionView(model, now, version)]),
    ),
    newestFirst: [...bucket.versions.keys()].reverse(),
    channels: Object.fromEntries(channels.map((channel) => [channel.name, channelView(channel)])),
    shown: channels.flatMap(({ name, restricted }) => (restricted ? [] : [name])).sort(),
    parents: worst(upwards(bucket)),
    children: worst(downwards),
  }
}

/** The registry as one of the servers shows it, by that server's clock. */
export const viewOfModel = (model: ModelRegistry, server: Server): RegistryView =>
  Object.fromEntries([...model.buckets].map(([name, bucket]) => [name, bucketView(model, model.nowOn(server), bucket)]))
