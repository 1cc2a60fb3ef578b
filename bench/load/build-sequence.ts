// What stock Packer sends for a `packer build` of one source with a fresh fingerprint, in its order: eight requests that
// it waits for, one by one, and the ninth that ends the build.
import { randomUUID } from 'node:crypto'
import { ulid } from 'ulid'
import type { Answer, Connection } from './connection.ts'
import { requestBytes } from './request-bytes.ts'

export interface Registry {
  /** `/packer/2023-01-01/organizations/…/projects/…`. */
  readonly base: string
  readonly token: string
}

const COMPONENT = 'amazon-ebs.ubuntu'

export async function runBuild({ exchange }: Connection, registry: Registry, bucket: string): Promise<void> {
  const send = async (method: string, path: string, status: number, body?: unknown): Promise<Answer> => {
    const answer = await exchange(requestBytes({ method, path: registry.base + path, token: registry.token, body }))
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.toString()}`)
    return answer
  }
  const fingerprint = ulid()
  const runUuid = randomUUID()
  const ofBucket = `/buckets/${bucket}`
  const ofVersion = `${ofBucket}/versions/${fingerprint}`

  await send('GET', ofBucket, 200)
  await send('PATCH', ofBucket, 200, { description: 'A benchmark', labels: { team: 'platform', os: 'ubuntu' } })
  // Packer recognises an unknown fingerprint by 409 with code 10.
  await send('GET', ofVersion, 409)
  await send('POST', `${ofBucket}/versions`, 200, { fingerprint, template_type: 'HCL2' })
  await send('GET', `${ofVersion}/builds`, 200)
  const created = await send('POST', `${ofVersion}/builds`, 200, {
    artifacts: null,
    component_type: COMPONENT,
    packer_run_uuid: runUuid,
    status: 'BUILD_UNSET',
  })
  await send('GET', `/enforced_blocks/bucket/${bucket}`, 200)
  const { build } = JSON.parse(created.body.toString()) as { build: { id: string } }
  const ofBuild = `${ofVersion}/builds/${build.id}`
  await send('PATCH', ofBuild, 200, { artifacts: null, packer_run_uuid: runUuid, status: 'BUILD_RUNNING' })
  await send('PATCH', ofBuild, 200, { ...finished, packer_run_uuid: runUuid, status: 'BUILD_DONE' })
}

/** Which of the nine requests of a build it is; the same for all builds in a bucket. */
export const kindOfRequest = (method: string, path: string, body: string): string =>
  `${method} ${path.replace(/(versions|builds)\/[^/]+/g, '$1/*')} ${/"status":"(\w+)"/.exec(body)?.[1] ?? ''}`

const finished = {
  artifacts: [{ external_identifier: 'ami-0123456789abcdef0', region: 'eu-west-1' }],
  labels: { team: 'platform', os: 'ubuntu', os_version: '24.04', arch: 'amd64', hardened: 'true' },
  platform: 'aws',
  source_external_identifier: 'ami-0fedcba9876543210',
  metadata: {
    packer: {
      version: '1.15.3',
      operating_system: { type: 'linux', version: '6.8.0', arch: 'amd64' },
      options: { path: 'ubuntu.pkr.hcl', force: false, debug: false },
      plugins: [{ name: 'amazon', version: '1.3.4' }],
    },
    cicd: { type: 'github-actions', details: { GITHUB_REPOSITORY: 'example/images', GITHUB_RUN_ID: '123456789' } },
    vcs: {
      type: 'git',
      details: { ref: 'main', commit: '0123456789abcdef0123456789abcdef01234567', has_uncommitted_changes: false },
    },
  },
}
