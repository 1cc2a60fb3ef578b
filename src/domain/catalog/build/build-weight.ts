// Limits on the contents of a build and of a version. A version is read and returned as a whole, so its contents have to be
// bounded. The limits are far above what any build tool sends: a build of Packer's has a few kilobytes.
import { invalidArgument } from '../../errors.ts'
import type { VersionOutline, WeighedVersion } from '../version/version.ts'
import { MOST_ARTIFACTS } from './build-lengths.ts'
import type { ArtifactLocation, Build } from './build.ts'

/** The most that labels, metadata and artifacts of one build have together, in bytes of JSON. */
const BUILD_BYTES = 1024 * 1024
const VERSION_BUILDS = 1024
/** The most that the builds of a version weigh together. */
const VERSION_WEIGHT = 4 * 1024 * 1024
/** Added for each value, because thousands of small values take longer to read than one long value. */
const VALUE_WEIGHT = 64
/** Added for each artifact, which is a row of its own. */
const ARTIFACT_WEIGHT = 160

type Contents = Pick<Build, 'labels' | 'artifacts' | 'metadata'>
type ContentsField = keyof Contents

const bytesOf = (value: unknown): number => (value === null ? 0 : Buffer.byteLength(JSON.stringify(value)))

const bytesByField = ({ labels, artifacts, metadata }: Contents): Readonly<Record<ContentsField, number>> => ({
  labels: bytesOf(labels),
  artifacts: bytesOf(artifacts.map(({ externalIdentifier, region }) => [externalIdentifier, region])),
  metadata: bytesOf(metadata),
})

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return 1 + sum(Object.values(value).map(valuesIn))
}

/** The cost of reading the build: the bytes of its text, plus a constant for each label, value and artifact. */
export function weightOf(build: Contents): number {
  const values = Object.keys(build.labels).length + valuesIn(build.metadata)
  return sum(Object.values(bytesByField(build))) + VALUE_WEIGHT * values + ARTIFACT_WEIGHT * build.artifacts.length
}

/** Refuses too many artifacts before any of them is compared or stored. */
export function requireArtifactCount(artifacts: readonly ArtifactLocation[]): void {
  if (artifacts.length > MOST_ARTIFACTS)
    throw invalidArgument('artifacts', `has ${artifacts.length} artifacts, and a build may have ${MOST_ARTIFACTS}`)
}

/** Refuses one more build when the version already has the most. */
export function requireBuildCount({ builds }: Pick<VersionOutline, 'builds'>): void {
  if (builds.length >= VERSION_BUILDS)
    throw invalidArgument(
      'component_type',
      `is one too many: a version may have ${VERSION_BUILDS} builds, and this one has them`,
    )
}

/**
 * Refuses a change that takes a build or its version beyond its limit; the error names the largest field of the build.
 * `before` is null for a new build. What is already stored is accepted: a build beyond the limit can still change, as long
 * as it does not grow.
 */
export function requireRoom({ builds }: Pick<WeighedVersion, 'builds'>, before: Build | null, after: Build): void {
  const own = weightOf(after)
  if (before && own <= weightOf(before)) return
  const bytes = bytesByField(after)
  const total = sum(Object.values(bytes))
  if (total > BUILD_BYTES)
    throw invalidArgument(
      heaviest(bytes),
      `labels, metadata and artifacts of a build may have ${BUILD_BYTES} bytes of JSON together, and with these they have ${total}`,
    )
  const others = builds.filter(({ id }) => id !== after.id)
  const weight = own + sum(others.map((build) => build.weight))
  if (weight > VERSION_WEIGHT)
    throw invalidArgument(
      heaviest(bytes),
      `labels, metadata and artifacts of all builds of a version may have ${VERSION_WEIGHT} bytes of JSON together, each value counted as ${VALUE_WEIGHT} bytes more and each artifact as ${ARTIFACT_WEIGHT}, and with these they have ${weight}`,
    )
}

function heaviest(bytes: Readonly<Record<ContentsField, number>>): ContentsField {
  const fields: readonly ContentsField[] = ['labels', 'artifacts', 'metadata']
  return fields.reduce((most, field) => (bytes[field] > bytes[most] ? field : most))
}
