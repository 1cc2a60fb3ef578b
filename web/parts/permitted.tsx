import type { ReactNode } from 'react'
import { type PermissionName, type Permits, rolesFor } from '../asking/permissions.ts'
import { words } from '../words/words.ts'

interface PermittedProps {
  readonly permits: Permits
  readonly permission: PermissionName
  /** Rendered, and its data requested, only when permitted. */
  readonly children: () => ReactNode
}

/** A part of a page for users who may see it. Other users see the role that it requires. */
export function Permitted({ permits, permission, children }: PermittedProps) {
  return permits(permission) ? children() : <p>{words.permission.needs(rolesFor[permission])}</p>
}
