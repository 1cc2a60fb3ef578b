import type { Operations } from '../../../../client/apis.ts'
import type { Client } from '../../../../client/client.ts'
import { notFound } from '../../client-failure.ts'
import { type Channel, channelParams, type ChannelReference, type Version } from '../reference.ts'

/** Points a channel at exactly this version, or at nothing. */
export async function pointChannel(
  client: Client<Operations>,
  reference: ChannelReference,
  version: Pick<Version, 'fingerprint'> | null,
): Promise<Channel> {
  const { channel } = await client.call(
    'PackerService_UpdateChannel',
    {
      params: channelParams(reference),
      body: { version_fingerprint: version?.fingerprint ?? '', update_mask: 'versionFingerprint' },
    },
    // Repeating the request points the channel at the same version again.
    { repeatable: true },
  )
  if (channel === null) throw notFound(`the server has no channel ${reference.bucket}@${reference.channel}`)
  return channel
}
