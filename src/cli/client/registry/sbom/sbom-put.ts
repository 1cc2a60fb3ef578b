import type { RunClient } from '../../client-command.ts'
import { refused } from '../../client-failure.ts'
import { findVersion } from '../reference.ts'
import { versionParams } from '../version/version-reach.ts'
import { readSbom } from './read-sbom.ts'
import { onlyBuild } from './sbom-list.ts'

interface PutOptions {
  readonly build?: string
  readonly name?: string
  readonly format?: string
}

export const sbomPut: RunClient = async ({ client, output }, command) => {
  const [reference = '', file = ''] = command.args
  const { build: wanted, ...said } = command.opts<PutOptions>()
  const document = await readSbom(file, said)
  const version = await findVersion(client, reference)
  const build = await onlyBuild(client, version, wanted)
  // The server would answer with the same error as for a wrong argument.
  if (build.status === 'BUILD_DONE')
    throw refused(`the build ${build.component_type} of ${reference} is done: upload SBOMs before a build is done`)
  const { sbom } = await client.call('PackerService_UploadSbom', {
    params: { ...versionParams(version), build_id: build.id },
    body: document,
  })
  await output.changed(sbom, {
    sentence: `Stored ${document.name} (${document.format}) with the build ${build.component_type} of ${reference}.`,
    name: () => document.name,
  })
}
