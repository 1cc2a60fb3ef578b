import { writeFile } from 'node:fs/promises'
import type { RunClient } from '../../client-command.ts'
import { notFound, usage } from '../../client-failure.ts'
import { cannotBeWritten } from '../../output/output-file.ts'
import { findVersion } from '../reference.ts'
import { versionParams } from '../version/version-reach.ts'
import { downloadKeptSbom } from './download-sbom.ts'
import { type FoundSbom, sbomsOf } from './sbom-list.ts'
import { unpackSbom } from './unpack-sbom.ts'

interface GetOptions {
  readonly build?: string
  readonly file?: string
}

export const sbomGet: RunClient = async (context, command) => {
  const { client, output, server, signal } = context
  const [reference = '', name] = command.args
  const { build, file } = command.opts<GetOptions>()
  const version = await findVersion(client, reference)
  const found = onlySbom(await sbomsOf(client, version, build), name, reference)
  const params = { ...versionParams(version), build_id: found.build.id, sbom_name: found.sbom.name }
  const from = { ...server, client }
  const document = await unpackSbom(await downloadKeptSbom(from, { params, of: reference }, signal))
  if (file === undefined) {
    process.stdout.write(document)
    return
  }
  await writeFile(file, document).catch(cannotBeWritten(file))
  output.note(`Wrote ${file}.`)
}

function onlySbom(found: readonly FoundSbom[], name: string | undefined, reference: string): FoundSbom {
  const [first, ...others] = found.filter(({ sbom }) => name === undefined || sbom.name === name)
  if (first === undefined)
    throw notFound(
      `${reference} has no SBOM${name === undefined ? '' : ` ${JSON.stringify(name)}`}: assay sbom list ${reference} lists its SBOMs`,
    )
  if (others.length > 0)
    throw usage(
      `${reference} has several SBOMs, ${found.map(({ sbom, build }) => `${sbom.name} (${build.component_type})`).join(', ')}: name one, and its build with --build`,
    )
  return first
}
