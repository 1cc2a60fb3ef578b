// Which artifact of a version is meant, as far as the address says, and the first that fits where it says nothing.
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
  /** Of the platform. */
  readonly regions: readonly string[]
  /** Those with an artifact on the platform in the region. */
  readonly builds: readonly string[]
  /** What the address asks for in vain, such as `azure westeurope`; empty when there is all of it. */
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

/** Those that have the value; where none has, those that have the first there is. */
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

/** The channel that most want: that of production, else one that people point, else whichever there is. */
export function usualChannel(channels: readonly Channel[]): string | undefined {
  const found =
    channels.find(({ name }) => name === 'production') ??
    channels.find(({ managed, version }) => !managed && version !== null) ??
    channels.find(({ version }) => version !== null) ??
    channels[0]
  return found?.name
}
