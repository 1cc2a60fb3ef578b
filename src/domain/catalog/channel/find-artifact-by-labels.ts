import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { DomainError, failedPrecondition } from '../../errors.ts'
import type { Labels } from '../bucket/bucket.ts'
import type { Artifact, Build } from '../build/build.ts'
import type { Version } from '../version/version.ts'
import { type ChannelRef, getChannel } from './get-channel.ts'

export interface LabelQuery extends ChannelRef {
  /** A build must have all of these, and may have more. */
  readonly labels: Labels
  /** Empty: any. */
  readonly platform: string
  /** Where the artifact should be; when it is nowhere there, any other place will do. */
  readonly region: string
}

export interface LabelledArtifact {
  readonly version: Version
  readonly build: Build
  /** Those in the region asked for, else all. */
  readonly artifacts: readonly Artifact[]
}

/**
 * Of the version that a channel points at, the first build with these labels on the platform that has an artifact; one
 * with an artifact in the region comes first, as each region may have been a build of its own.
 */
export async function findArtifactByLabels(context: Context, query: LabelQuery): Promise<LabelledArtifact> {
  authorize(context, 'build.get', query)
  const { version, name } = await getChannel(context, query)
  if (!version) throw failedPrecondition(`channel "${name}" has no version assigned`)
  const isThere = ({ region }: Artifact) => region === query.region
  const found = version.builds.filter((build) => matches(build, query))
  const build = found.find(({ artifacts }) => artifacts.some(isThere)) ?? found[0]
  if (!build) throw new DomainError('not_found', `no artifact found matching labels in channel "${name}"`, [])
  const there = build.artifacts.filter(isThere)
  return { version, build, artifacts: there.length > 0 ? there : build.artifacts }
}

const matches = (build: Build, { labels, platform }: LabelQuery): boolean =>
  build.artifacts.length > 0 &&
  (platform === '' || build.platform === platform) &&
  Object.entries(labels).every(([name, value]) => Object.hasOwn(build.labels, name) && build.labels[name] === value)
