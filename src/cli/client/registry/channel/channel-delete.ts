import type { RunClient } from '../../client-command.ts'
import { channelParams, channelReference, getChannel } from '../reference.ts'
import { versionText } from '../version-status.ts'

export const channelDelete: RunClient = async ({ client, output, confirm }, { args: [text = ''] }) => {
  const reference = channelReference(text)
  const channel = await getChannel(client, reference)
  await confirm(`Delete the channel ${text}, which points at ${versionText(channel.version)}?`)
  await client.call('PackerService_DeleteChannel', { params: channelParams(reference) })
  await output.changed(channel, { sentence: `Deleted the channel ${text}.`, name: ({ name }) => name })
}
