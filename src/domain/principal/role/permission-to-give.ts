import type { Permission } from '../../authorize.ts'
import type { Role } from './role.ts'

/** What it takes to give somebody the role, or to take it away, where that is held. */
export const permissionToGive = (role: Role): Permission => (role === 'owner' ? 'owner.set' : 'policy.set')
