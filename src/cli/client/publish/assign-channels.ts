import type { ClientContext } from '../client-command.ts'
import { pointChannel } from '../registry/channel/point-channel.ts'
import { unless } from '../registry/if-found.ts'
import { getChannel, type Version } from '../registry/reference.ts'
import { versionText } from '../registry/version-status.ts'

/** Points channels at a version, creating those that are missing; returns one sentence for each. */
export async function assignChannels(
  { client }: ClientContext,
  version: Version,
  channels: readonly string[],
): Promise<readonly string[]> {
  const sentences: string[] = []
  for (const name of channels) {
    const reference = { bucket: version.bucket_name, channel: name }
    const before = await unless(['not_found'], getChannel(client, reference))
    const text = `${reference.bucket}@${name}`
    if (before === null) {
      const params = { bucket_name: reference.bucket }
      const body = { name, version_fingerprint: version.fingerprint }
      await client.call('PackerService_CreateChannel', { params, body })
      sentences.push(`Created ${text}, which points at it.`)
    } else if (before.version?.fingerprint === version.fingerprint) sentences.push(`${text} already points at it.`)
    else {
      await pointChannel(client, reference, version)
      sentences.push(`${text}: ${versionText(before.version)} -> ${versionText(version)}.`)
    }
  }
  return sentences
}
