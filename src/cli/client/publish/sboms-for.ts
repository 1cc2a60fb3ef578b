import { usage } from '../client-failure.ts'
import { type ReadSbom, readSbom } from '../registry/sbom/read-sbom.ts'
import type { FoundBuild } from './found-work/found-work.ts'

/** The SBOMs that are said, each `FILE`, or `COMPONENT=FILE` of one of several builds, by the component types of the builds. */
export async function sbomsFor(
  builds: readonly FoundBuild[],
  said: readonly string[],
): Promise<ReadonlyMap<string, readonly ReadSbom[]>> {
  const read = await Promise.all(
    said.map(async (text) => {
      const [componentType, file] = placeOf(builds, text)
      return { componentType, sbom: await readSbom(file, {}) }
    }),
  )
  const byBuild = Map.groupBy(read, ({ componentType }) => componentType)
  return new Map([...byBuild].map(([type, all]) => [type, all.map(({ sbom }) => sbom)]))
}

function placeOf(builds: readonly FoundBuild[], text: string): readonly [componentType: string, file: string] {
  const types = builds.map(({ componentType }) => componentType)
  const named = types.find((type) => text.startsWith(`${type}=`))
  if (named !== undefined) return [named, text.slice(named.length + 1)]
  const [only] = types
  if (only !== undefined && types.length === 1) return [only, text]
  throw usage(
    `--sbom ${text}: there are several builds. Say of which it is, as ${only ?? 'COMPONENT'}=${text}, of ${types.join(', ')}`,
  )
}
