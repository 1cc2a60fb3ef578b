import type { RunClient } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { channelParams, channelReference, findVersion, getChannel } from '../reference.ts'
import { versionText } from '../version-status.ts'
import { pointChannel } from './point-channel.ts'

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
  if (wanted !== undefined && unassign) throw usage('--at and --unassign exclude each other')
  if (restricted && unrestricted) throw usage('--restricted and --unrestricted exclude each other')
  const isPointed = wanted !== undefined || unassign
  if (!isPointed && !restricted && !unrestricted)
    throw usage('say what to change: --at, --unassign, --restricted or --unrestricted')

  const name = `${reference.bucket}@${reference.channel}`
  if (restricted || unrestricted) {
    const { channel } = await client.call('PackerService_UpdateChannel', {
      params: channelParams(reference),
      body: { restricted, update_mask: 'restricted' },
    })
    const whom = restricted ? 'those who may change channels' : 'all who see the bucket'
    const sentence = `${name} is seen by ${whom}.`
    if (isPointed) output.note(sentence)
    else await output.changed(channel, { sentence, name: () => reference.channel })
  }
  if (!isPointed) return
  const version = wanted === undefined ? null : await findVersion(client, `${reference.bucket}@${wanted}`)
  const { version: before } = await getChannel(client, reference)
  const channel = await pointChannel(client, reference, version)
  await output.changed(channel, {
    sentence: `${name}: ${versionText(before)} -> ${versionText(version)}`,
    name: () => reference.channel,
  })
}
