// SBOMs: documents that tell what is inside a build's image, kept as they were sent. They are never judged here: one that
// cannot be read must not fail a build.
import type { Instant } from '../../clock.ts'

export type SbomFormat = 'cyclonedx' | 'spdx'

export interface Sbom {
  readonly id: string
  readonly buildId: string
  readonly name: string
  readonly format: SbomFormat
  readonly createdAt: Instant
}
