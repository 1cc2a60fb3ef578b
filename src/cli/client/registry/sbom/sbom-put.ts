import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import type { RunClient } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { findVersion } from '../reference.ts'
import { versionParams } from '../version/version-reach.ts'
import { onlyBuild, type Sbom } from './sbom-list.ts'

interface PutOptions {
  readonly build?: string
  readonly name?: string
  readonly format?: string
}

const formats = ['CYCLONEDX', 'SPDX'] as const satisfies readonly Sbom['format'][]

export const sbomPut: RunClient = async ({ client, output }, command) => {
  const [reference = '', file = ''] = command.args
  const { build: wanted, name = nameOf(file), format: said } = command.opts<PutOptions>()
  const document = await readFile(file).catch((cause: unknown) => {
    throw usage(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`)
  })
  const format = said === undefined ? formatOf(document, file) : formatIn(said)
  const version = await findVersion(client, reference)
  const build = await onlyBuild(client, version, wanted)
  const { sbom } = await client.call('PackerService_UploadSbom', {
    params: { ...versionParams(version), build_id: build.id },
    body: { name, format, compressed_sbom: (await promisify(zstdCompress)(document)).toString('base64') },
  })
  await output.changed(sbom, {
    sentence: `Kept ${name} (${format}) with the build ${build.component_type} of ${reference}.`,
    name: () => name,
  })
}

/** Names are as short as the registry takes them: what comes before the first dot. */
const nameOf = (file: string): string => basename(file).replace(/\..*$/s, '')

function formatIn(text: string): Sbom['format'] {
  const found = formats.find((format) => format === text.toUpperCase())
  if (found === undefined) throw usage(`--format ${JSON.stringify(text)} is none of ${formats.join(', ')}`)
  return found
}

function formatOf(document: Buffer, file: string): Sbom['format'] {
  let read: { readonly bomFormat?: unknown; readonly spdxVersion?: unknown; readonly '@context'?: unknown } | null
  try {
    read = JSON.parse(document.toString()) as typeof read
  } catch {
    throw usage(`${file} is no JSON: convert it, or say what it is with --format`)
  }
  if (read?.bomFormat === 'CycloneDX') return 'CYCLONEDX'
  if (typeof read?.spdxVersion === 'string' || String(read?.['@context']).includes('spdx')) return 'SPDX'
  throw usage(`${file} says neither that it is CycloneDX nor SPDX: say it with --format`)
}
