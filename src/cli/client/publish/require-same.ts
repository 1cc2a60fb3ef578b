import type { Operations } from '../../../client/apis.ts'
import type { Client } from '../../../client/client.ts'
import { refused } from '../client-failure.ts'
import { type Build, buildsOf } from '../registry/build/build-list.ts'
import type { Version } from '../registry/reference.ts'
import { type FoundSbom, sbomsOfBuilds } from '../registry/sbom/sbom-list.ts'
import { versionText } from '../registry/version-status.ts'
import { differences } from './differences.ts'
import type { Publication } from './publication.ts'

/** What a complete version has of what is published. */
export interface Content {
  readonly version: Version
  readonly builds: readonly Build[]
  /** None where none are published: nobody asks for them then. */
  readonly sboms: readonly FoundSbom[]
}

export async function contentOf(
  client: Client<Operations>,
  publication: Publication,
  version: Version,
): Promise<Content> {
  const builds = await buildsOf(client, version)
  const hasSboms = publication.builds.some(({ sboms }) => sboms.length > 0)
  return { version, builds, sboms: hasSboms ? await sbomsOfBuilds(client, version, builds) : [] }
}

/** Throws `ClientFailure` where a complete version is not what is published, with all that differs. */
export function requireSame(publication: Publication, content: Content): void {
  const lines = [...differences(content.builds, publication, true), ...missingSboms(publication, content)]
  if (lines.length > 0)
    throw refused(
      `${publication.bucket} has a complete version ${versionText(content.version)} with other content: ${lines.join('; ')}. Say another --fingerprint for these`,
    )
}

const missingSboms = ({ builds }: Publication, { sboms: known }: Content): readonly string[] =>
  builds.flatMap(({ componentType, sboms }) =>
    sboms
      .filter(
        ({ name }) => !known.some(({ sbom, build }) => build.component_type === componentType && sbom.name === name),
      )
      .map(({ name }) => `it lacks the SBOM ${name} of ${componentType}`),
  )
