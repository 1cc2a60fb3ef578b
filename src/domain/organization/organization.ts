// Organizations own projects; a project has one registry. This folder also makes what the very first start needs, before
// there is anybody who could ask for it.
import type { Instant } from '../clock.ts'
import type { Location } from '../location.ts'

export interface Organization {
  readonly id: string
  readonly name: string
  readonly createdAt: Instant
}

export interface Project {
  readonly id: string
  readonly organizationId: string
  readonly name: string
  readonly description: string
  readonly createdAt: Instant
}

export const PROJECT_DESCRIPTION_BYTES = 255

export const locationOf = ({ id, organizationId }: Pick<Project, 'id' | 'organizationId'>): Location => ({
  organizationId,
  projectId: id,
})
