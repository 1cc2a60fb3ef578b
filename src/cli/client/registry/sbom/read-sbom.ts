import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { reasonOf } from '../../../../domain/errors.ts'
import { usage } from '../../client-failure.ts'
import type { Sbom } from './sbom-list.ts'

/** An SBOM as a registry takes it: compressed with zstd, in base64. */
export interface ReadSbom {
  readonly name: string
  readonly format: Sbom['format']
  readonly compressed_sbom: string
}

export interface SaidOfSbom {
  readonly name?: string
  readonly format?: string
}

export const sbomFormats = ['CYCLONEDX', 'SPDX'] as const satisfies readonly Sbom['format'][]

/** Reads the SBOM in a file. Its name and format are those of the file unless they are given. Throws `ClientFailure` if it is none. */
export async function readSbom(file: string, said: SaidOfSbom): Promise<ReadSbom> {
  const document = await readFile(file).catch((cause: unknown) => {
    throw usage(`${file} cannot be read: ${reasonOf(cause)}`)
  })
  return {
    name: said.name ?? nameOf(file),
    format: said.format === undefined ? formatOf(document, file) : formatIn(said.format),
    compressed_sbom: (await promisify(zstdCompress)(document)).toString('base64'),
  }
}

/** Registries accept only short names, so the name ends before the first dot. */
const nameOf = (file: string): string => basename(file).replace(/\..*$/s, '')

function formatIn(text: string): Sbom['format'] {
  const found = sbomFormats.find((format) => format === text.toUpperCase())
  if (found === undefined) throw usage(`--format ${JSON.stringify(text)} is none of ${sbomFormats.join(', ')}`)
  return found
}

function formatOf(document: Buffer, file: string): Sbom['format'] {
  let read: { readonly bomFormat?: unknown; readonly spdxVersion?: unknown; readonly '@context'?: unknown } | null
  try {
    read = JSON.parse(document.toString()) as typeof read
  } catch {
    throw usage(`${file} is not JSON: convert it, or name its format with --format`)
  }
  if (read?.bomFormat === 'CycloneDX') return 'CYCLONEDX'
  if (typeof read?.spdxVersion === 'string' || String(read?.['@context']).includes('spdx')) return 'SPDX'
  throw usage(`${file} is marked neither as CycloneDX nor as SPDX: name its format with --format`)
}
