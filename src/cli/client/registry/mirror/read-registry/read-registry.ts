// Reads a registry as records, in the order in which another can take them: nothing in use is ever there by half, and nothing revoked is
// ever there as valid. First come all versions; those that inherit a revocation are revoked and completed once its origin has been sent.
// Then come channels, then ancestry, which names channels.
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { isZstd } from '../../sbom/download-sbom.ts'
import type { Counts, ListedBuild, ListedVersion, MirrorRecord } from '../records.ts'
import { instant } from '../records.ts'
import { digestOf, versionShown } from './comparable.ts'
import { bucketsOf, channelsOf, historyOf, parentsOf, sbomsOf, type Source, versionsOf } from './source.ts'
import { buildRecord, completionRecords, isInherited, revocationRecords, versionRecord } from './version-records.ts'

/** What the target already has of a version. */
export interface KnownVersion {
  readonly digest: string
  readonly hasParents: boolean
}
export type KnownVersions = ReadonlyMap<string, KnownVersion>

export interface Reading {
  /** Null for all buckets. */
  readonly buckets: readonly string[] | null
  /** The versions of a bucket that need not be read again, by fingerprint. */
  readonly known: (bucket: string) => Promise<KnownVersions>
  /**
   * Whether everything of a version comes before the next one, for a writer that cannot return to it. Parents then come first, as far as
   * age tells.
   */
  readonly isWhole: boolean
  /** Counted up while reading. */
  readonly counts: Counts
  readonly onVersion: () => void
}

/** What the first pass finds out for the later ones. */
interface Findings {
  readonly names: string[]
  readonly withHeirs: Set<string>
  readonly withParents: Set<string>
  /** Revoked themselves, with descendants: each as `bucket fingerprint`. */
  readonly revokedParents: Set<string>
  readonly inheritedFrom: Set<string>
}

export async function* readRegistry(source: Source, reading: Reading): AsyncGenerator<MirrorRecord> {
  const findings: Findings = {
    names: [],
    withHeirs: new Set(),
    withParents: new Set(),
    revokedParents: new Set(),
    inheritedFrom: new Set(),
  }
  for await (const bucket of bucketsOf(source, reading.buckets, reading.isWhole ? 'created_at' : 'name')) {
    findings.names.push(bucket.name)
    reading.counts.buckets += 1
    const latest = (await channelsOf(source, bucket.name)).find(({ name }) => name === 'latest')
    yield {
      bucket: {
        name: bucket.name,
        id: bucket.id,
        description: bucket.description,
        labels: bucket.labels,
        ...(latest && {
          latest: {
            id: latest.id,
            author_id: latest.author_id,
            restricted: latest.restricted,
            created_at: instant(latest.created_at),
          },
        }),
        created_at: instant(bucket.created_at),
        updated_at: instant(bucket.updated_at),
      },
    }
    yield* bucketVersions(source, reading, findings, bucket.name)
  }
  if (!reading.isWhole) {
    for (const bucket of findings.withHeirs) yield* heirsIn(source, reading, bucket)
    yield* sparingRevocations(source, findings)
  }
  for (const bucket of findings.names) yield* bucketChannels(source, reading, bucket)
  if (!reading.isWhole) for (const bucket of findings.withParents) yield* bucketParents(source, reading, bucket)
}

const placeText = (bucket: string, fingerprint: string) => `${bucket} ${fingerprint}`

async function* bucketVersions(
  source: Source,
  reading: Reading,
  findings: Findings,
  bucket: string,
): AsyncGenerator<MirrorRecord> {
  const known = await reading.known(bucket)
  for await (const version of versionsOf(source, bucket)) {
    reading.onVersion()
    note(version, reading, findings)
    if (known.get(version.fingerprint)?.digest === digestOf(versionShown(version))) continue
    yield versionRecord(version)
    if (reading.isWhole && version.parents) yield* parentRecords(source, version)
    for (const build of version.builds) {
      yield buildRecord(version, build)
      yield* sbomRecords(source, reading, version, build)
    }
    if (isInherited(version) && !reading.isWhole) continue
    yield* revocationRecords(version)
    yield* completionRecords(version, version.builds.length)
  }
}

function note(version: ListedVersion, { counts }: Reading, findings: Findings): void {
  const { bucket_name: bucket, fingerprint, revocation_inherited_from: ancestor } = version
  counts.versions += 1
  counts.builds += version.builds.length
  for (const { artifacts } of version.builds) counts.artifacts += artifacts.length
  if (isInherited(version)) findings.withHeirs.add(bucket)
  else if (version.revoke_at !== null && version.has_descendants)
    findings.revokedParents.add(placeText(bucket, fingerprint))
  if (ancestor) findings.inheritedFrom.add(placeText(ancestor.bucket_name, ancestor.version_fingerprint))
  if (version.parents) {
    counts.parents += 1
    findings.withParents.add(bucket)
  }
}

async function* sbomRecords(
  source: Source,
  { counts }: Reading,
  version: ListedVersion,
  build: ListedBuild,
): AsyncGenerator<MirrorRecord> {
  for await (const { bytes, id, name, format } of sbomsOf(source, version, build)) {
    counts.sboms += 1
    const compressed = isZstd(bytes) ? bytes : await promisify(zstdCompress)(bytes)
    yield {
      sbom: {
        bucket_name: version.bucket_name,
        fingerprint: version.fingerprint,
        component_type: build.component_type,
        id,
        name,
        format,
        compressed_sbom: compressed.toString('base64'),
      },
    }
  }
}

async function* heirsIn(source: Source, reading: Reading, bucket: string): AsyncGenerator<MirrorRecord> {
  const known = await reading.known(bucket)
  for await (const version of versionsOf(source, bucket)) {
    if (!isInherited(version) || known.get(version.fingerprint)?.digest === digestOf(versionShown(version))) continue
    yield* revocationRecords(version)
    yield* completionRecords(version, version.builds.length)
  }
}

/** No server says that a revocation spares the descendants of its version. If there are descendants, and none inherits it, it does. */
async function* sparingRevocations(
  { client }: Source,
  { revokedParents, inheritedFrom }: Findings,
): AsyncGenerator<MirrorRecord> {
  for (const place of revokedParents.difference(inheritedFrom)) {
    const [bucket_name = '', fingerprint = ''] = place.split(' ')
    const { version } = await client.call('PackerService_GetVersion', { params: { bucket_name, fingerprint } })
    if (version !== null && !isInherited(version)) yield* revocationRecords(version, true)
  }
}

async function* bucketChannels(source: Source, { counts }: Reading, bucket: string): AsyncGenerator<MirrorRecord> {
  const channels = await channelsOf(source, bucket)
  if (!channels.some(({ name }) => name === 'latest')) {
    const long_ago = instant('1970-01-01T00:00:00Z')
    yield { channel: { bucket_name: bucket, name: 'latest', created_at: long_ago, updated_at: long_ago } }
  }
  for (const channel of channels) {
    counts.channels += 1
    yield {
      channel: {
        bucket_name: bucket,
        name: channel.name,
        id: channel.id,
        author_id: channel.author_id,
        restricted: channel.restricted,
        version_fingerprint: channel.version?.fingerprint ?? '',
        created_at: instant(channel.created_at),
        updated_at: instant(channel.updated_at),
      },
    }
    for await (const assignments of historyOf(source, channel)) {
      counts.assignments += assignments.length
      if (assignments.length > 0) yield { history: { bucket_name: bucket, channel_name: channel.name, assignments } }
    }
  }
}

async function* bucketParents(source: Source, reading: Reading, bucket: string): AsyncGenerator<MirrorRecord> {
  const known = await reading.known(bucket)
  for await (const version of versionsOf(source, bucket))
    if (version.parents && !known.get(version.fingerprint)?.hasParents) yield* parentRecords(source, version)
}

async function* parentRecords(source: Source, version: ListedVersion): AsyncGenerator<MirrorRecord> {
  const parents = [...(await parentsOf(source, version))]
  if (parents.length > 0)
    yield { parents: { bucket_name: version.bucket_name, fingerprint: version.fingerprint, parents } }
}
