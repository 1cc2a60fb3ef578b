import type { ClientContext, RunClient } from '../../client-command.ts'
import { refused } from '../../client-failure.ts'
import { type ChannelReference, channelReference, getChannel, type Version } from '../reference.ts'
import { isValid, versionText } from '../version-status.ts'
import { assignmentsOf } from './channel-history.ts'
import { pointChannel } from './point-channel.ts'

export const channelRollback: RunClient = async (context, { args: [text = ''] }) => {
  const { client, output } = context
  const reference = channelReference(text)
  const { version: current } = await getChannel(client, reference)
  const earlier = await earlierVersion(context, reference, current)
  const channel = await pointChannel(client, reference, earlier)
  await output.changed(channel, {
    sentence: `${text}: ${versionText(current)} -> ${versionText(earlier)}`,
    name: () => reference.channel,
  })
}

async function earlierVersion(context: ClientContext, reference: ChannelReference, current: Version | null) {
  for await (const { version } of assignmentsOf(context, reference))
    if (version !== null && version.fingerprint !== current?.fingerprint && isValid(version)) return version
  throw refused(
    `${reference.bucket}@${reference.channel} has not pointed at another valid version: see assay channel history, or choose a version with assay channel update --at`,
  )
}
