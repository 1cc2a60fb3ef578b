import type { BuildStatus } from '../../domain/catalog/build/build.ts'

export const buildStatusIn = {
  BUILD_UNSET: 'unset',
  BUILD_RUNNING: 'running',
  BUILD_DONE: 'done',
  BUILD_CANCELLED: 'cancelled',
  BUILD_FAILED: 'failed',
} as const satisfies Record<string, BuildStatus>
export const buildStatusOut = {
  unset: 'BUILD_UNSET',
  running: 'BUILD_RUNNING',
  done: 'BUILD_DONE',
  cancelled: 'BUILD_CANCELLED',
  failed: 'BUILD_FAILED',
} as const satisfies Record<BuildStatus, string>
