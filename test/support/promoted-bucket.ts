// A bucket to inspect before promoting: three versions that differ in ways people ask about, one revoked, one unfinished.
import {
  assign,
  type BucketScene,
  finishBuild,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  versionOf,
} from './build-sequences.ts'
import type { Client, Json } from './client.ts'

export interface PromotedBucket extends BucketScene {
  /** The path of its page. */
  readonly path: string
  /** The name of the version that a channel points to, or null. */
  readonly pointsAt: (channel: string) => Promise<string | null>
}

const fingerprintOf = (number: number) => `01PROMOTED${String(number).padStart(16, '0')}`

const metadataOf = (number: number) => ({
  packer: { version: `1.14.${number}`, plugins: [{ name: 'github.com/hashicorp/amazon', version: '1.3.9' }] },
  cicd: {
    type: 'github',
    details: { GITHUB_WORKFLOW_URL: 'https://github.com/example/images/actions/runs/8123456789' },
  },
  vcs: { type: 'git', details: { commit: String(number).repeat(40), ref: 'main' } },
})

/** `production` on v1 and `test` on v2; v3 is newest, v4 revoked, and a fifth is being built. */
export async function promotedBucket(client: Client, name: string): Promise<PromotedBucket> {
  const bucket = await newBucket(client, name)
  for (const number of [1, 2, 3, 4]) {
    await newVersion(bucket, fingerprintOf(number))
    await finishBuild(bucket, fingerprintOf(number), {
      component_type: 'amazon-ebs.app',
      status: 'BUILD_DONE',
      platform: 'aws',
      packer_run_uuid: `run-${number}`,
      artifacts: (number === 3 ? ['eu-west-1', 'us-east-1'] : ['eu-west-1']).map((region) => ({
        external_identifier: `ami-${number}${region}`,
        region,
      })),
      labels: { kernel: `6.8.${number}` },
      metadata: metadataOf(number),
    })
    await versionOf(bucket, fingerprintOf(number))
  }
  await newChannel(bucket, 'test', fingerprintOf(1))
  await newChannel(bucket, 'production', fingerprintOf(1))
  await assign(bucket, 'test', fingerprintOf(2))
  const revocation = { revoke_at: new Date().toISOString(), revocation_message: 'CVE-2026-1234' }
  await bucket.ok('UpdateVersion', { params: { fingerprint: fingerprintOf(4) }, body: revocation })
  await newVersion(bucket, fingerprintOf(5))
  await newBuild(bucket, fingerprintOf(5), { component_type: 'amazon-ebs.app', status: 'BUILD_RUNNING' })
  return {
    ...bucket,
    path: `/p/default/buckets/${name}`,
    async pointsAt(channel) {
      const found: Json = (await bucket.ok('GetChannel', { params: { channel_name: channel } })).channel
      return (found.version?.name as string | undefined) ?? null
    },
  }
}
