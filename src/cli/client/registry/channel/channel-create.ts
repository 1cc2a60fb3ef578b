import type { RunClient } from '../../client-command.ts'
import { channelReference, findVersion } from '../reference.ts'
import { versionText } from '../version-status.ts'

interface CreateOptions {
  readonly at?: string
  readonly restricted?: boolean
}

export const channelCreate: RunClient = async ({ client, output }, command) => {
  const { bucket, channel: name } = channelReference(command.args[0] ?? '')
  const { at: wanted, restricted = false } = command.opts<CreateOptions>()
  const version = wanted === undefined ? null : await findVersion(client, `${bucket}@${wanted}`)
  const { channel } = await client.call('PackerService_CreateChannel', {
    params: { bucket_name: bucket },
    body: { name, restricted, version_fingerprint: version?.fingerprint ?? '' },
  })
  await output.changed(channel, {
    sentence: `Created the channel ${bucket}@${name}, which points at ${versionText(version)}.`,
    name: () => name,
  })
}
