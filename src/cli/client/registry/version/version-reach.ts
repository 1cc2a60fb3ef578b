import { ApiError } from '../../../../client/api-error.ts'
import type { Operations } from '../../../../client/apis.ts'
import type { Answer, Client } from '../../../../client/client.ts'
import { counted } from '../../../counted.ts'
import type { Version } from '../reference.ts'

export interface Reach {
  readonly keepDescendants: boolean
  readonly keepChannels: boolean
}

type Preview = Answer<Operations['AssayService_PreviewRevocation']>

export const versionParams = ({ bucket_name: bucket, fingerprint }: Version) => ({ bucket_name: bucket, fingerprint })

/** What a revocation would affect, line by line; null if the server has no preview. */
export async function reachOf(
  client: Client<Operations>,
  version: Version,
  { keepDescendants, keepChannels }: Reach,
): Promise<readonly string[] | null> {
  try {
    const preview = await client.call('AssayService_PreviewRevocation', {
      params: versionParams(version),
      query: { skip_descendants_revocation: keepDescendants, disable_rollback_channels: keepChannels },
    })
    return linesOf(preview)
  } catch (error) {
    if (error instanceof ApiError && isWithoutPreview(error)) return null
    throw error
  }
}

/** The statuses of an operation that HCP Packer does not have: the version itself was found before. */
const isWithoutPreview = ({ status }: ApiError) => status === 404 || status === 405 || status === 501

function linesOf(preview: Preview): readonly string[] {
  const { buckets, version_count: count, bucket_count: bucketCount, hidden_bucket_count: hidden } = preview
  const moved = preview.channels.map(
    ({ bucket_name: bucket, channel_name: channel, from, to }) =>
      `  ${bucket}@${channel}: ${from?.name ?? 'no version'} -> ${to?.name ?? 'no version'}`,
  )
  const left = preview.left_channels.map(
    ({ bucket_name: bucket, channel_name: channel, to }) =>
      `  ${bucket}@${channel} stays at ${to?.name ?? 'no version'}`,
  )
  const heirs = buckets.map(
    ({ bucket_name: bucket, version_count: versions }) => `  ${bucket}: ${counted(versions, 'version')}`,
  )
  return [
    ...(count > 0
      ? [`Versions built from it that will be revoked as well: ${count} in ${counted(bucketCount, 'bucket')}`]
      : []),
    ...heirs,
    ...(hidden > 0 ? [`  and ${counted(hidden, 'bucket')} that you cannot see`] : []),
    ...(preview.channel_count > 0 ? [`Channels that will be rolled back: ${preview.channel_count}`] : []),
    ...moved,
    ...(left.length > 0 ? ['Channels that will stay on a revoked version:'] : []),
    ...left,
  ]
}

/** The channels of the version's bucket that point at it, such as `ubuntu@production`. */
export async function channelsAt(client: Client<Operations>, version: Version): Promise<readonly string[]> {
  const params = { bucket_name: version.bucket_name }
  const { channels } = await client.call('PackerService_ListChannels', { params })
  return channels
    .filter((channel) => channel.version?.fingerprint === version.fingerprint)
    .map(({ name }) => `${version.bucket_name}@${name}`)
}
