import type { Permission } from '../../domain/authorize.ts'

/** The permission that each change needs, so that a refusal before its body is read names the roles that grant it. */
export const changePermissions: Readonly<Record<string, Permission>> = {
  PackerService_CreateRegistry: 'registry.create',
  PackerService_UpdateRegistry: 'registry.update',
  PackerService_DeleteRegistry: 'registry.delete',
  PackerService_CreateBucket: 'bucket.create',
  PackerService_UpdateBucket: 'bucket.update',
  PackerService_DeleteBucket: 'bucket.delete',
  PackerService_CreateVersion: 'version.create',
  PackerService_UpdateVersion: 'version.update',
  PackerService_DeleteVersion: 'version.delete',
  PackerService_CreateIteration: 'version.create',
  PackerService_UpdateIteration: 'version.update',
  PackerService_DeleteIteration: 'version.delete',
  PackerService_CreateBuild: 'build.create',
  PackerService_UpdateBuild: 'build.update',
  PackerService_DeleteBuild: 'build.delete',
  PackerService_UploadSbom: 'sbom.upload',
  PackerService_CreateChannel: 'channel.create',
  // Changing a channel's restriction needs another permission, which the use case checks.
  PackerService_UpdateChannel: 'channel.assign',
  PackerService_AssignChannelVersion: 'channel.assign',
  PackerService_DeleteChannel: 'channel.delete',
  PackerService_RegenerateTFCRunTaskHmacKey: 'run-task.update',
  PackerService_UpdateRunTaskConfig: 'run-task.update',
}
