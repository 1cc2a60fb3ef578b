// packer 2021-04-30, the API of Packer up to 1.10.0, of the data sources hcp-packer-image and hcp-packer-iteration in
// every version, and of the Terraform provider up to 0.81. It is another spelling of the same data, under the same ids: it has
// no rules of its own and calls the same use cases.
import type { Operations } from '../../../contract/generated/packer-2021-04-30.ts'
import type { Api } from '../../binding/api.ts'
import type { Handlers } from '../../binding/handler.ts'
import { runTaskHandlers } from '../run-task.ts'
import { ancestryHandlers } from './ancestry.ts'
import { bucketHandlers } from './buckets.ts'
import { buildHandlers } from './builds.ts'
import { channelHandlers } from './channels.ts'
import { iterationHandlers } from './iterations.ts'
import { registryHandlers } from './registry.ts'

const MIB = 1024 * 1024

/** This API's names for the fields that use cases name in a refusal. */
const fieldNames: Readonly<Record<string, string>> = {
  name: 'slug',
  channel_name: 'slug',
  platform: 'cloud_provider',
  parent_version_id: 'source_iteration_id',
  parent_channel_id: 'source_channel_id',
  source_external_identifier: 'source_image_id',
}

export const packer2021 = {
  handlers: {
    ...registryHandlers,
    ...bucketHandlers,
    ...iterationHandlers,
    ...buildHandlers,
    ...channelHandlers,
    ...ancestryHandlers,
    ...runTaskHandlers,
  } satisfies Handlers<Operations, keyof Operations>,
  // The same limits as in packer 2023-01-01.
  bodyLimits: {
    PackerService_CreateBucket: MIB / 4,
    PackerService_UpdateBucket: MIB / 4,
    PackerService_CreateBuild: 4 * MIB,
    PackerService_UpdateBuild: 4 * MIB,
  },
  errors: {
    // SDKs before 0.28 (Packer up to 1.8.4) read the message from here.
    extras: (message) => ({ error: message }),
    fieldName: (field) =>
      (Object.hasOwn(fieldNames, field) ? fieldNames[field] : undefined) ??
      field
        .replace(/^artifacts(?=$|\[\d+\]\.)/, 'images')
        .replace(/^(images\[\d+\]\.)external_identifier$/, '$1image_id'),
  },
  repeated: {
    PackerService_GetBucket: { what: 'bucket', bucket: 'bucket_slug' },
    PackerService_GetIteration: { what: 'versions', bucket: 'bucket_slug' },
    PackerService_GetChannel: { what: 'versions', bucket: 'bucket_slug' },
    PackerService_ListChannels: { what: 'versions', bucket: 'bucket_slug' },
  },
} as const satisfies Partial<Api<keyof Operations>>
