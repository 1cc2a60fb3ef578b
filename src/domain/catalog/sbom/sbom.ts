// SBOMs: documents that tell what is inside a build's image, kept as they were sent. They are never judged here: one that
// cannot be read must not fail a build.
import type { Instant } from '../../clock.ts'

export type SbomFormat = 'cyclonedx' | 'spdx'

/** What the names of SBOMs look like: clients know by it what a registry will refuse. */
export const SBOM_NAME = /^[0-9A-Za-z-]{3,36}$/

export interface Sbom {
  readonly id: string
  readonly buildId: string
  readonly name: string
  readonly format: SbomFormat
  readonly createdAt: Instant
}
