import type { Operations } from '../../../../../client/apis.ts'
import type { Client } from '../../../../../client/client.ts'
import type { MirrorRecord } from '../records.ts'

export type ReplayOutcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'KEPT'

/** An inherited revocation comes with ancestry; where that was lost, it becomes the version's own. */
export async function replayRevocation(
  client: Client<Operations>,
  revocation: NonNullable<MirrorRecord['revocation']>,
): Promise<ReplayOutcome> {
  const { bucket_name = '', fingerprint = '', revoke_at: at = '', message = '' } = revocation
  const params = { bucket_name, fingerprint }
  const known = (await client.call('PackerService_GetVersion', { params })).version
  if (known?.revoke_at) return 'UNCHANGED'
  const isToCome = Date.parse(at) > Date.now()
  const when = isToCome ? { revoke_at: at } : { revoke_in: '0s' }
  const body = {
    ...when,
    revocation_message: message,
    skip_descendants_revocation: revocation.skip_descendants === true,
    // Channels are replayed to where they went when it was revoked.
    disable_rollback_channels: !isToCome,
  }
  await client.call('PackerService_UpdateVersion', { params, body })
  return 'UPDATED'
}
