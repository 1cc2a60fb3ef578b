import type { ClientContext } from '../client-command.ts'
import { refused } from '../client-failure.ts'
import { buildsOf } from '../registry/build/build-list.ts'
import type { Version } from '../registry/reference.ts'
import { sbomsOf } from '../registry/sbom/sbom-list.ts'
import { versionText } from '../registry/version-status.ts'
import { differences } from './differences.ts'
import type { Publication } from './publication.ts'

/** Throws `ClientFailure` where a complete version is not what is published, with all that differs. */
export async function requireSame(context: ClientContext, publication: Publication, version: Version): Promise<void> {
  const builds = await buildsOf(context.client, version)
  const lines = [...differences(builds, publication, true), ...(await missingSboms(context, publication, version))]
  if (lines.length > 0)
    throw refused(
      `${publication.bucket} has a complete version ${versionText(version)} with other content: ${lines.join('; ')}. Say another --fingerprint for these`,
    )
}

async function missingSboms({ client }: ClientContext, { builds }: Publication, version: Version): Promise<string[]> {
  if (builds.every(({ sboms }) => sboms.length === 0)) return []
  const known = await sbomsOf(client, version, undefined)
  return builds.flatMap(({ componentType, sboms }) =>
    sboms
      .filter(
        ({ name }) => !known.some(({ sbom, build }) => build.component_type === componentType && sbom.name === name),
      )
      .map(({ name }) => `it lacks the SBOM ${name} of ${componentType}`),
  )
}
