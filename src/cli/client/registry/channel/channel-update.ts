import type { RunClient } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { channelParams, channelReference, findVersion, getChannel } from '../reference.ts'
import { versionText } from '../version-status.ts'

interface UpdateOptions {
  readonly at?: string
  readonly unassign?: boolean
  readonly restricted?: boolean
  readonly unrestricted?: boolean
}

export const channelUpdate: RunClient = async (context, command) => {
  const { client, output } = context
  const reference = channelReference(command.args[0] ?? '')
  const { at: wanted, unassign = false, restricted = false, unrestricted = false } = command.opts<UpdateOptions>()
  if (wanted !== undefined && unassign) throw usage('--at and --unassign cannot be used together')
  if (restricted && unrestricted) throw usage('--restricted and --unrestricted cannot be used together')
  const isPointed = wanted !== undefined || unassign
  if (!isPointed && !restricted && !unrestricted)
    throw usage('nothing to change: add --at, --unassign, --restricted or --unrestricted')

  const name = `${reference.bucket}@${reference.channel}`
  const isSeen = restricted || unrestricted
  const version = wanted === undefined ? null : await findVersion(client, `${reference.bucket}@${wanted}`)
  const { version: before } = await getChannel(client, reference)
  const changes = {
    ...(isPointed && { version_fingerprint: version?.fingerprint ?? '' }),
    ...(isSeen && { restricted }),
    update_mask: [...(isPointed ? ['versionFingerprint'] : []), ...(isSeen ? ['restricted'] : [])].join(','),
  }
  const request = { params: channelParams(reference), body: changes }
  // Repeating the request sets the same version and visibility again.
  const { channel } = await client.call('PackerService_UpdateChannel', request, { repeatable: true })
  const seen = `${name} is visible to ${restricted ? 'those who can change channels' : 'everyone who can see the bucket'}.`
  const pointed = `${name}: ${versionText(before)} -> ${versionText(version)}`
  if (isSeen && isPointed) output.note(seen)
  await output.changed(channel, { sentence: isPointed ? pointed : seen, name: () => reference.channel })
}
