import { isDeepStrictEqual } from 'node:util'
import { fail, failedPrecondition, invalidArgument, notFound } from '../../errors.ts'
import { requireBuildCount, requireRoom } from '../build/build-weight.ts'
import type { Build } from '../build/build.ts'
import { requireLengths } from '../build/merge-build.ts'
import { isComplete } from '../version/version.ts'
import { type BuildRecord, type Imported, imported } from './import-record.ts'
import { bucketOf, idOf, idsOf, type Importing, requirePast, versionOf } from './importing.ts'

/**
 * Creates a build as it is in the source, or updates one that went on there. A build that is done never changes, and a complete
 * version gets no other builds: anything that differs is refused.
 */
export async function importBuild(importing: Importing, record: BuildRecord): Promise<Imported> {
  const { bucketName, fingerprint, componentType, createdAt, updatedAt } = record
  if (componentType === '') throw invalidArgument('component_type', 'is required, such as "amazon-ebs.ubuntu"')
  requireLengths(record)
  requirePast(importing, { created_at: createdAt, updated_at: updatedAt })
  const { tx } = importing.change
  const bucket = await bucketOf(importing, bucketName)
  const { builds } = await versionOf(importing, bucket, fingerprint)
  const id = builds.find((build) => build.componentType === componentType)?.id ?? null
  const { version, build: before = null } =
    (await tx.versions.findAroundBuild(bucket.id, fingerprint, id)) ?? fail(notFound('version', fingerprint))
  if (before !== null && isSame(before, record)) return imported('unchanged')
  if (isComplete(version) || before?.status === 'done')
    throw failedPrecondition(
      `build "${componentType}" of version "${fingerprint}" in bucket "${bucketName}" is ${before === null ? 'not there, and the version is complete' : 'done here, with other content'}: it cannot be another one any more`,
    )
  if (before === null) requireBuildCount(version)
  const after = await buildFrom(importing, record, { version, before })
  requireRoom(version, before, after)
  if (before === null) await tx.builds.insert(after)
  else await tx.builds.update(after, before)
  return imported(before === null ? 'created' : 'updated')
}

interface Around {
  readonly version: { readonly id: string }
  readonly before: Build | null
}

async function buildFrom(importing: Importing, record: BuildRecord, { version, before }: Around): Promise<Build> {
  const ids = await idsOf(
    importing,
    'artifact',
    record.artifacts.map(({ id }) => id),
  )
  return {
    id: before?.id ?? (await idOf(importing, 'build', record.id)),
    versionId: version.id,
    componentType: record.componentType,
    status: record.status,
    platform: record.platform,
    packerRunUuid: record.packerRunUuid,
    labels: record.labels,
    artifacts: record.artifacts.map((artifact, index) => ({ ...artifact, id: ids[index] ?? artifact.id })),
    sourceExternalIdentifier: record.sourceExternalIdentifier,
    parentVersionId: before?.parentVersionId ?? '',
    parentChannelId: before?.parentChannelId ?? '',
    metadata: record.metadata,
    heartbeatAt: null,
    // It runs elsewhere and gives no sign of life here. If it is never imported again, it is cancelled like any other.
    startedAt: record.status === 'running' ? importing.change.now : null,
    createdAt: before?.createdAt ?? record.createdAt,
    updatedAt: record.updatedAt,
  }
}

function isSame(build: Build, record: BuildRecord): boolean {
  const shown = ({ artifacts, ...rest }: Build | BuildRecord) => [
    rest.status,
    rest.platform,
    rest.packerRunUuid,
    rest.labels,
    rest.sourceExternalIdentifier,
    rest.metadata,
    rest.createdAt,
    rest.updatedAt,
    artifacts.map(({ externalIdentifier, region, createdAt }) => [externalIdentifier, region, createdAt]),
  ]
  return isDeepStrictEqual(shown(build), shown(record))
}
