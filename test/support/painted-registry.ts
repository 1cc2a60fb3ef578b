// A registry to look at, as a company would have one: base images and images built from them, channels at different versions, a revoked
// version, an outdated one, and one that is being built.
import { randomUUID } from 'node:crypto'
import {
  assign,
  type BucketScene,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
} from './build-sequences.ts'
import type { Json } from './client.ts'
import { paintAccess } from './painted-access.ts'
import { paintStream } from './painted-streams.ts'
import { paintWebhooks } from './painted-webhooks.ts'
import type { Circumstances, TestRegistry } from './registry.ts'

/** Lets the server send mails, although nobody in a painted registry gets any. */
export const aroundPainted: Partial<Circumstances> = {
  sendMail: () => Promise.reject(new Error('nobody is told')),
  publicUrl: 'https://localhost',
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Parent {
  readonly versionId: string
  readonly channelId: string
}

interface Painted {
  readonly bucket: BucketScene
  readonly fingerprint: string
  readonly parent?: Parent
  readonly regions?: readonly string[]
  readonly azure?: boolean
}

/** Fingerprints that look like Packer's but are the same in each run, because a screenshot is compared with the one before. */
const fingerprintOf = (bucket: string, number: number) =>
  `01JD${bucket
    .toUpperCase()
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '')
    .padEnd(18, '0')
    .slice(0, 18)}${String(number).padStart(4, '0')}`

const imageOf = (text: string) =>
  `ami-${Array.from(text)
    .reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7)
    .toString(16)
    .padStart(8, '0')}0f1e2d3c4`

const metadataOf = (fingerprint: string) => ({
  packer: {
    version: '1.14.2',
    plugins: [{ name: 'github.com/hashicorp/amazon', version: '1.3.9' }],
    os: { type: 'linux', details: { arch: 'amd64', version: '6.8.0' } },
    options: { only: [], except: [], force: false, debug: false, path: 'images/app.pkr.hcl' },
  },
  cicd: {
    type: 'github',
    details: {
      GITHUB_REPOSITORY: 'example/images',
      GITHUB_WORKFLOW_URL: 'https://github.com/example/images/actions/runs/8123456789',
      GITHUB_ACTOR: 'ada',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: commitOf(fingerprint),
    },
  },
  vcs: {
    type: 'git',
    details: {
      ref: 'refs/heads/main',
      author: 'Ada Lovelace',
      commit: commitOf(fingerprint),
      has_uncommitted_changes: false,
    },
  },
})

const commitOf = (text: string) =>
  Array.from({ length: 5 }, (_, index) =>
    Array.from(`${text}${index}`)
      .reduce((sum, sign) => (sum * 33 + sign.charCodeAt(0)) >>> 0, 5381)
      .toString(16)
      .padStart(8, '0'),
  ).join('')

async function paintVersion({
  bucket,
  fingerprint,
  parent,
  regions = ['eu-west-1'],
  azure = false,
}: Painted): Promise<Json> {
  await newVersion(bucket, fingerprint)
  const sources = [
    {
      component_type: `amazon-ebs.${bucket.name}`,
      platform: 'aws',
      artifacts: regions.map((region) => ({ external_identifier: imageOf(fingerprint + region), region })),
    },
    ...(azure
      ? [
          {
            component_type: `azure-arm.${bucket.name}`,
            platform: 'azure',
            artifacts: [
              {
                external_identifier: `/subscriptions/5a9a0f52/resourceGroups/images/providers/Microsoft.Compute/images/${bucket.name}-${fingerprint.slice(-4)}`,
                region: 'westeurope',
              },
            ],
          },
        ]
      : []),
  ]
  const builds: (readonly [Json, object])[] = []
  for (const { component_type, ...report } of sources) {
    const build = await newBuild(bucket, fingerprint, { component_type, status: 'BUILD_RUNNING' })
    builds.push([build, report])
  }
  for (const [build, report] of builds)
    await updateBuild(bucket, build, fingerprint, {
      ...report,
      status: 'BUILD_DONE',
      packer_run_uuid: randomUUID(),
      labels: { os: 'ubuntu', kernel: '6.8.0' },
      metadata: metadataOf(fingerprint),
      ...(parent && { parent_version_id: parent.versionId, parent_channel_id: parent.channelId }),
    })
  return (await bucket.ok('GetVersion', { params: { fingerprint } })).version
}

/** Returns fingerprints by bucket name, the oldest first. */
export async function paintRegistry(registry: TestRegistry): Promise<Readonly<Record<string, readonly string[]>>> {
  const { clock } = registry
  let admin = await registry.logIn()
  const painted: Record<string, string[]> = {}
  const begin = async (name: string, description: string, labels: object) => {
    const bucket = await newBucket(admin, name)
    await bucket.ok('UpdateBucket', { body: { description, labels } })
    painted[name] = []
    return bucket
  }
  const paint = async (bucket: BucketScene, given: Omit<Painted, 'bucket' | 'fingerprint'> = {}) => {
    const list = (painted[bucket.name] ??= [])
    const fingerprint = fingerprintOf(bucket.name, list.length + 1)
    list.push(fingerprint)
    return paintVersion({ bucket, fingerprint, ...given })
  }
  /** Advances the clock, and logs in again because older tokens have expired by then. */
  const pass = async (ms: number, ...buckets: BucketScene[]): Promise<BucketScene[]> => {
    clock.advance(ms)
    admin = await registry.logIn()
    const { inBucket } = await import('./build-sequences.ts')
    return buckets.map(({ name }) => inBucket(admin, name))
  }

  await paintStream(registry, 'siem')
  let base = await begin('ubuntu-base', 'Ubuntu 24.04, hardened: CIS level 1', { os: 'ubuntu', team: 'platform' })
  const first = await paint(base, { regions: ['eu-west-1', 'eu-central-1'], azure: true })
  const production = await newChannel(base, 'production', first.fingerprint)
  await newChannel(base, 'test', first.fingerprint)
  let web = await begin('app-web', 'The web front end', { team: 'web', tier: 'front' })
  const parent = { versionId: first.id as string, channelId: production.id as string }
  const web1 = await paint(web, { parent, regions: ['eu-west-1', 'us-east-1'] })
  for (const name of ['test', 'staging', 'production']) await newChannel(web, name, web1.fingerprint)
  ;[base, web] = (await pass(20 * DAY, base, web)) as [BucketScene, BucketScene]
  const web2 = await paint(web, { parent, regions: ['eu-west-1', 'us-east-1'] })
  await assign(web, 'staging', web2.fingerprint)
  await assign(web, 'test', web2.fingerprint)
  const second = await paint(base, { regions: ['eu-west-1', 'eu-central-1'], azure: true })
  await assign(base, 'test', second.fingerprint)
  await assign(base, 'production', second.fingerprint)
  ;[base, web] = (await pass(6 * DAY, base, web)) as [BucketScene, BucketScene]
  const third = await paint(base, { regions: ['eu-west-1', 'eu-central-1'], azure: true })
  await assign(base, 'test', third.fingerprint)
  let db = await begin('orders-db', 'PostgreSQL on Ubuntu', { team: 'data' })
  const db1 = await paint(db, { parent: { versionId: second.id as string, channelId: production.id as string } })
  await newChannel(db, 'test', '')
  await newChannel(db, 'production', db1.fingerprint)
  const runner = await begin('ci-runner', 'Where pipelines run', { team: 'platform' })
  await paint(runner, { parent: { versionId: second.id as string, channelId: production.id as string } })
  await newChannel(runner, 'production', fingerprintOf('ci-runner', 1))
  ;[base, web, db] = (await pass(3 * DAY + 5 * HOUR, base, web, db)) as [BucketScene, BucketScene, BucketScene]
  await paint(db, { parent: { versionId: second.id as string, channelId: production.id as string } })
  const revoke = (bucket: BucketScene, fingerprint: string, body: object) =>
    bucket.ok('UpdateVersion', { params: { fingerprint }, body })
  await revoke(db, db1.fingerprint, {
    revoke_at: clock.now(),
    revocation_message: 'CVE-2026-1234 in openssl',
    disable_rollback_channels: true,
  })
  await revoke(web, web1.fingerprint, { revoke_in: '30d', revocation_message: 'Replaced by v2' })
  await begin('windows-base', 'Not built yet', {})
  const running = await newVersion(base, fingerprintOf('ubuntu-base', 4))
  painted['ubuntu-base']?.push(running.fingerprint as string)
  await newBuild(base, running.fingerprint, { component_type: 'amazon-ebs.ubuntu-base', status: 'BUILD_RUNNING' })
  await paintAccess(admin, registry)
  clock.advance(2 * HOUR)
  await paintWebhooks(await registry.logIn(), registry)
  for (const name of ['archive', 'observability'] as const) await paintStream(registry, name)
  return painted
}
