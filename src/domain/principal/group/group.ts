// Groups of users and service principals of one organization: a group's roles are also its members' roles. This folder owns
// groups, one use case per file.
import { fail, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'

export const GROUP_DESCRIPTION_BYTES = 300

/** The most members that a group may have, and that one request may add. */
export const MEMBERS = 1000

export interface Group {
  readonly principal: Principal
  readonly memberCount: number
}

/** A group of the organization, by its id or by its name, which never changes. */
export interface NamedGroup {
  readonly organizationId: string
  readonly name?: string
  readonly id?: string
}

/** Throws `not_found` when the organization has no such group. */
export async function requireGroup(
  { principals }: Pick<Ports, 'principals'>,
  { organizationId, name, id = '' }: NamedGroup,
): Promise<Principal> {
  const home = { organizationId, projectId: null }
  const found = await (name === undefined ? principals.find(id) : principals.findByName('group', home, name))
  return found?.kind === 'group' && found.organizationId === organizationId
    ? found
    : fail(notFound('group', name ?? id))
}

/** Makes a name that can be part of a URL from the group's display name. */
export const groupNameFrom = (displayName: string): string =>
  displayName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 36) || 'group'
