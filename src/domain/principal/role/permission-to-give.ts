import type { Permission } from '../../authorize.ts'
import type { Role } from './role.ts'

/** The permission needed, on the resource where the role is held, to grant or revoke it. */
export const permissionToGive = (role: Role): Permission => (role === 'owner' ? 'owner.set' : 'policy.set')
