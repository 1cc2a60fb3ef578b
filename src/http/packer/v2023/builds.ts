import type { Artifact, ArtifactLocation, Build } from '../../../domain/catalog/build/build.ts'
import { createBuild } from '../../../domain/catalog/build/create-build.ts'
import { deleteBuild } from '../../../domain/catalog/build/delete-build.ts'
import { getBuild, listBuilds } from '../../../domain/catalog/build/get-build.ts'
import type { BuildChanges } from '../../../domain/catalog/build/merge-build.ts'
import { updateBuild } from '../../../domain/catalog/build/update-build.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { onlyPage } from '../../wire/paging.ts'
import { locationOf, locationOut, type LocationParams } from '../../wire/view.ts'
import { buildStatusIn, buildStatusOut } from '../build-status.ts'
import type { HandlersOf, In, Out } from './messages.ts'

export function buildOut(build: Build): Out<'Build'> {
  return {
    id: build.id,
    version_id: build.versionId,
    component_type: build.componentType,
    status: buildStatusOut[build.status],
    platform: build.platform,
    packer_run_uuid: build.packerRunUuid,
    labels: build.labels,
    artifacts: build.artifacts.map(artifactOut),
    source_external_identifier: build.sourceExternalIdentifier,
    metadata: build.metadata,
    created_at: build.createdAt,
    updated_at: build.updatedAt,
  }
}

export const artifactOut = (artifact: Artifact): Out<'Artifact'> => ({
  id: artifact.id,
  external_identifier: artifact.externalIdentifier,
  region: artifact.region,
  created_at: artifact.createdAt,
})

const artifactIn = (artifact: In<'ArtifactCreateBody'>): ArtifactLocation => ({
  externalIdentifier: artifact.external_identifier ?? '',
  region: artifact.region ?? '',
})

/** The changes that the body asks for; clients leave out fields that they do not mean to change. */
function changes(body: In<'CreateBuildBody'> & In<'UpdateBuildBody'>): BuildChanges {
  const { metadata } = body
  return {
    ...(body.status === undefined ? {} : { status: buildStatusIn[body.status] }),
    ...(body.artifacts === undefined ? {} : { artifacts: body.artifacts.map(artifactIn) }),
    ...(metadata === undefined
      ? {}
      : { metadata: { packer: metadata.packer ?? null, cicd: metadata.cicd ?? null, vcs: metadata.vcs ?? null } }),
    platform: body.platform ?? '',
    packerRunUuid: body.packer_run_uuid ?? '',
    labels: body.labels ?? {},
    sourceExternalIdentifier: body.source_external_identifier ?? '',
    parentVersionId: body.parent_version_id ?? '',
    parentChannelId: body.parent_channel_id ?? '',
  }
}

type BucketParams = LocationParams & { readonly bucket_name: string }
type VersionParams = BucketParams & { readonly fingerprint: string }

export const bucketRef = (params: BucketParams) => ({
  location: locationOf(params),
  bucketName: params.bucket_name,
})

export const versionRef = (params: VersionParams) => ({ ...bucketRef(params), fingerprint: params.fingerprint })

export const buildRef = (params: VersionParams & { readonly build_id: string }) => ({
  ...versionRef(params),
  buildId: params.build_id,
})

export const buildHandlers = {
  async PackerService_CreateBuild({ params, body, heartbeats }, context) {
    const componentType = body.component_type ?? ''
    const creation = { ...versionRef(params), componentType, changes: changes(body), heartbeats: heartbeats() }
    return { build: buildOut(await createBuild(context, creation)) }
  },
  async PackerService_GetBuild({ params }, context) {
    return { build: buildOut(await getBuild(context, buildRef(params))) }
  },
  async PackerService_ListBuilds({ params }, context) {
    const builds = await listBuilds(context, versionRef(params))
    return { builds: streamOut(builds, buildOut), location: locationOut(locationOf(params)), pagination: onlyPage }
  },
  async PackerService_UpdateBuild({ params, body, heartbeats }, context) {
    const update = { ...buildRef(params), changes: changes(body), heartbeats: heartbeats() }
    return { build: buildOut(await updateBuild(context, update)) }
  },
  async PackerService_DeleteBuild({ params }, context) {
    await deleteBuild(context, buildRef(params))
    return {}
  },
} satisfies HandlersOf<'CreateBuild' | 'GetBuild' | 'ListBuilds' | 'UpdateBuild' | 'DeleteBuild'>
