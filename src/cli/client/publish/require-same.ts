import type { Operations } from '../../../client/apis.ts'
import type { Client } from '../../../client/client.ts'
import { refused } from '../client-failure.ts'
import { type Build, buildsOf } from '../registry/build/build-list.ts'
import type { Version } from '../registry/reference.ts'
import { type FoundSbom, sbomsOfBuilds } from '../registry/sbom/sbom-list.ts'
import { versionText } from '../registry/version-status.ts'
import { differences } from './differences.ts'
import type { Publication } from './publication.ts'

/** The parts of a version that can no longer change: all of it once it is complete, before that the builds that are done. */
export interface Content {
  readonly version: Version
  readonly builds: readonly Build[]
  /** Empty if the publication has none: they are not fetched then. */
  readonly sboms: readonly FoundSbom[]
}

export async function contentOf(
  client: Client<Operations>,
  publication: Publication,
  { version, builds }: Omit<Content, 'sboms'>,
): Promise<Content> {
  const hasSboms = publication.builds.some(({ sboms }) => sboms.length > 0)
  return { version, builds, sboms: hasSboms ? await sbomsOfBuilds(client, version, builds) : [] }
}

/** The content of a complete version. */
export const wholeContentOf = async (
  client: Client<Operations>,
  publication: Publication,
  version: Version,
): Promise<Content> => contentOf(client, publication, { version, builds: await buildsOf(client, version) })

/** Throws `ClientFailure`, with all differences, if a complete version differs from the publication. */
export function requireSame(publication: Publication, content: Content): void {
  const lines = [...differences(content.builds, publication, true), ...missingSboms(publication, content)]
  if (lines.length > 0)
    throw refused(
      `${publication.bucket} has a complete version ${versionText(content.version)} with other content: ${lines.join('; ')}. Use another --fingerprint for these images`,
    )
}

/** One line for each SBOM that can no longer be stored with its build. */
export const missingSboms = ({ builds }: Publication, content: Content): readonly string[] =>
  builds
    .filter(({ componentType }) => content.builds.some(({ component_type: type }) => type === componentType))
    .flatMap(({ componentType, sboms }) =>
      sboms
        .filter(
          ({ name }) =>
            !content.sboms.some(({ sbom, build }) => build.component_type === componentType && sbom.name === name),
        )
        .map(({ name }) => `it lacks the SBOM ${name} of ${componentType}`),
    )
