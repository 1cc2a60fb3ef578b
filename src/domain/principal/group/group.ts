// Groups of people and service principals of one organization: what a group holds, its members hold. This folder owns them,
// one verb a file.
import { fail, notFound } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import type { Principal } from '../principal.ts'

export const GROUP_DESCRIPTION_BYTES = 300

/** Changed at once; and as many as one group may have. */
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

/** `not_found` when the organization has none such. */
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

/** A name that can be part of an address, made of what people call the group. */
export const groupNameFrom = (displayName: string): string =>
  displayName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 36) || 'group'
