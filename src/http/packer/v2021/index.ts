// packer 2021-04-30, the API of Packer up to 1.10.0, of the data sources hcp-packer-image and hcp-packer-iteration in
// every version, and of the Terraform provider up to 0.81. Another spelling of the same data, under the same ids: it has
// no rules of its own and calls the same use cases.
import type { Operations } from '../../../contract/generated/packer-2021-04-30.ts'
import type { Repeated } from '../../binding/bind-operations.ts'
import type { Handlers } from '../../binding/handler.ts'
import { ancestryHandlers } from './ancestry.ts'
import { bucketHandlers } from './buckets.ts'
import { buildHandlers } from './builds.ts'
import { channelHandlers } from './channels.ts'
import { iterationHandlers } from './iterations.ts'
import { registryHandlers } from './registry.ts'
import { runTaskHandlers } from './run-task.ts'

export const packer2021Handlers = {
  ...registryHandlers,
  ...bucketHandlers,
  ...iterationHandlers,
  ...buildHandlers,
  ...channelHandlers,
  ...ancestryHandlers,
  ...runTaskHandlers,
} satisfies Handlers<Operations, keyof Operations>

const MIB = 1024 * 1024

/** As packer 2023-01-01 has them. */
export const packer2021BodyLimits: Readonly<Partial<Record<keyof Operations, number>>> = {
  PackerService_CreateBucket: MIB / 4,
  PackerService_UpdateBucket: MIB / 4,
  PackerService_CreateBuild: 4 * MIB,
  PackerService_UpdateBuild: 4 * MIB,
}

/** As there. */
export const packer2021Repeated: Readonly<Partial<Record<keyof Operations, Repeated>>> = {
  PackerService_GetBucket: { what: 'bucket', bucket: 'bucket_slug' },
  PackerService_GetIteration: { what: 'versions', bucket: 'bucket_slug' },
  PackerService_GetChannel: { what: 'versions', bucket: 'bucket_slug' },
  PackerService_ListChannels: { what: 'versions', bucket: 'bucket_slug' },
}
