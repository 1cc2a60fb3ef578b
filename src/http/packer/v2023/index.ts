// packer 2023-01-01, the API of Packer since 1.10.1 and of the Terraform provider since 0.84. Every operation is either served
// or listed in unimplemented.ts; otherwise the code does not compile.
import type { Operations } from '../../../contract/generated/packer-2023-01-01.ts'
import type { Api } from '../../binding/api.ts'
import type { Handlers } from '../../binding/handler.ts'
import { runTaskHandlers } from '../run-task.ts'
import { ancestryHandlers } from './ancestry.ts'
import { artifactHandlers } from './artifacts.ts'
import { bucketHandlers } from './buckets.ts'
import { buildHandlers } from './builds.ts'
import { channelHandlers } from './channels.ts'
import { registryHandlers } from './registry.ts'
import { runTaskConfigHandlers } from './run-task-config.ts'
import { type DownloadPath, sbomHandlers } from './sboms.ts'
import type { unimplemented } from './unimplemented.ts'
import { versionHandlers } from './versions.ts'

type Served = Exclude<keyof Operations, (typeof unimplemented)[number]>

const MIB = 1024 * 1024

export const packer2023 = (downloadPath: DownloadPath) =>
  ({
    handlers: {
      ...registryHandlers,
      ...bucketHandlers,
      ...versionHandlers,
      ...buildHandlers,
      ...sbomHandlers(downloadPath),
      ...channelHandlers,
      ...artifactHandlers,
      ...ancestryHandlers,
      ...runTaskHandlers,
      ...runTaskConfigHandlers,
    } satisfies Handlers<Operations, Served>,
    // The labels of a bucket alone may take 64 KiB. The data that Packer sends about a build grows with its artifacts and
    // metadata. The largest SBOM that HCP is known to have accepted was 1.4 MB; base64 and large images need more than that.
    bodyLimits: {
      PackerService_CreateBucket: MIB / 4,
      PackerService_UpdateBucket: MIB / 4,
      PackerService_CreateBuild: 4 * MIB,
      PackerService_UpdateBuild: 4 * MIB,
      PackerService_UploadSbom: 16 * MIB,
    },
    searches: ['PackerService_SearchExternalArtifact'],
    // Deployments and every build of Packer request these.
    repeated: {
      PackerService_GetBucket: { what: 'bucket', bucket: 'bucket_name' },
      PackerService_GetVersion: { what: 'versions', bucket: 'bucket_name' },
      PackerService_GetChannel: { what: 'versions', bucket: 'bucket_name' },
      PackerService_ListChannels: { what: 'versions', bucket: 'bucket_name' },
    },
  }) as const satisfies Partial<Api<keyof Operations>>
