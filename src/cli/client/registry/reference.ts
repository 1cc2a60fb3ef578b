// Shared by the commands of a registry: how users name versions and channels, and how these are found.
import type { Operations } from '../../../client/apis.ts'
import type { Answer, Client } from '../../../client/client.ts'
import { notFound, usage } from '../client-failure.ts'
import { ifFound } from './if-found.ts'

/** `BUCKET@CHANNEL`, split in two. */
export interface ChannelReference {
  readonly bucket: string
  readonly channel: string
}

export type Version = NonNullable<Answer<Operations['PackerService_GetVersion']>['version']>
export type Channel = NonNullable<Answer<Operations['PackerService_GetChannel']>['channel']>

function halves(text: string, form: string): readonly [string, string] {
  const at = text.indexOf('@')
  const [bucket, which] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
  if (bucket === '' || which === '') throw usage(`${JSON.stringify(text)} is not ${form}`)
  return [bucket, which]
}

export function channelReference(text: string): ChannelReference {
  const [bucket, channel] = halves(text, 'BUCKET@CHANNEL, as in ubuntu@production')
  return { bucket, channel }
}

export const channelParams = ({ bucket, channel }: ChannelReference) => ({
  bucket_name: bucket,
  channel_name: channel,
})

export async function getChannel(client: Client<Operations>, reference: ChannelReference): Promise<Channel> {
  const { channel } = await client.call('PackerService_GetChannel', { params: channelParams(reference) })
  if (channel === null) throw notFound(`the server has no channel ${reference.bucket}@${reference.channel}`)
  return channel
}

const NUMBER = /^v\d+$/

/** Whether `findVersion` could never find this fingerprint, because it reads as a number, or as the channel that each bucket has. */
export const isTakenOtherwise = (fingerprint: string): boolean => NUMBER.test(fingerprint) || fingerprint === 'latest'

/**
 * The version that `BUCKET@WHICH` means: `v12` by its name, else the version of the channel of that name, else the version of that
 * fingerprint. Throws `ClientFailure` if there is none.
 */
export const findVersion = async (client: Client<Operations>, text: string): Promise<Version> =>
  (await findPlacedVersion(client, text)).version

export interface PlacedVersion {
  readonly version: Version
  /** The channel through which it was found; null if it was named otherwise. */
  readonly channel: Channel | null
}

/** Like `findVersion`, with the channel. */
export async function findPlacedVersion(client: Client<Operations>, text: string): Promise<PlacedVersion> {
  const [bucket, which] = halves(text, 'BUCKET@CHANNEL, BUCKET@v12 or BUCKET@FINGERPRINT')
  if (NUMBER.test(which)) return { version: await versionCalled(client, bucket, which), channel: null }
  const channel = await ifFound(getChannel(client, { bucket, channel: which }))
  if (channel?.version) return { version: channel.version, channel }
  if (channel !== null) throw notFound(`${text} points at no version: promote one to it first`)
  const found = await ifFound(
    client.call('PackerService_GetVersion', { params: { bucket_name: bucket, fingerprint: which } }),
  )
  if (found?.version) return { version: found.version, channel: null }
  throw notFound(
    `${bucket} has neither a channel nor a version ${JSON.stringify(which)}: assay channel list ${bucket} and assay version list ${bucket} list them`,
  )
}

async function versionCalled(client: Client<Operations>, bucket: string, name: string): Promise<Version> {
  for await (const { versions } of client.pages('PackerService_ListVersions', { params: { bucket_name: bucket } })) {
    const found = versions.find((version) => version.name === name)
    if (found) return found
  }
  throw notFound(`${bucket} has no version ${name}: assay version list ${bucket} lists its versions`)
}
