// `assay sbom ...`: documents about what is inside the image of a build.
import { type Command, Option } from 'commander'
import { showChoices } from '../../../show-choices.ts'
import type { AddClientCommand } from '../../client-command.ts'
import { sbomFormats } from './read-sbom.ts'
import { sbomGet } from './sbom-get.ts'
import { sbomList } from './sbom-list.ts'
import { sbomPut } from './sbom-put.ts'

export function sbomCommands(add: AddClientCommand): void {
  withBuild(
    add('put <bucket@version> <file>', {
      description:
        'upload an SBOM (CycloneDX or SPDX as JSON) to a build that is not done yet; replaces one of the same name',
      examples: ['assay sbom put ubuntu@01BUILDING ./sbom.json --name packages'],
      run: sbomPut,
    }),
  )
    .option('--name <name>', 'the name of the SBOM (default: that of the file)')
    .addOption(showChoices(new Option('--format <format>', 'the format (default: that of the file)'), sbomFormats))
  withBuild(
    add('list <bucket@version>', {
      description: 'list the SBOMs of a version',
      examples: ['assay sbom list ubuntu@01BUILDING'],
      run: sbomList,
    }),
  )
  withBuild(
    add('get <bucket@version> [name]', {
      description: 'write an SBOM to stdout or to a file; the name may be omitted if there is only one',
      examples: ['assay sbom get ubuntu@01BUILDING', 'assay sbom get ubuntu@01BUILDING packages --file sbom.json'],
      run: sbomGet,
    }),
  ).option('--file <path>', 'the file to write')
}

const withBuild = (command: Command): Command =>
  command.option('--build <build>', 'the build, by its id or component type, if there are several')
