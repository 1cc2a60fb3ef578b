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
  /** The preferred region of the artifact; any other region is accepted when it is not there. */
  readonly region: string
}

export interface LabelledArtifact {
  readonly version: Version
  readonly build: Build
  /** Those in the requested region, or all when there are none. */
  readonly artifacts: readonly Artifact[]
}

/**
 * Finds, in the version that a channel points at, the first build with these labels and this platform that has an artifact.
 * A build with an artifact in the region is preferred, because each region may have been a build of its own.
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
