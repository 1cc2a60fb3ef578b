import type { RunClient } from '../../client-command.ts'
import { notFound, refused, usage } from '../../client-failure.ts'
import { nameLine } from '../../output/printable.ts'
import { findPlacedVersion, type PlacedVersion, type Version } from '../reference.ts'
import { statusText } from '../version-status.ts'

interface UrlOptions {
  readonly platform?: string
  readonly region?: string
  readonly componentType?: string
  readonly evenRevoked?: boolean
}

/** An image as programs see it, in the terms of the API. */
export interface Image {
  readonly platform: string
  readonly region: string
  readonly component_type: string
  readonly identifier: string
  readonly bucket: string
  /** The name of the version, such as `v12`. */
  readonly version: string
  readonly fingerprint: string
  readonly status: Version['status']
  /** The channel by which it was found; empty if the version was named otherwise. */
  readonly channel: string
}

export const artifactUrl: RunClient = async ({ client, output, now }, command) => {
  const [reference = ''] = command.args
  const { evenRevoked = false, ...wanted } = command.opts<UrlOptions>()
  const placed = await findPlacedVersion(client, reference)
  const { version } = placed
  if (version.status === 'VERSION_REVOKED' && !evenRevoked)
    throw refused(
      `${reference} is ${version.name}, ${statusText(version, now)}: promote another version, or add --even-revoked`,
    )
  const image = onlyImage(imagesOf(placed), wanted, reference)
  // People copy it, so it must be exact.
  const sentence = output.format === 'table' ? nameLine(image.identifier) : ''
  await output.changed(image, { sentence, name: ({ identifier }) => identifier })
}

function imagesOf({ version, channel }: PlacedVersion): readonly Image[] {
  const { bucket_name: bucket, name, fingerprint, status, builds } = version
  const of = { bucket, version: name, fingerprint, status, channel: channel?.name ?? '' }
  return builds.flatMap(({ platform, component_type, artifacts }) =>
    artifacts.map(({ region, external_identifier: identifier }) => ({
      ...{ platform, region, component_type, identifier },
      ...of,
    })),
  )
}

function onlyImage(images: readonly Image[], wanted: UrlOptions, reference: string): Image {
  const { platform, region, componentType } = wanted
  const isWanted = (image: Image) =>
    (platform === undefined || image.platform === platform) &&
    (region === undefined || image.region === region) &&
    (componentType === undefined || image.component_type === componentType)
  const [first, ...others] = images.filter(isWanted)
  if (first === undefined)
    throw notFound(
      images.length === 0 ? `${reference} has no images` : `${reference} has no such image; it has: ${listOf(images)}`,
    )
  if (others.length > 0)
    throw usage(
      `${reference} has ${others.length + 1} such images: ${listOf([first, ...others])}. Choose one with --platform, --region or --component-type`,
    )
  return first
}

const listOf = (images: readonly Image[]): string =>
  images.map(({ platform, region, component_type: type }) => `${platform} ${region} (${type})`).join(', ')
