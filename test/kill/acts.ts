// The changes that a writer makes to the registry, one at a time. An act first reads what it needs (ids of things that others
// may have made before a kill), then sends the one request that changes something, or is refused.
import { zstdCompressSync } from 'node:zlib'
import type { Answer, Json, Sent } from '../support/client.ts'

/** The registry as one caller reaches it. */
export interface Api {
  /** The body of the response, whatever its status. */
  readonly read: (path: string) => Promise<Json>
  readonly write: (request: Sent) => Promise<Answer>
}

export interface Act {
  readonly name: string
  readonly request: (api: Api) => Promise<Sent>
}

export interface VersionRef {
  readonly bucket: string
  readonly fingerprint: string
}
export interface BuildRef extends VersionRef {
  readonly component: string
}
/** The version and the channel that a build was made from. */
export interface Origin extends VersionRef {
  readonly channel: string
}

const RUN = 'f0000000-0000-4000-8000-000000000001'
const SBOM = zstdCompressSync(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components: [] }))
const NOBODY = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

const json = (method: string, path: string, body: object): Sent => ({
  method,
  path,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})
const act = (name: string, sent: Sent): Act => ({ name, request: async () => sent })

const bucketPath = (bucket: string) => `/buckets/${bucket}`
const versionPath = ({ bucket, fingerprint }: VersionRef) => `${bucketPath(bucket)}/versions/${fingerprint}`
const channelPath = (bucket: string, channel: string) => `${bucketPath(bucket)}/channels/${channel}`

export const createBucket = (bucket: string): Act =>
  act(`create bucket ${bucket}`, json('PUT', '/buckets', { name: bucket }))
export const describeBucket = (bucket: string, description: string): Act =>
  act(`describe bucket ${bucket}`, json('PATCH', bucketPath(bucket), { description, labels: { of: description } }))
export const deleteBucket = (bucket: string): Act =>
  act(`delete bucket ${bucket}`, { method: 'DELETE', path: bucketPath(bucket) })

export const createVersion = ({ bucket, fingerprint }: VersionRef): Act =>
  act(
    `create version ${bucket}/${fingerprint}`,
    json('POST', `${bucketPath(bucket)}/versions`, { fingerprint, template_type: 'HCL2' }),
  )
const updateVersion = (does: string, version: VersionRef, body: object): Act =>
  act(`${does} ${version.bucket}/${version.fingerprint}`, json('PATCH', versionPath(version), body))
export const completeVersion = (version: VersionRef): Act => updateVersion('complete', version, { complete: true })
export const restoreVersion = (version: VersionRef): Act => updateVersion('restore', version, { restore: true })
export const revokeVersion = (version: VersionRef, options: object): Act =>
  updateVersion('revoke', version, { revocation_message: 'CVE-2026-0001', ...options })
export const deleteVersion = (version: VersionRef): Act =>
  act(`delete version ${version.bucket}/${version.fingerprint}`, {
    method: 'DELETE',
    path: `${versionPath(version)}?rollback_channels=true`,
  })

export const createBuild = ({ component, ...version }: BuildRef, origin: Origin | null): Act => ({
  name: `create build ${version.bucket}/${version.fingerprint}/${component}`,
  request: async ({ read }) => {
    const body = { component_type: component, packer_run_uuid: RUN, status: 'BUILD_RUNNING' }
    if (origin === null) return json('POST', `${versionPath(version)}/builds`, body)
    const parent = await read(versionPath(origin))
    const through = await read(channelPath(origin.bucket, origin.channel))
    return json('POST', `${versionPath(version)}/builds`, {
      ...body,
      parent_version_id: parent.version?.id ?? NOBODY,
      parent_channel_id: through.channel?.id ?? NOBODY,
    })
  },
})

const onBuild = (does: string, build: BuildRef, request: (path: string) => Sent): Act => ({
  name: `${does} ${build.bucket}/${build.fingerprint}/${build.component}`,
  request: async ({ read }) => {
    const { builds } = await read(`${versionPath(build)}/builds`)
    const found = ((builds ?? []) as Json[]).find((one) => one.component_type === build.component)
    return request(`${versionPath(build)}/builds/${found?.id ?? NOBODY}`)
  },
})
export const reportBuild = (build: BuildRef, status: 'RUNNING' | 'FAILED' | 'CANCELLED'): Act =>
  onBuild(status.toLowerCase(), build, (path) =>
    json('PATCH', path, { packer_run_uuid: RUN, status: `BUILD_${status}` }),
  )
export const finishBuild = (build: BuildRef): Act =>
  onBuild('finish', build, (path) =>
    json('PATCH', path, {
      artifacts: [1, 2].map((nth) => ({ external_identifier: `ami-${build.fingerprint}-${nth}`, region: 'eu-west-1' })),
      labels: { os: 'ubuntu' },
      packer_run_uuid: RUN,
      platform: 'aws',
      status: 'BUILD_DONE',
    }),
  )
export const uploadSbom = (build: BuildRef): Act =>
  onBuild('upload an SBOM to', build, (path) =>
    json('PUT', `${path}/sboms`, { compressed_sbom: SBOM.toString('base64'), format: 'CYCLONEDX', name: 'packages' }),
  )
export const deleteBuild = (build: BuildRef): Act =>
  onBuild('delete build', build, (path) => ({ method: 'DELETE', path }))

export const createChannel = (bucket: string, channel: string): Act =>
  act(`create channel ${bucket}/${channel}`, json('POST', `${bucketPath(bucket)}/channels`, { name: channel }))
/** Null unassigns the channel. */
export const assignChannel = (bucket: string, channel: string, fingerprint: string | null): Act =>
  act(
    `assign ${bucket}/${channel} to ${fingerprint ?? 'nothing'}`,
    json('PATCH', channelPath(bucket, channel), {
      update_mask: 'versionFingerprint',
      version_fingerprint: fingerprint ?? '',
    }),
  )
export const restrictChannel = (bucket: string, channel: string, restricted: boolean): Act =>
  act(
    `restrict ${bucket}/${channel}: ${restricted}`,
    json('PATCH', channelPath(bucket, channel), { update_mask: 'restricted', restricted }),
  )
export const deleteChannel = (bucket: string, channel: string): Act =>
  act(`delete channel ${bucket}/${channel}`, { method: 'DELETE', path: channelPath(bucket, channel) })
