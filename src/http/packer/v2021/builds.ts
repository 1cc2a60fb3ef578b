import type { Artifact, ArtifactLocation, Build, BuildStatus } from '../../../domain/catalog/build/build.ts'
import { createBuild } from '../../../domain/catalog/build/create-build.ts'
import { deleteBuild } from '../../../domain/catalog/build/delete-build.ts'
import { getBuild, listBuilds, locateBuild } from '../../../domain/catalog/build/get-build.ts'
import type { BuildChanges } from '../../../domain/catalog/build/merge-build.ts'
import { updateBuild } from '../../../domain/catalog/build/update-build.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { onlyPage } from '../../wire/paging.ts'
import { locationOf, locationOut, type LocationParams } from '../../wire/view.ts'
import { iterationRef } from './iteration-ref.ts'
import type { HandlersOf, In, Out } from './messages.ts'

const statusIn = {
  UNSET: 'unset',
  RUNNING: 'running',
  DONE: 'done',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
} as const satisfies Record<Out<'BuildStatus'>, BuildStatus>
export const buildStatusOut = {
  unset: 'UNSET',
  running: 'RUNNING',
  done: 'DONE',
  cancelled: 'CANCELLED',
  failed: 'FAILED',
} as const satisfies Record<BuildStatus, Out<'BuildStatus'>>

const imageOut = (artifact: Artifact): Out<'Image'> => ({
  id: artifact.id,
  image_id: artifact.externalIdentifier,
  region: artifact.region,
  created_at: artifact.createdAt,
})

export const buildOut = (build: Build): Out<'Build'> => ({
  id: build.id,
  iteration_id: build.versionId,
  component_type: build.componentType,
  status: buildStatusOut[build.status],
  cloud_provider: build.platform,
  packer_run_uuid: build.packerRunUuid,
  labels: build.labels,
  images: build.artifacts.map(imageOut),
  source_image_id: build.sourceExternalIdentifier,
  source_build_ulid: '',
  created_at: build.createdAt,
  updated_at: build.updatedAt,
})

const imageIn = (image: In<'ImageCreateBody'>): ArtifactLocation => ({
  externalIdentifier: image.image_id ?? '',
  region: image.region ?? '',
})

/** The changes that the nested message asks for; clients leave out fields that they do not mean to change. */
const changes = (build: In<'BuildCreateBody'> & In<'BuildUpdates'>): BuildChanges => ({
  ...(build.status === undefined ? {} : { status: statusIn[build.status] }),
  ...(build.images === undefined ? {} : { artifacts: build.images.map(imageIn) }),
  platform: build.cloud_provider ?? '',
  packerRunUuid: build.packer_run_uuid ?? '',
  labels: build.labels ?? {},
  sourceExternalIdentifier: build.source_image_id ?? '',
  parentVersionId: build.source_iteration_id ?? '',
  parentChannelId: build.source_channel_id ?? '',
})

const buildKey = (params: LocationParams & { readonly build_id: string }) => ({
  location: locationOf(params),
  buildId: params.build_id,
})

export const buildHandlers = {
  async PackerService_CreateBuild({ params, body, heartbeats }, context) {
    const build = body.build ?? {}
    const ref = await iterationRef(params, params.bucket_slug, context)
    const created = await createBuild(context, {
      ...ref,
      componentType: build.component_type ?? '',
      changes: changes(build),
      heartbeats: heartbeats(),
    })
    return { build: buildOut(created) }
  },
  async PackerService_GetBuild({ params }, context) {
    return { build: buildOut(await getBuild(context, await locateBuild(context, buildKey(params)))) }
  },
  async PackerService_ListBuilds({ params }, context) {
    const builds = await listBuilds(context, await iterationRef(params, params.bucket_slug, context))
    return { builds: streamOut(builds, buildOut), location: locationOut(locationOf(params)), pagination: onlyPage }
  },
  async PackerService_UpdateBuild({ params, body, heartbeats }, context) {
    const ref = await locateBuild(context, buildKey(params))
    const update = { ...ref, changes: changes(body.updates ?? {}), heartbeats: heartbeats() }
    return { build: buildOut(await updateBuild(context, update)) }
  },
  async PackerService_DeleteBuild({ params }, context) {
    await deleteBuild(context, await locateBuild(context, buildKey(params)))
    return {}
  },
} satisfies HandlersOf<'CreateBuild' | 'GetBuild' | 'ListBuilds' | 'UpdateBuild' | 'DeleteBuild'>
