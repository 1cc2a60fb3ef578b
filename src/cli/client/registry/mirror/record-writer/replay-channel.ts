import type { Operations } from '../../../../../client/apis.ts'
import type { Client } from '../../../../../client/client.ts'
import type { MirrorRecord } from '../records.ts'
import { ifFound } from '../../if-found.ts'
import type { Losses } from './losses.ts'
import type { ReplayOutcome } from './replay-revocation.ts'

/**
 * Creates a channel or moves it. No client may point a channel at a revoked version: the channel then stays where it is, and the loss is
 * noted.
 */
export async function replayChannel(
  client: Client<Operations>,
  channel: NonNullable<MirrorRecord['channel']>,
  losses: Losses,
): Promise<ReplayOutcome | null> {
  const { bucket_name = '', name = '', restricted = false, version_fingerprint = '' } = channel
  if (name === 'latest') return null
  const params = { bucket_name, channel_name: name }
  const known = (await ifFound(client.call('PackerService_GetChannel', { params })))?.channel
  const isThere = (known?.version?.fingerprint ?? '') === version_fingerprint
  const isRevoked = !isThere && version_fingerprint !== '' && (await isRevokedThere(client, channel))
  if (isRevoked) losses.note(`${bucket_name}@${name}: it points at ${version_fingerprint}, which is revoked`)
  const moves = !isThere && !isRevoked
  if (!known) {
    const body = { name, restricted, ...(moves && { version_fingerprint }) }
    await client.call('PackerService_CreateChannel', { params: { bucket_name }, body })
    return 'CREATED'
  }
  const masks = [...(moves ? ['versionFingerprint'] : []), ...(known.restricted === restricted ? [] : ['restricted'])]
  if (masks.length === 0) return 'UNCHANGED'
  const body = { restricted, version_fingerprint, update_mask: masks.join(',') }
  await client.call('PackerService_UpdateChannel', { params, body })
  return 'UPDATED'
}

async function isRevokedThere(
  client: Client<Operations>,
  { bucket_name = '', version_fingerprint: fingerprint = '' }: NonNullable<MirrorRecord['channel']>,
): Promise<boolean> {
  const params = { bucket_name, fingerprint }
  const there = (await ifFound(client.call('PackerService_GetVersion', { params })))?.version
  return there?.status === 'VERSION_REVOKED'
}
