// Organizations own projects; a project has one registry. This folder also makes what the very first start needs, before
// there is anybody who could ask for it.
import type { Instant } from '../clock.ts'
import { invalidArgument } from '../errors.ts'
import type { Location } from '../location.ts'
import { requireDisplayName } from '../require-length.ts'

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

/** Refuses, by its field, what no project can be called: its name is part of the address of its pages. */
export function requireProjectName(field: string, name: string): void {
  requireDisplayName(field, name)
  // Neither can be part of an address, however it is written there (WHATWG URL 4.1).
  if (name === '.' || name === '..')
    throw invalidArgument(field, `"${name}" cannot be part of an address, as the names of projects are: use another`)
}

export const locationOf = ({ id, organizationId }: Pick<Project, 'id' | 'organizationId'>): Location => ({
  organizationId,
  projectId: id,
})
