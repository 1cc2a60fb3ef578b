/** Bytes at most; PostgreSQL indexes no text beyond some 2,700. */
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

/** Of a build, as far as it is known. */
export interface TextsOfBuild extends Partial<Readonly<Record<keyof typeof limits, string>>> {
  readonly artifacts?: readonly Readonly<Record<keyof typeof artifactLimits, string>>[]
}

export interface LimitedText {
  /** On the wire: `artifacts[0].region`. */
  readonly field: string
  readonly text: string
  /** In bytes. */
  readonly limit: number
}

/** The texts of a build that may only be so long. Commands ask before they publish any: this imports nothing, and they load no rule with it. */
export function* limitedTexts({ artifacts = [], ...texts }: TextsOfBuild): Generator<LimitedText, void> {
  for (const [name, limit] of Object.entries(limits) as [keyof typeof limits, number][])
    yield { field: wireNames[name], text: texts[name] ?? '', limit }
  for (const [index, { externalIdentifier, region }] of artifacts.entries()) {
    const field = `artifacts[${index}]`
    yield { field: `${field}.external_identifier`, text: externalIdentifier, limit: artifactLimits.externalIdentifier }
    yield { field: `${field}.region`, text: region, limit: artifactLimits.region }
  }
}
