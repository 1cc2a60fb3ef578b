import { type PermissionName, type Permits, rolesFor } from '../asking/permissions.ts'
import { words } from '../words/words.ts'

/** Why somebody may not do what takes the permission: for lack of a role, or because it is not known; null when they may. */
export function whyNot(permits: Permits, permission: PermissionName): string | null {
  const { unknown } = permits
  if (unknown === 'loading') return words.loading
  if (unknown !== undefined) return words.permission.unknown(unknown.message)
  return permits(permission) ? null : words.permission.needs(rolesFor[permission])
}
