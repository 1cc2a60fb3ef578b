// SBOMs: documents that list what is inside a build's image, stored as they were sent. Their content is not validated: a
// document that cannot be read must not fail a build.
import type { Instant } from '../../clock.ts'

export type SbomFormat = 'cyclonedx' | 'spdx'

/** The pattern of SBOM names, with which clients also check names before they upload. */
export const SBOM_NAME = /^[0-9A-Za-z-]{3,36}$/

export interface Sbom {
  readonly id: string
  readonly buildId: string
  readonly name: string
  readonly format: SbomFormat
  readonly createdAt: Instant
}
