import { isDeepStrictEqual } from 'node:util'
import type { ClientContext } from '../client-command.ts'
import { refused } from '../client-failure.ts'
import { downloadKeptSbom } from '../registry/sbom/download-sbom.ts'
import { unpackSbom } from '../registry/sbom/unpack-sbom.ts'
import { isComplete, versionText } from '../registry/version-status.ts'
import { versionParams } from '../registry/version/version-reach.ts'
import type { Publication } from './publication.ts'
import type { Content } from './require-same.ts'

/**
 * Throws `ClientFailure` if what a version has recorded for good differs in anything but its images: the documents of its SBOMs, its parent
 * or its commit. None of that can be recorded any more. The version must have some CI job, but not the same one: a job that runs again
 * reports new details.
 */
export async function requireSameSources(
  context: ClientContext,
  publication: Publication,
  content: Content,
): Promise<void> {
  const lines = [
    ...otherOrigins(publication, content),
    ...(await otherParent(context, publication, content)),
    ...(await otherSboms(context, publication, content)),
  ]
  if (lines.length > 0)
    throw refused(
      `${publication.bucket} has the version ${versionText(content.version)}, ${whyNoMore(content)}: ${lines.join('; ')}. Omit that, or use another --fingerprint`,
    )
}

function whyNoMore({ version, builds }: Content): string {
  if (isComplete(version)) return 'which is complete and can no longer change'
  const types = builds.map(({ component_type: type }) => type).join(', ')
  return `which is not complete, but whose finished builds, ${types}, can no longer change`
}

function otherOrigins({ metadata }: Publication, { builds }: Content): readonly string[] {
  if (metadata === null) return []
  return builds.flatMap(({ component_type: type, metadata: known }) => [
    ...(metadata.vcs !== undefined && !isDeepStrictEqual(known?.vcs ?? null, metadata.vcs)
      ? [
          known?.vcs
            ? `it has another commit of ${type}, or another state of it, than --git reports`
            : `it has no commit of ${type}, which --git would record`,
        ]
      : []),
    ...(metadata.cicd !== undefined && !known?.cicd ? [`it has no CI job of ${type}, which --ci would record`] : []),
  ])
}

/** A channel may have moved since: what was built from its version then is still built from it. */
async function otherParent(
  { client }: ClientContext,
  { bucket, builds, parent: reference }: Publication,
  { version, builds: there }: Content,
): Promise<string[]> {
  if (reference === null || there.length === 0) return []
  const wanted = builds.map(({ parent }) => parent?.parent_version_id)
  const query = { type: 'ANCESTRY_TYPE_PARENTS', version_fingerprint: version.fingerprint }
  for await (const { relations } of client.pages('PackerService_ListBucketAncestry', {
    params: { bucket_name: bucket },
    query,
  }))
    for (const { parent } of relations)
      if (
        parent !== null &&
        (wanted.includes(parent.version_id) || `${parent.bucket_name}@${parent.channel_name}` === reference)
      )
        return []
  return [`it is not recorded as built from ${reference}`]
}

async function otherSboms(
  { client, server, signal }: ClientContext,
  { builds }: Publication,
  { version, sboms }: Content,
): Promise<string[]> {
  const lines: string[] = []
  for (const { sbom, build } of sboms) {
    const published = builds.find(({ componentType }) => componentType === build.component_type)
    const here = published?.sboms.find(({ name }) => name === sbom.name)
    if (here === undefined) continue
    const params = { ...versionParams(version), build_id: build.id, sbom_name: sbom.name }
    const of = `${version.bucket_name}@${version.name}`
    const there = await unpackSbom(await downloadKeptSbom({ ...server, client }, { params, of }, signal))
    const wanted = await unpackSbom(Buffer.from(here.compressed_sbom, 'base64'))
    if (!Buffer.from(wanted).equals(there))
      lines.push(`its SBOM ${sbom.name} of ${build.component_type} is another document`)
  }
  return lines
}
