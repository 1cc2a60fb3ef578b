// A bucket with one of everything in it, and values for every path parameter of the contract that find it.
import { zstdCompressSync } from 'node:zlib'
import { assign, completeVersion, newBucket, newBuild, newChannel, newVersion } from './build-sequences.ts'
import type { Client } from './client.ts'

export const SBOM = zstdCompressSync(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components: [] }))

/** Bodies that the operations accept in the furnished bucket; every other operation with a body accepts an empty one. */
export const acceptableBodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  PackerService_AssignChannelVersion: { source_channel: 'staging', target_channel: 'production' },
  PackerService_CreateBucket: { name: 'another' },
  PackerService_CreateBuild: { component_type: 'file.another' },
  PackerService_CreateChannel: { name: 'another' },
  PackerService_CreateVersion: { fingerprint: 'another' },
  PackerService_SearchByLabels: { labels: {} },
  PackerService_SearchExternalArtifact: { external_identifier: 'complete.img' },
  PackerService_UpdateBucket: { description: 'another' },
  PackerService_UpdateBuild: { status: 'BUILD_RUNNING', labels: { os: 'debian' } },
  PackerService_UpdateChannel: { update_mask: 'restricted', restricted: true },
  PackerService_UpdateRegistry: { update_mask: 'featureTier', feature_tier: 'STANDARD' },
  PackerService_UpdateVersion: {},
  PackerService_UploadSbom: { format: 'CYCLONEDX', name: 'another', compressed_sbom: SBOM.toString('base64') },
}

/**
 * Creates the bucket `furnished` with the complete version `complete`, the channels `staging` and `production`, both
 * unrestricted and assigned, and the incomplete version `open`, whose one running build has an SBOM. Returns path
 * parameters by name, those of operations that are not served included.
 */
export async function furnish(client: Client): Promise<Readonly<Record<string, string>>> {
  const bucket = await newBucket(client, 'furnished')
  await completeVersion(bucket, 'complete')
  await newChannel(bucket, 'staging', '')
  await assign(bucket, 'staging', 'complete')
  await newChannel(bucket, 'production', '')
  await assign(bucket, 'production', 'complete')
  await newVersion(bucket, 'open')
  const build = await newBuild(bucket, 'open', { component_type: 'file.open', status: 'BUILD_RUNNING' })
  const params = { fingerprint: 'open', build_id: build.id as string }
  const sbom = { name: 'inventory', format: 'CYCLONEDX', compressed_sbom: SBOM.toString('base64') }
  await bucket.ok('UploadSbom', { params, body: sbom })
  const { operation } = await bucket.ok('UpdateRegistry', { body: { update_mask: 'activated', activated: true } })
  return {
    ...params,
    bucket_name: bucket.name,
    channel_name: 'production',
    sbom_name: 'inventory',
    id: operation.id,
    enforced_block_id: 'nothing',
    enforced_block_version_id: 'nothing',
    task_type: 'validation',
  }
}
