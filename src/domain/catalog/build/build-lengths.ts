/** The most bytes of each text; PostgreSQL cannot index a text of more than about 2,700. */
const limits = {
  componentType: 255,
  platform: 255,
  packerRunUuid: 255,
  parentVersionId: 255,
  parentChannelId: 255,
  sourceExternalIdentifier: 1024,
} as const
const artifactLimits = { externalIdentifier: 1024, region: 255 } as const

const wireNames: Record<keyof typeof limits, string> = {
  componentType: 'component_type',
  platform: 'platform',
  packerRunUuid: 'packer_run_uuid',
  parentVersionId: 'parent_version_id',
  parentChannelId: 'parent_channel_id',
  sourceExternalIdentifier: 'source_external_identifier',
}

export const MOST_ARTIFACTS = 4096

/** The texts of a build that have a limit, as far as they are known. */
export interface TextsOfBuild extends Partial<Readonly<Record<keyof typeof limits, string>>> {
  readonly artifacts?: readonly Readonly<Record<keyof typeof artifactLimits, string>>[]
}

export interface LimitedText {
  /** Its name on the wire, such as `artifacts[0].region`. */
  readonly field: string
  readonly text: string
  /** In bytes. */
  readonly limit: number
}

/**
 * The texts of a build, each with its limit. Client commands check them before they publish builds. This file imports nothing, so that
 * they need not load the rules of the domain.
 */
export function* limitedTexts({ artifacts = [], ...texts }: TextsOfBuild): Generator<LimitedText, void> {
  for (const [name, limit] of Object.entries(limits) as [keyof typeof limits, number][])
    yield { field: wireNames[name], text: texts[name] ?? '', limit }
  for (const [index, { externalIdentifier, region }] of artifacts.entries()) {
    const field = `artifacts[${index}]`
    yield { field: `${field}.external_identifier`, text: externalIdentifier, limit: artifactLimits.externalIdentifier }
    yield { field: `${field}.region`, text: region, limit: artifactLimits.region }
  }
}
