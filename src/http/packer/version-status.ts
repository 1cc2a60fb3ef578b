import type { VersionStatus } from '../../domain/catalog/version/version.ts'

/** As 2023-01-01 and the newer APIs spell it. */
export const versionStatusOut = {
  running: 'VERSION_RUNNING',
  cancelled: 'VERSION_CANCELLED',
  failed: 'VERSION_FAILED',
  incomplete: 'VERSION_INCOMPLETE',
  active: 'VERSION_ACTIVE',
  'revocation-scheduled': 'VERSION_REVOCATION_SCHEDULED',
  revoked: 'VERSION_REVOKED',
} as const satisfies Record<VersionStatus, string>
