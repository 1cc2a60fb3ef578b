// The requests of one `packer build` (Packer 1.11.1 and later), with the bodies that its generated client marshals:
// fields in alphabetical order, empty ones omitted, null where a Go slice is nil, a newline at the end.
import { randomUUID } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import type { Answer } from './client.ts'
import type { Raw } from './raw-client.ts'

export interface PackerRun {
  readonly runUuid: string
  readonly getBucket: () => Promise<Answer>
  readonly createBucket: () => Promise<Answer>
  /** Sent for an existing bucket when the template's description or labels differ (always, before 1.15.3). */
  readonly updateBucket: (wanted: { readonly description?: string; readonly labels?: Labels }) => Promise<Answer>
  readonly getVersion: () => Promise<Answer>
  readonly createVersion: () => Promise<Answer>
  readonly listBuilds: () => Promise<Answer>
  readonly createBuild: (componentType: string) => Promise<Answer>
  readonly enforcedBlocks: () => Promise<Answer>
  /** Starts a build, and is its heartbeat every two minutes. */
  readonly running: (buildId: string) => Promise<Answer>
  readonly failed: (buildId: string) => Promise<Answer>
  readonly cancelled: (buildId: string) => Promise<Answer>
  readonly uploadSbom: (buildId: string, name: string) => Promise<Answer>
  readonly done: (buildId: string, labels: Labels) => Promise<Answer>
  readonly assignChannel: (channel: string) => Promise<Answer>
}

export type Labels = Readonly<Record<string, string>>

export const CYCLONEDX = { bomFormat: 'CycloneDX', specVersion: '1.5', components: [] } as const

/** The metadata that the Packer used here reports with DONE; the nulls are Go's typed nil maps. */
export const METADATA = {
  cicd: null,
  packer: {
    options: {
      debug: false,
      except: null,
      force: false,
      only: null,
      path: 'image.pkr.hcl',
      'var-files': null,
      vars: ['region'],
    },
    os: { details: { arch: 'amd64', version: '6.8.0' }, type: 'linux' },
    plugins: null,
    version: '1.16.0',
  },
  vcs: null,
} as const

/** The artifact that the `file` builder reports for a build that is done. */
export const ARTIFACT = { external_identifier: 'image.txt', region: 'output' } as const

export function packerRun(
  raw: Raw,
  { bucket, fingerprint }: { readonly bucket: string; readonly fingerprint: string },
): PackerRun {
  const runUuid = randomUUID()
  const version = `/buckets/${bucket}/versions/${fingerprint}`
  const json = (body: object) => `${JSON.stringify(body)}\n`
  const patchBuild = (buildId: string, body: object) =>
    raw({ method: 'PATCH', path: `${version}/builds/${buildId}`, body: json(body) })
  const report = (status: string) => (buildId: string) =>
    patchBuild(buildId, { artifacts: null, packer_run_uuid: runUuid, status })
  return {
    runUuid,
    getBucket: () => raw({ method: 'GET', path: `/buckets/${bucket}` }),
    createBucket: () => raw({ method: 'PUT', path: '/buckets', body: json({ name: bucket, platforms: null }) }),
    updateBucket: (wanted) =>
      raw({ method: 'PATCH', path: `/buckets/${bucket}`, body: json({ ...wanted, platforms: null }) }),
    getVersion: () => raw({ method: 'GET', path: version }),
    createVersion: () =>
      raw({ method: 'POST', path: `/buckets/${bucket}/versions`, body: json({ fingerprint, template_type: 'HCL2' }) }),
    listBuilds: () => raw({ method: 'GET', path: `${version}/builds` }),
    createBuild: (componentType) => {
      const body = { artifacts: null, component_type: componentType, packer_run_uuid: runUuid, status: 'BUILD_UNSET' }
      return raw({ method: 'POST', path: `${version}/builds`, body: json(body) })
    },
    enforcedBlocks: () => raw({ method: 'GET', path: `/enforced_blocks/bucket/${bucket}` }),
    running: report('BUILD_RUNNING'),
    failed: report('BUILD_FAILED'),
    cancelled: report('BUILD_CANCELLED'),
    uploadSbom: (buildId, name) => {
      const compressed = zstdCompressSync(JSON.stringify(CYCLONEDX)).toString('base64')
      const body = { compressed_sbom: compressed, format: 'CYCLONEDX', name }
      return raw({ method: 'PUT', path: `${version}/builds/${buildId}/sboms`, body: json(body) })
    },
    done: (buildId, labels) =>
      patchBuild(buildId, {
        artifacts: [ARTIFACT],
        labels,
        metadata: METADATA,
        packer_run_uuid: runUuid,
        platform: 'packer.file',
        source_external_identifier: 'source',
        status: 'BUILD_DONE',
      }),
    assignChannel: (channel) => {
      const body = { update_mask: 'versionFingerprint', version_fingerprint: fingerprint }
      return raw({ method: 'PATCH', path: `/buckets/${bucket}/channels/${channel}`, body: json(body) })
    },
  }
}
