import type { ReactNode } from 'react'
import { type PermissionName, type Permits, rolesFor } from '../asking/permissions.ts'
import { words } from '../words/words.ts'

interface PermittedProps {
  readonly permits: Permits
  readonly permission: PermissionName
  /** Asked for only when it is permitted. */
  readonly children: () => ReactNode
}

/** A part of a page for who may see it, and for others the role that it takes. */
export function Permitted({ permits, permission, children }: PermittedProps) {
  return permits(permission) ? children() : <p>{words.permission.needs(rolesFor[permission])}</p>
}
