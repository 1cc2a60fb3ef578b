import { ApiError } from '../../../../../client/api-error.ts'
import { downloadKeptSbom, type SbomRegistry } from '../../sbom/download-sbom.ts'
import { instant, type ListedBucket, type ListedBuild, type ListedChannel, type ListedVersion } from '../records.ts'

/** A server of the API from which a registry is read: any kind of server, with any set of permissions. */
export interface Source extends SbomRegistry {
  /** What the source does not show, each stated once. */
  readonly lacks: Set<string>
}

/** The size of a page; a server returns fewer items if they are large. */
const PAGE = { 'pagination.page_size': 50 } as const

/** Not every server can sort by every field: one that cannot keeps its own order. */
async function* inOrder<Page>(pages: (query: object) => AsyncGenerator<Page>, field: string): AsyncGenerator<Page> {
  let isSorted = false
  try {
    for await (const page of pages({ 'sorting.order_by': [field] })) {
      isSorted = true
      yield page
    }
    return
  } catch (error) {
    if (isSorted || !(error instanceof ApiError && error.code === 'invalid_argument')) throw error
  }
  yield* pages({})
}

/** All buckets in the given order, or those with these names. */
export async function* bucketsOf(
  { client }: Source,
  names: readonly string[] | null,
  order: 'name' | 'created_at' = 'name',
): AsyncGenerator<ListedBucket> {
  if (names !== null) {
    for (const bucket_name of names) {
      const { bucket } = await client.call('PackerService_GetBucket', { params: { bucket_name } })
      if (bucket !== null) yield bucket
    }
    return
  }
  const pages = (query: object) => client.pages('PackerService_ListBuckets', { query: { ...PAGE, ...query } })
  for await (const { buckets } of inOrder(pages, order)) yield* buckets
}

/** Counts complete versions, as buckets report them. */
export async function versionsIn(source: Source, names: readonly string[] | null): Promise<number> {
  let versions = 0
  for await (const { version_count: count } of bucketsOf(source, names)) versions += Number(count)
  return versions
}

/** With their builds, oldest first if the server can sort so. */
export async function* versionsOf(source: Source, bucket: string): AsyncGenerator<ListedVersion> {
  const params = { bucket_name: bucket }
  const pages = (query: object) =>
    source.client.pages('PackerService_ListVersions', { params, query: { ...PAGE, ...query } })
  for await (const { versions } of inOrder(pages, 'created_at'))
    for (const version of versions) yield { ...version, builds: await buildsOf(source, version) }
}

/** The builds of a version, which not every server lists with it. */
async function buildsOf({ client }: Source, version: ListedVersion): Promise<readonly ListedBuild[]> {
  if (version.builds.length > 0 || version.status === 'VERSION_RUNNING') return version.builds
  const params = { bucket_name: version.bucket_name, fingerprint: version.fingerprint }
  const builds: ListedBuild[] = []
  for await (const page of client.pages('PackerService_ListBuilds', { params })) builds.push(...page.builds)
  return builds
}

export async function channelsOf(source: Source, bucket: string): Promise<readonly ListedChannel[]> {
  const { channels } = await source.client.call('PackerService_ListChannels', { params: { bucket_name: bucket } })
  if (!channels.some(({ name }) => name === 'latest'))
    source.lacks.add(
      'restricted channels, "latest" among them: viewers cannot see them. To include them, use a role that can, such as packer.publisher or contributor',
    )
  return channels
}

export interface FoundDocument {
  readonly id: string
  readonly name: string
  readonly format: 'CYCLONEDX' | 'SPDX'
  /** As the source returned it: compressed with zstd, or uncompressed. */
  readonly bytes: Buffer
}

/** The SBOMs of a build, one in memory at a time; none if the source does not list SBOMs. */
export async function* sbomsOf(
  source: Source,
  version: ListedVersion,
  build: ListedBuild,
): AsyncGenerator<FoundDocument> {
  const params = { bucket_name: version.bucket_name, fingerprint: version.fingerprint, build_id: build.id }
  const { client, lacks } = source
  if (lacks.has(NO_SBOMS)) return
  const listed = await client.call('PackerService_ListSboms', { params }).catch((error: unknown) => {
    if (!(error instanceof ApiError && HIDDEN.includes(error.status))) throw error
    lacks.add(NO_SBOMS)
    return { sboms: [] }
  })
  for (const { id, name, format } of listed.sboms) {
    const kept = { params: { ...params, sbom_name: name }, of: `${version.bucket_name}@${version.name}` }
    yield { id, name, format, bytes: await downloadKeptSbom(source, kept) }
  }
}

/** The statuses of an operation that the server does not have, or that a role or a tier does not allow. */
const HIDDEN: readonly number[] = [403, 404, 405, 501]
const NO_SBOMS = 'SBOMs: the source does not list any, at least not to these credentials'

export interface FoundAssignment {
  readonly version_fingerprint: string
  readonly author_id: string
  readonly assigned_at: string
}

/** The history of a channel, page by page, newest first. */
export async function* historyOf(
  { client }: Source,
  { bucket_name, name }: ListedChannel,
): AsyncGenerator<readonly FoundAssignment[]> {
  const params = { bucket_name, channel_name: name }
  for await (const page of client.pages('PackerService_ListChannelAssignmentHistory', { params, query: PAGE }))
    yield page.history.map(({ version, author_id, assigned_at }) => ({
      version_fingerprint: version?.fingerprint ?? '',
      author_id,
      assigned_at: instant(assigned_at),
    }))
}

export interface FoundParent {
  readonly bucket_name: string
  readonly fingerprint: string
  readonly version_id: string
  readonly channel_name: string
}

/** The parents of a version, oldest first. */
export async function parentsOf({ client }: Source, version: ListedVersion): Promise<readonly FoundParent[]> {
  const params = { bucket_name: version.bucket_name }
  const query = { type: 'ANCESTRY_TYPE_PARENTS', version_fingerprint: version.fingerprint } as const
  const found: FoundParent[] = []
  for await (const { relations } of client.pages('PackerService_ListBucketAncestry', { params, query }))
    for (const { parent } of relations)
      if (parent !== null)
        found.unshift({
          bucket_name: parent.bucket_name,
          fingerprint: parent.version_fingerprint,
          version_id: parent.version_id,
          channel_name: parent.channel_name,
        })
  return found
}
