// How much a build and a version may hold. A version is read and answered as a whole, so that what hangs on it has to be
// bounded, far from what any build tool tells: a build of Packer's has some kilobytes.
import { invalidArgument } from '../../errors.ts'
import type { VersionOutline, WeighedVersion } from '../version/version.ts'
import { MOST_ARTIFACTS } from './build-lengths.ts'
import type { ArtifactLocation, Build } from './build.ts'

/** Labels, metadata and artifacts of one build together, in bytes of JSON. */
const BUILD_BYTES = 1024 * 1024
const VERSION_BUILDS = 1024
/** What the builds of a version weigh together. */
const VERSION_WEIGHT = 4 * 1024 * 1024
/** Beside its text: thousands of small values take longer to read than one that is long. */
const VALUE_WEIGHT = 64
/** The same for an artifact, which is a row. */
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

/** What it costs to read the build: the bytes of its text, and something for each label, value and artifact. */
export function weightOf(build: Contents): number {
  const values = Object.keys(build.labels).length + valuesIn(build.metadata)
  return sum(Object.values(bytesByField(build))) + VALUE_WEIGHT * values + ARTIFACT_WEIGHT * build.artifacts.length
}

/** Before anything is compared or kept. */
export function requireArtifactCount(artifacts: readonly ArtifactLocation[]): void {
  if (artifacts.length > MOST_ARTIFACTS)
    throw invalidArgument('artifacts', `has ${artifacts.length} artifacts, and a build may have ${MOST_ARTIFACTS}`)
}

/** One more build. */
export function requireBuildCount({ builds }: Pick<VersionOutline, 'builds'>): void {
  if (builds.length >= VERSION_BUILDS)
    throw invalidArgument(
      'component_type',
      `is one too many: a version may have ${VERSION_BUILDS} builds, and this one has them`,
    )
}

/**
 * Refuses, by the name of the field that weighs most, what makes a build (before it: null when it is new) or its version
 * hold more than it may. What was there already is never too much: a build that is larger than that goes on changing, as
 * long as it does not grow.
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
