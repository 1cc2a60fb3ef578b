import { posix } from 'node:path'
import { usage } from '../../client-failure.ts'
import { artifactOf, type Fields, type FoundArtifact, platformIn, type SaidOfImages, textIn } from './found-work.ts'

export interface Upload {
  /** The target, in the words of osbuild-composer: `aws`, `aws.s3`. */
  readonly type: string
  /** The result of the upload. */
  readonly options: Fields
  /** Empty if it is not known. */
  readonly imageType: string
}

export interface UploadedImage {
  readonly platform: string
  readonly artifact: FoundArtifact
}

interface Place {
  /** Null if the target does not determine the platform: the image type does then, or else the user. */
  readonly platform: string | null
  readonly region: string | null
  readonly identifier: string
}

/** By the type of the upload (cloud API v2, `UploadStatus`). */
const places: Readonly<Record<string, (options: Fields) => Place>> = {
  aws: (options) => ({ platform: 'aws', region: need(options, 'region'), identifier: need(options, 'ami') }),
  // An image of Google Cloud exists in all regions.
  gcp: (options) => ({
    platform: 'gce',
    region: 'global',
    identifier: `projects/${need(options, 'project_id')}/global/images/${need(options, 'image_name')}`,
  }),
  azure: (options) => ({ platform: 'azure', region: null, identifier: need(options, 'image_name') }),
  container: (options) => {
    const url = need(options, 'url')
    const name = url.replace(/:[^:/]*$/, '')
    return { platform: 'docker', region: name.replace(/\/.*$/s, ''), identifier: `${name}@${need(options, 'digest')}` }
  },
  'aws.s3': (options) => stored(need(options, 'url')),
  'oci.objectstorage': (options) => stored(need(options, 'url')),
  'pulp.ostree': (options) => stored(need(options, 'repo_url')),
  local: (options) => {
    const path = need(options, 'artifact_path')
    return { platform: null, region: posix.dirname(path), identifier: posix.basename(path) }
  },
}

/** The platform of an image type, if the target does not determine it. */
const platformOfType: Readonly<Record<string, string>> = {
  'guest-image': 'qemu',
  vsphere: 'vsphere',
  'vsphere-ova': 'vsphere',
}

/** The address without its signature, which expires and is a secret until then. */
function stored(url: string): Place {
  if (!URL.canParse(url)) throw usage(`the compose was uploaded to ${JSON.stringify(url)}, which is not an address`)
  const { origin, pathname, host } = new URL(url)
  return { platform: null, region: host, identifier: origin + pathname }
}

export function uploadedImage({ type, options, imageType }: Upload, said: SaidOfImages): UploadedImage {
  const place = Object.hasOwn(places, type) ? places[type]?.(options) : undefined
  if (place === undefined)
    throw usage(
      `the compose was uploaded to ${JSON.stringify(type)}, which is not supported: name the image with --artifact`,
    )
  const known = place.platform ?? (Object.hasOwn(platformOfType, imageType) ? platformOfType[imageType] : undefined)
  const platform = said.platform === undefined ? known : platformIn(said.platform)
  const what = `the image ${place.identifier} of the compose, uploaded to ${type},`
  if (platform === undefined) throw usage(`${what} has no known platform: add --platform`)
  const region = said.region ?? place.region
  if (region === null) throw usage(`${what} has no known region: add --region`)
  return { platform, artifact: artifactOf(region, place.identifier) }
}

function need(options: Fields, name: string): string {
  const text = textIn(options[name])
  if (text === '') throw usage(`the upload_status of the compose has no ${name}: is the file complete?`)
  return text
}
