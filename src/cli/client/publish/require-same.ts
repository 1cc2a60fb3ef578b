import type { Operations } from '../../../client/apis.ts'
import type { Client } from '../../../client/client.ts'
import { refused } from '../client-failure.ts'
import { type Build, buildsOf } from '../registry/build/build-list.ts'
import type { Version } from '../registry/reference.ts'
import { type FoundSbom, sbomsOfBuilds } from '../registry/sbom/sbom-list.ts'
import { versionText } from '../registry/version-status.ts'
import { differences } from './differences.ts'
import type { Publication } from './publication.ts'

/** What a version has for good of what is published: all of it once it is complete, before that the builds that are done. */
export interface Content {
  readonly version: Version
  readonly builds: readonly Build[]
  /** None where none are published: nobody asks for them then. */
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

/** The same of one that is complete. */
export const wholeContentOf = async (
  client: Client<Operations>,
  publication: Publication,
  version: Version,
): Promise<Content> => contentOf(client, publication, { version, builds: await buildsOf(client, version) })

/** Throws `ClientFailure` where a complete version is not what is published, with all that differs. */
export function requireSame(publication: Publication, content: Content): void {
  const lines = [...differences(content.builds, publication, true), ...missingSboms(publication, content)]
  if (lines.length > 0)
    throw refused(
      `${publication.bucket} has a complete version ${versionText(content.version)} with other content: ${lines.join('; ')}. Say another --fingerprint for these`,
    )
}

/** A line for each document that can no more be kept with its build. */
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
