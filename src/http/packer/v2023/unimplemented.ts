/** Operations that answer 501 with code 12 for now; docs/COMPATIBILITY.md is generated from this list. */
export const unimplemented = [
  'PackerService_CreateEnforcedBlock',
  'PackerService_ListEnforcedBlocks',
  'PackerService_GetEnforcedBlock',
  'PackerService_UpdateEnforcedBlock',
  'PackerService_DeleteEnforcedBlock',
  'PackerService_CreateEnforcedBlockVersion',
  'PackerService_GetEnforcedBlockVersions',
  'PackerService_UpdateEnforcedBlockVersion',
  'PackerService_DeleteEnforcedBlockVersion',
  'PackerService_GetEnforcedBlockLinkedBuckets',
  'PackerService_ManageEnforcedBlockLinkedBuckets',
  'PackerService_ListBucketPackages',
  'PackerService_ListBucketPackagesVulnerabilitySummary',
  'PackerService_ListBucketPackagesWithVulnerabilities',
  'PackerService_ListBucketVulnerabilities',
  'PackerService_ListBuildPackages',
] as const
