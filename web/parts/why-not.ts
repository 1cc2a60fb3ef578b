import { type PermissionName, type Permits, rolesFor } from '../asking/permissions.ts'
import { words } from '../words/words.ts'

/** Why the user may not do what requires the permission: a role is missing, or the permissions are unknown. Null when they may. */
export function whyNot(permits: Permits, permission: PermissionName): string | null {
  const { unknown } = permits
  if (unknown === 'loading') return words.loading
  if (unknown !== undefined) return words.permission.unknown(unknown.message)
  return permits(permission) ? null : words.permission.needs(rolesFor[permission])
}
