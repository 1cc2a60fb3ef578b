// The chosen artifact of a version: the one that the address asks for, and the first that fits where it leaves a choice.
import type { Channel } from './bucket-facts.tsx'

type Build = NonNullable<Channel['version']>['builds'][number]

export interface Artifact {
  readonly platform: string
  readonly region: string
  readonly componentType: string
  readonly identifier: string
}

export const artifactsOf = (builds: readonly Build[]): readonly Artifact[] =>
  builds.flatMap(({ platform, component_type: componentType, artifacts }) =>
    artifacts.map(({ region, external_identifier: identifier }) => ({ platform, region, componentType, identifier })),
  )

interface Asked {
  readonly platform: string | null
  readonly region: string | null
  readonly build: string | null
}

export interface Choice {
  readonly artifact: Artifact
  readonly platforms: readonly string[]
  /** The regions with artifacts on the chosen platform. */
  readonly regions: readonly string[]
  /** The builds with an artifact on that platform in that region. */
  readonly builds: readonly string[]
  /** What the address asks for and the version lacks, such as `azure westeurope`; empty when nothing is missing. */
  readonly missing: string
}

export function choiceOf(artifacts: readonly Artifact[], { platform, region, build }: Asked): Choice | null {
  const onPlatform = preferred(artifacts, (artifact) => artifact.platform, platform)
  const inRegion = preferred(onPlatform, (artifact) => artifact.region, region)
  const [artifact] = preferred(inRegion, ({ componentType }) => componentType, build)
  if (artifact === undefined) return null
  const isThere =
    (platform ?? artifact.platform) === artifact.platform && (region ?? artifact.region) === artifact.region
  return {
    artifact,
    platforms: distinct(artifacts.map((one) => one.platform)),
    regions: distinct(onPlatform.map((one) => one.region)),
    builds: distinct(inRegion.map(({ componentType }) => componentType)),
    missing: isThere ? '' : [platform, region].filter((text) => text !== null).join(' '),
  }
}

/** The artifacts with this value; if there are none, those with the value of the first artifact. */
function preferred(
  artifacts: readonly Artifact[],
  valueOf: (artifact: Artifact) => string,
  value: string | null,
): readonly Artifact[] {
  const found = artifacts.filter((artifact) => valueOf(artifact) === value)
  if (found.length > 0) return found
  const [first] = artifacts
  return artifacts.filter((artifact) => first !== undefined && valueOf(artifact) === valueOf(first))
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

/** The channel to show first: production, otherwise one that users have pointed, otherwise whichever there is. */
export function usualChannel(channels: readonly Channel[]): string | undefined {
  const found =
    channels.find(({ name }) => name === 'production') ??
    channels.find(({ managed, version }) => !managed && version !== null) ??
    channels.find(({ version }) => version !== null) ??
    channels[0]
  return found?.name
}
