import { counted } from '../../../counted.ts'
import type { RunClient } from '../../client-command.ts'
import { findVersion } from '../reference.ts'
import { versionParams } from '../version/version-reach.ts'
import { findBuild } from './build-list.ts'

export const buildDelete: RunClient = async ({ client, output, confirm }, { args: [reference = '', wanted = ''] }) => {
  const version = await findVersion(client, reference)
  const build = await findBuild(client, version, wanted)
  await confirm(
    `Delete the build ${build.component_type} of ${reference} with its ${counted(build.artifacts.length, 'image')}?`,
  )
  await client.call('PackerService_DeleteBuild', { params: { ...versionParams(version), build_id: build.id } })
  await output.changed(build, {
    sentence: `Deleted the build ${build.component_type} of ${reference}.`,
    name: ({ id }) => id,
  })
}
