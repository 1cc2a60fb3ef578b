import type { Principal } from '../../../domain/principal/principal.ts'
import type { NamedTarget } from '../../../domain/principal/role/policy.ts'
import type { Role } from '../../../domain/principal/role/role.ts'
import { findPrincipal, nameOf } from '../names/find-principal.ts'
import { findTarget, roleOn, type TargetOptions } from '../names/find-target.ts'
import type { OperatorRegistry } from '../operator-registry.ts'

/** Which member holds which role where, in the words of the user. */
export interface Holding {
  readonly role: string
  readonly member: string
  readonly where: TargetOptions
}

export interface FoundHolding {
  readonly target: NamedTarget
  readonly role: Role
  readonly principal: Principal
  readonly sentence: (verb: string) => string
}

export async function findHolding(registry: OperatorRegistry, wanted: Holding): Promise<FoundHolding> {
  const { target, label } = await findTarget(registry, wanted.where)
  const role = roleOn(target.type, wanted.role)
  const principal = await findPrincipal(registry, wanted.member, { kinds: ['service', 'user', 'group'] })
  return { target, role, principal, sentence: (verb) => `${nameOf(principal)} ${verb} ${role} on ${label}` }
}
