// Rows to domain objects and back, for versions and what they are made of. They are read as documents.ts selects them.
import type { ParentEdge } from '../../domain/catalog/ancestry/ancestry.ts'
import type { Artifact, Build, BuildMetadata } from '../../domain/catalog/build/build.ts'
import type { BuildOutline, Version, VersionOutline } from '../../domain/catalog/version/version.ts'
import { json, labelsFrom } from '../query/column-values.ts'
import type * as rows from '../schema.ts'
import type { ArtifactValues, BuildOutlineValues, BuildValues, ParentValues } from './documents.ts'
import { effectiveRevocation, type RevocationDocument } from './revocation-columns.ts'
import { INCOMPLETE } from './validity.ts'

export const versionRow = (version: Version): rows.VersionRow => ({
  id: version.id,
  bucket_id: version.bucketId,
  fingerprint: version.fingerprint,
  template_type: version.templateType,
  sequence: version.sequence ?? INCOMPLETE,
  author_id: version.authorId,
  created_at: version.createdAt,
  updated_at: version.updatedAt,
})

/** A version with what the registry knows about it elsewhere. */
interface VersionDocument extends rows.VersionRow {
  readonly bucket_name: string
  readonly revocation: RevocationDocument | null
  readonly inherited_revocation: RevocationDocument | null
  readonly parents: readonly ParentValues[]
  readonly has_descendants: number | boolean
}

const parentFrom = ([, versionId, channelVersionId]: ParentValues): ParentEdge => ({ versionId, channelVersionId })

/** A version with all below it, as documents.ts selects it. */
export interface VersionColumns {
  readonly version: rows.Json
  readonly builds: rows.Json
  readonly artifacts: rows.Json
}

export function versionFrom({ version, builds, artifacts }: VersionColumns): Version {
  const artifactsOf = artifactsByBuild(artifacts)
  return {
    ...versionFacts(version),
    builds: (JSON.parse(builds) as BuildValues[]).map((build) => readBuild(build, artifactsOf)).sort(byAge),
  }
}

export const versionOutlineFrom = ({ version, builds }: Omit<VersionColumns, 'artifacts'>): VersionOutline => ({
  ...versionFacts(version),
  builds: (JSON.parse(builds) as BuildOutlineValues[]).map(outlineBuild).sort(byAge),
})

export const outlineBuild = ([
  id,
  componentType,
  status,
  platform,
  createdAt,
  updatedAt,
]: BuildOutlineValues): BuildOutline => ({
  id,
  componentType,
  status,
  platform,
  createdAt,
  updatedAt,
})

export function versionFacts(version: rows.Json): Omit<VersionOutline, 'builds'> {
  const row = JSON.parse(version) as VersionDocument
  return {
    id: row.id,
    bucketId: row.bucket_id,
    bucketName: row.bucket_name,
    fingerprint: row.fingerprint,
    templateType: row.template_type,
    sequence: row.sequence === INCOMPLETE ? null : row.sequence,
    authorId: row.author_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revocation: effectiveRevocation(row.revocation, row.inherited_revocation),
    parents: row.parents.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(parentFrom),
    hasDescendants: Boolean(row.has_descendants),
  }
}

export const byAge = (one: Aged, other: Aged): number =>
  one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id) ? -1 : 1

type Aged = Pick<Build, 'id' | 'createdAt'>

export const buildRow = (build: Build): rows.BuildRow => ({
  id: build.id,
  version_id: build.versionId,
  component_type: build.componentType,
  status: build.status,
  platform: build.platform,
  packer_run_uuid: build.packerRunUuid,
  labels: json(build.labels),
  source_external_identifier: build.sourceExternalIdentifier,
  parent_version_id: build.parentVersionId,
  parent_channel_id: build.parentChannelId,
  metadata: build.metadata === null ? null : json(build.metadata),
  heartbeat_at: build.heartbeatAt,
  started_at: build.startedAt,
  created_at: build.createdAt,
  updated_at: build.updatedAt,
})
export const buildFrom = (row: { readonly build: rows.Json; readonly artifacts: rows.Json }): Build =>
  readBuild(JSON.parse(row.build) as BuildValues, artifactsByBuild(row.artifacts))

function readBuild(values: BuildValues, artifactsOf: ReadonlyMap<string, readonly Artifact[]>): Build {
  const [
    id,
    versionId,
    componentType,
    status,
    platform,
    packerRunUuid,
    labels,
    sourceExternalIdentifier,
    parentVersionId,
    parentChannelId,
    metadata,
    heartbeatAt,
    startedAt,
    createdAt,
    updatedAt,
  ] = values
  return {
    id,
    versionId,
    componentType,
    status,
    platform,
    packerRunUuid,
    labels: labelsFrom(labels),
    artifacts: artifactsOf.get(id) ?? [],
    sourceExternalIdentifier,
    parentVersionId,
    parentChannelId,
    metadata: metadata === null ? null : (JSON.parse(metadata) as BuildMetadata),
    heartbeatAt,
    startedAt,
    createdAt,
    updatedAt,
  }
}

export const artifactRow = (artifact: Artifact, buildId: string, position: number): rows.ArtifactRow => ({
  id: artifact.id,
  build_id: buildId,
  position,
  external_identifier: artifact.externalIdentifier,
  region: artifact.region,
  created_at: artifact.createdAt,
})
export const artifactFrom = (row: Omit<rows.ArtifactRow, 'build_id' | 'position'>): Artifact => ({
  id: row.id,
  externalIdentifier: row.external_identifier,
  region: row.region,
  createdAt: row.created_at,
})

function artifactsByBuild(column: rows.Json): ReadonlyMap<string, readonly Artifact[]> {
  const found = new Map<string, Artifact[]>()
  const inOrder = (JSON.parse(column) as ArtifactValues[]).sort((one, other) => one[POSITION] - other[POSITION])
  for (const [buildId, id, , externalIdentifier, region, createdAt] of inOrder) {
    const artifact = { id, externalIdentifier, region, createdAt }
    const others = found.get(buildId)
    if (others === undefined) found.set(buildId, [artifact])
    else others.push(artifact)
  }
  return found
}

const POSITION = 2
