import { SBOM_NAME } from '../../../domain/catalog/sbom/sbom.ts'
import { usage } from '../client-failure.ts'
import { type ReadSbom, readSbom } from '../registry/sbom/read-sbom.ts'
import type { FoundBuild } from './found-work/found-work.ts'

/**
 * The SBOMs on the command line, by the component types of their builds: each is `FILE`, or `COMPONENT=FILE` for one of several builds.
 * Throws `ClientFailure` if a registry would refuse one, or replace another one with it.
 */
export async function sbomsFor(
  builds: readonly FoundBuild[],
  said: readonly string[],
): Promise<ReadonlyMap<string, readonly ReadSbom[]>> {
  const read = await Promise.all(
    said.map(async (text) => {
      const [componentType, file] = placeOf(builds, text)
      const sbom = await readSbom(file, {})
      requireName(file, sbom)
      return { componentType, file, sbom }
    }),
  )
  const byBuild = Map.groupBy(read, ({ componentType }) => componentType)
  for (const [type, all] of byBuild) requireOwnNames(type, all)
  return new Map([...byBuild].map(([type, all]) => [type, all.map(({ sbom }) => sbom)]))
}

interface SaidSbom {
  readonly file: string
  readonly sbom: ReadSbom
}

const NAMED_BY = 'the name of an SBOM is that of its file up to the first dot'

function requireName(file: string, { name }: ReadSbom): void {
  if (!SBOM_NAME.test(name))
    throw usage(
      `--sbom ${file}: registries do not accept the SBOM name ${JSON.stringify(name)}: use 3 to 36 letters, digits and hyphens. Rename the file: ${NAMED_BY}`,
    )
}

function requireOwnNames(type: string, all: readonly SaidSbom[]): void {
  for (const [name, called] of Map.groupBy(all, ({ sbom }) => sbom.name)) {
    const files = called.map(({ file }) => file)
    if (files.length > 1)
      throw usage(
        `--sbom ${files.join(' and ')}: each would be the SBOM ${name} of ${type}, but a build has only one SBOM of each name. Rename all but one: ${NAMED_BY}`,
      )
  }
}

function placeOf(builds: readonly FoundBuild[], text: string): readonly [componentType: string, file: string] {
  const types = builds.map(({ componentType }) => componentType)
  const named = types.find((type) => text.startsWith(`${type}=`))
  if (named !== undefined) return [named, text.slice(named.length + 1)]
  const [only] = types
  if (only !== undefined && types.length === 1) return [only, text]
  throw usage(
    `--sbom ${text}: there are several builds. Name one, as in ${only ?? 'COMPONENT'}=${text}: ${types.join(', ')}`,
  )
}
