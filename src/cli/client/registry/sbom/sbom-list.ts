import type { Operations } from '../../../../client/apis.ts'
import type { Answer, Client } from '../../../../client/client.ts'
import { type Build, buildsOf, findBuild } from '../build/build-list.ts'
import type { RunClient } from '../../client-command.ts'
import { notFound, usage } from '../../client-failure.ts'
import { findVersion, type Version } from '../reference.ts'
import { versionParams } from '../version/version-reach.ts'

export type Sbom = Answer<Operations['PackerService_ListSboms']>['sboms'][number]

/** One SBOM, and the build that it belongs to. */
export interface FoundSbom {
  readonly sbom: Sbom
  readonly build: Build
}

export const sbomList: RunClient = async ({ client, output }, command) => {
  const [reference = ''] = command.args
  const version = await findVersion(client, reference)
  const found = await sbomsOf(client, version, command.opts<{ build?: string }>().build)
  await output.list(found, {
    columns: [
      { title: 'name', text: ({ sbom }) => sbom.name },
      { title: 'format', text: ({ sbom }) => sbom.format },
      { title: 'build', text: ({ build }) => build.component_type },
    ],
    name: ({ sbom }) => sbom.name,
    none: `no SBOMs of ${reference}: upload one with Packer's provisioner hcp-sbom or with assay sbom put`,
  })
}

/** The SBOMs of one build, or of all builds of the version. */
export async function sbomsOf(
  client: Client<Operations>,
  version: Version,
  wanted: string | undefined,
): Promise<readonly FoundSbom[]> {
  const builds = wanted === undefined ? await buildsOf(client, version) : [await findBuild(client, version, wanted)]
  return sbomsOfBuilds(client, version, builds)
}

export async function sbomsOfBuilds(
  client: Client<Operations>,
  version: Version,
  builds: readonly Build[],
): Promise<readonly FoundSbom[]> {
  const found: FoundSbom[] = []
  for (const build of builds) {
    const params = { ...versionParams(version), build_id: build.id }
    const { sboms } = await client.call('PackerService_ListSboms', { params })
    found.push(...sboms.map((sbom) => ({ sbom, build })))
  }
  return found
}

/** The build that the user named, or the only build of the version. */
export async function onlyBuild(client: Client<Operations>, version: Version, wanted: string | undefined) {
  if (wanted !== undefined) return findBuild(client, version, wanted)
  const [first, ...others] = await buildsOf(client, version)
  const name = `${version.bucket_name}@${version.name}`
  if (first === undefined) throw notFound(`${name} has no builds`)
  if (others.length === 0) return first
  const types = [first, ...others].map(({ component_type: type }) => type).join(', ')
  throw usage(`${name} has several builds, ${types}: name one with --build`)
}
