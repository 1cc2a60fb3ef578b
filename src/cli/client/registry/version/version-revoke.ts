import { parseDuration } from '../../../../domain/clock.ts'
import type { RunClient } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { fromNow } from '../../output/moment.ts'
import { instantIn } from '../instant-in.ts'
import { findVersion, type Version } from '../reference.ts'
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
  const when = whenIn(options, now)
  const { keepChannels = false, keepDescendants = false } = options
  const version = await findVersion(client, command.args[0] ?? '')
  const message = options.message ?? earlierMessage(version)
  const name = `${version.bucket_name}@${version.name}`
  const reach = await reachOf(client, version, { keepChannels, keepDescendants })
  if (reach === null) output.note('This server cannot show what the revocation will affect.')
  else for (const line of reach) output.note(line)
  await confirm(`Revoke ${name} (${version.fingerprint}) ${when.words}?`)
  const answer = await client.call('PackerService_UpdateVersion', {
    params: versionParams(version),
    body: {
      ...when.body,
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

/**
 * A user who revokes again without a message, such as for another date, keeps the existing one. An inherited message belongs to the
 * ancestor.
 */
const earlierMessage = ({ revocation_type: type, revocation_message: message }: Version): string =>
  type === 'INHERITED' ? '' : message

interface When {
  readonly body: { readonly revoke_in: string } | { readonly revoke_at: string }
  /** For people: `now`, `in 30d`. */
  readonly words: string
}

/** Now, by the clock of the server: a date from a client's clock that is ahead would be in the future. */
const NOW: When = { body: { revoke_in: '0s' }, words: 'now' }

/** A moment that was written down as now has passed by a little when it is read: shells write whole seconds, and people whole minutes. */
const JUST_NOW_MS = 60_000

function whenIn({ in: duration, at }: RevokeOptions, now: number): When {
  if (duration !== undefined && at !== undefined) throw usage('--in and --at cannot be used together')
  if (duration !== undefined) {
    const milliseconds = parseDuration(duration)
    if (milliseconds === undefined)
      throw usage(`--in ${JSON.stringify(duration)} is not a duration such as 30d or 12h30m`)
    return milliseconds === 0 ? NOW : { body: { revoke_in: duration }, words: `in ${duration}` }
  }
  if (at === undefined) return NOW
  const moment = instantIn('--at', at)
  const passed = now - Date.parse(moment)
  if (passed > JUST_NOW_MS)
    throw usage(`--at ${JSON.stringify(at)} was ${fromNow(moment, now)}: omit --at to revoke now, or name a later time`)
  return passed >= 0 ? NOW : { body: { revoke_at: moment }, words: `${fromNow(moment, now)} (${moment})` }
}
