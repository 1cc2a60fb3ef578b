import type { RunClient } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { instantIn } from '../instant-in.ts'
import { findVersion } from '../reference.ts'
import { statusInFull } from '../version-status.ts'
import { reachOf, versionParams } from './version-reach.ts'

interface RevokeOptions {
  readonly message?: string
  readonly in?: string
  readonly at?: string
  readonly keepChannels?: boolean
  readonly keepDescendants?: boolean
}

export const versionRevoke: RunClient = async ({ client, output, confirm, now }, command) => {
  const options = command.opts<RevokeOptions>()
  const when = whenIn(options)
  const { message = '', keepChannels = false, keepDescendants = false } = options
  const version = await findVersion(client, command.args[0] ?? '')
  const name = `${version.bucket_name}@${version.name}`
  const reach = await reachOf(client, version, { keepChannels, keepDescendants })
  if (reach === null) output.note('This server does not tell what a revocation will touch.')
  else for (const line of reach) output.note(line)
  await confirm(`Revoke ${name} (${version.fingerprint})?`)
  const answer = await client.call('PackerService_UpdateVersion', {
    params: versionParams(version),
    body: {
      ...when,
      revocation_message: message,
      skip_descendants_revocation: keepDescendants,
      disable_rollback_channels: keepChannels,
    },
  })
  const revoked = answer.version ?? version
  await output.changed(revoked, {
    sentence: `${name}: ${statusInFull(revoked, now)}.`,
    name: ({ fingerprint }) => fingerprint,
  })
}

/** As Go writes one, with days besides. */
const DURATION = /^(?:\d+(?:\.\d+)?(?:d|h|m|s|ms))+$/

function whenIn({ in: duration, at }: RevokeOptions) {
  if (duration !== undefined && at !== undefined) throw usage('--in and --at exclude each other')
  if (duration !== undefined && !DURATION.test(duration))
    throw usage(`--in ${JSON.stringify(duration)} is no duration such as 30d or 12h30m`)
  if (duration !== undefined) return { revoke_in: duration }
  // Now by the clock of the server: by one that is ahead it would be a date to come.
  if (at === undefined) return { revoke_in: '0s' }
  return { revoke_at: instantIn('--at', at) }
}
