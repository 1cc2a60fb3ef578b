// Principals of any kind, and the keys and access tokens of those that are services. What they may do is told by their roles
// (role/), decided in authorize.ts; whose token a request carries, in auth/.
import type { Instant } from '../clock.ts'
import type { HeldRole } from './role/role.ts'

/** How the registry signs what it does by itself. */
export const REGISTRY_NAME = 'Assay'

export type PrincipalKind = 'service' | 'user' | 'group'

/** Who acts: a principal with its roles, the registry itself, or whoever works at its machine. */
export interface Actor {
  readonly type: Exclude<PrincipalKind, 'group'> | 'registry' | 'operator'
  readonly id: string
  readonly name: string
  /** Its own and those of its groups. */
  readonly roles: readonly HeldRole[]
}

/** The registry itself, for what it does without being asked. */
export const registryActor: Actor = { type: 'registry', id: '', name: REGISTRY_NAME, roles: [] }

/** Whoever may read the database and its secrets anyway: the commands of the machine act as them. */
export const operatorActor: Actor = { type: 'operator', id: '', name: 'operator', roles: [] }

/** Whoever may hold roles. A service is a machine's identity: its keys are what Packer and Terraform log in with. */
export interface Principal {
  readonly id: string
  readonly kind: PrincipalKind
  readonly organizationId: string
  /** Null for a principal of the whole organization. */
  readonly projectId: string | null
  /** Unique among its kind in its project (or organization); never changes. */
  readonly name: string
  /** What people call it. */
  readonly displayName: string
  readonly description: string
  readonly createdAt: Instant
  /** Since when it may not sign in, nor use what it has signed in with; null for who may. */
  readonly disabledAt: Instant | null
}

/** A principal that is made now, and lets itself in. */
export const newPrincipal = (
  given: Pick<Principal, 'id' | 'kind' | 'organizationId' | 'projectId' | 'name' | 'createdAt'> &
    Partial<Pick<Principal, 'displayName' | 'description'>>,
): Principal => ({ displayName: given.name, description: '', disabledAt: null, ...given })

/** The secret itself is shown once and kept only as a keyed hash (hex). */
export interface ServicePrincipalKey {
  /** Random and unique across servers: clients cache tokens by this id alone, not by server. */
  readonly clientId: string
  readonly principalId: string
  readonly secretHash: string
  readonly createdAt: Instant
}

export interface AccessToken {
  /** Keyed hash (hex) of the token. */
  readonly hash: string
  readonly clientId: string
  readonly expiresAt: Instant
}

/** What a token was given for, where that is no key: a workload's identity, a login in a browser. */
export interface LoginGrant {
  readonly kind: 'workload-identity' | 'browser-login'
  readonly id: string
}

/** An access token that no key stands behind. It ends with its grant, and with its principal. */
export interface LoginToken {
  /** Keyed hash (hex) of the token. */
  readonly hash: string
  readonly principalId: string
  readonly grant: LoginGrant
  readonly expiresAt: Instant
}
