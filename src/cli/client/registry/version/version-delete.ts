import { counted } from '../../../counted.ts'
import type { RunClient } from '../../client-command.ts'
import { findVersion } from '../reference.ts'
import { channelsAt, versionParams } from './version-reach.ts'

export const versionDelete: RunClient = async ({ client, output, confirm }, command) => {
  const { rollbackChannels = false } = command.opts<{ rollbackChannels?: boolean }>()
  const version = await findVersion(client, command.args[0] ?? '')
  const name = `${version.bucket_name}@${version.name}`
  const channels = await channelsAt(client, version)
  if (channels.length > 0) output.note(`Channels that point at it: ${channels.join(', ')}`)
  if (version.has_descendants) output.note('Versions were built from it; they lose the record of that.')
  await confirm(`Delete ${name} (${version.fingerprint}) with its ${counted(version.builds.length, 'build')}?`)
  await client.call('PackerService_DeleteVersion', {
    params: versionParams(version),
    query: { rollback_channels: rollbackChannels },
  })
  await output.changed(version, { sentence: `Deleted ${name}.`, name: ({ fingerprint }) => fingerprint })
}
