// Organizations own projects; a project has at most one registry. This folder also creates what the very first start needs,
// before there is a principal that could request it, and encrypts the secrets that the server must read again.
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

/** Throws `invalid_argument` for what cannot be a project's name, which is part of the URL of the project's pages. */
export function requireProjectName(field: string, name: string): void {
  requireDisplayName(field, name)
  // Neither can be a segment of a URL's path, not even percent-encoded (WHATWG URL 4.1).
  if (name === '.' || name === '..')
    throw invalidArgument(field, `"${name}" cannot be part of an address, as the names of projects are: use another`)
}

export const locationOf = ({ id, organizationId }: Pick<Project, 'id' | 'organizationId'>): Location => ({
  organizationId,
  projectId: id,
})
