// The requests of one `packer build` by the Packer releases that use packer 2021-04-30, with the bodies that their generated clients
// marshal: fields in alphabetical order, empty ones omitted, null where a Go slice is nil, a newline at the end.
import { randomUUID } from 'node:crypto'
import type { Answer, Server } from './client.ts'
import type { Labels } from './packer-run.ts'
import type { Raw } from './raw-client.ts'

/** One of each generation: SDK 0.13, SDK 0.20, SDK 0.36. */
export const oldPackers = ['1.7.7', '1.8.4', '1.9.4'] as const
export type OldPacker = (typeof oldPackers)[number]

export interface IterationRun {
  readonly runUuid: string
  readonly createBucket: (wanted: Wanted) => Promise<Answer>
  /** Sent whenever the bucket exists, with everything that the template specifies. */
  readonly updateBucket: (wanted: Wanted) => Promise<Answer>
  readonly getIteration: () => Promise<Answer>
  readonly createIteration: () => Promise<Answer>
  readonly listBuilds: (iterationId: string) => Promise<Answer>
  readonly createBuild: (iterationId: string, componentType: string) => Promise<Answer>
  /** Starts a build and, since 1.8.3, serves as its heartbeat. The first releases sent the labels each time. */
  readonly running: (buildId: string, labels: Labels) => Promise<Answer>
  readonly failed: (buildId: string) => Promise<Answer>
  readonly cancelled: (buildId: string) => Promise<Answer>
  readonly done: (buildId: string, told: Told) => Promise<Answer>
  /** The requests of the data sources `hcp-packer-iteration` and `hcp-packer-image`: by channel, the latter also by iteration. */
  readonly getChannel: (slug: string) => Promise<Answer>
  readonly getIterationById: (id: string) => Promise<Answer>
}

interface Wanted {
  readonly description?: string
  readonly labels?: Labels
}

interface Told {
  readonly labels: Labels
  /** Sent since 1.8.2. */
  readonly parent?: { readonly iterationId: string; readonly channelId: string }
}

/** The artifact that the `file` builder reports for a build that is done. */
export const IMAGE = { image_id: 'image.txt', region: '.' } as const

export function iterationRun(
  raw: Raw,
  server: Server,
  {
    packer,
    bucket,
    fingerprint,
  }: { readonly packer: OldPacker; readonly bucket: string; readonly fingerprint: string },
): IterationRun {
  const runUuid = randomUUID()
  // Up to 1.8.4, clients send whole proto messages, which repeat the parameters of the path.
  const isWhole = packer !== '1.9.4'
  const base = `//packer/2021-04-30/organizations/${server.organizationId}/projects/${server.projectId}`
  const json = (body: object) => `${JSON.stringify(body)}\n`
  const get = (path: string) => raw({ method: 'GET', path: base + path })
  const patchBuild = (buildId: string, updates: object) => {
    const body = { ...(isWhole ? { build_id: buildId } : {}), updates }
    return raw({ method: 'PATCH', path: `${base}/builds/${buildId}`, body: json(body) })
  }
  const labelled = (labels: Labels) => (Object.keys(labels).length > 0 ? { labels } : {})
  const report = (buildId: string, status: string, labels: Labels) =>
    patchBuild(buildId, { images: null, ...labelled(labels), packer_run_uuid: runUuid, status })
  return {
    runUuid,
    createBucket: (wanted) =>
      raw({ method: 'PUT', path: `${base}/images`, body: json({ bucket_slug: bucket, ...wanted }) }),
    updateBucket: (wanted) => {
      const body = { ...(packer === '1.8.4' ? { bucket_slug: bucket } : {}), ...wanted, platforms: null }
      return raw({ method: 'PATCH', path: `${base}/images/${bucket}`, body: json(body) })
    },
    getIteration: () => get(`/images/${bucket}/iteration?fingerprint=${fingerprint}`),
    createIteration: () => {
      const body = isWhole ? { bucket_slug: bucket, fingerprint } : { fingerprint, template_type: 'HCL2' }
      return raw({ method: 'POST', path: `${base}/images/${bucket}/iterations`, body: json(body) })
    },
    listBuilds: (iterationId) => get(`/images/${bucket}/iterations/${iterationId}/builds`),
    createBuild: (iterationId, componentType) => {
      const build = { component_type: componentType, images: null, packer_run_uuid: runUuid, status: 'UNSET' }
      const body = isWhole
        ? { bucket_slug: bucket, build, fingerprint, iteration_id: iterationId }
        : { build, fingerprint }
      return raw({ method: 'POST', path: `${base}/images/${bucket}/iterations/${iterationId}`, body: json(body) })
    },
    running: (buildId, labels) => report(buildId, 'RUNNING', packer === '1.7.7' ? labels : {}),
    failed: (buildId) => report(buildId, 'FAILED', {}),
    cancelled: (buildId) => report(buildId, 'CANCELLED', {}),
    done: (buildId, { labels, parent }) =>
      patchBuild(buildId, {
        cloud_provider: 'packer.file',
        images: [IMAGE],
        ...labelled(labels),
        packer_run_uuid: runUuid,
        ...(parent ? { source_channel_id: parent.channelId } : {}),
        source_image_id: 'source',
        ...(parent ? { source_iteration_id: parent.iterationId } : {}),
        status: 'DONE',
      }),
    getChannel: (slug) => get(`/images/${bucket}/channels/${slug}`),
    getIterationById: (id) => get(`/images/${bucket}/iteration?iteration_id=${id}`),
  }
}
