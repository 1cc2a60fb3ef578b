// Principals of every kind, and the keys and access tokens of service principals. authorize.ts decides by their roles (role/)
// what they may do; auth/ finds out whose token a request carries.
import type { Instant } from '../clock.ts'
import type { HeldRole } from './role/role.ts'

/** The name under which the registry acts on its own. */
export const REGISTRY_NAME = 'Assay'

export type PrincipalKind = 'service' | 'user' | 'group'

/** Who acts: a principal with its roles, the registry itself, or the operator of its machine. */
export interface Actor {
  readonly type: Exclude<PrincipalKind, 'group'> | 'registry' | 'operator'
  readonly id: string
  readonly name: string
  /** Its own roles and those of its groups. */
  readonly roles: readonly HeldRole[]
}

/** The registry itself, for what it does on its own. */
export const registryActor: Actor = { type: 'registry', id: '', name: REGISTRY_NAME, roles: [] }

/** The actor of commands on the server's machine: whoever runs them can read the database and its secrets anyway. */
export const operatorActor: Actor = { type: 'operator', id: '', name: 'operator', roles: [] }

/** Anything that can hold roles. A service is a machine's identity: Packer and Terraform log in with its keys. */
export interface Principal {
  readonly id: string
  readonly kind: PrincipalKind
  readonly organizationId: string
  /** Null for a principal of the whole organization. */
  readonly projectId: string | null
  /** Unique among its kind in its project (or organization); never changes. */
  readonly name: string
  /** The name to show to people. */
  readonly displayName: string
  readonly description: string
  readonly createdAt: Instant
  /** Since when it can neither sign in nor use its sessions and tokens; null while it is enabled. */
  readonly disabledAt: Instant | null
}

/** A new principal, enabled; its display name is its name unless another is given. */
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

/** What a token was issued for, if not for a key: a workload's identity, or a login in a browser. */
export interface LoginGrant {
  readonly kind: 'workload-identity' | 'browser-login'
  readonly id: string
}

/** An access token issued without a key. It ends with its grant or with its principal. */
export interface LoginToken {
  /** Keyed hash (hex) of the token. */
  readonly hash: string
  readonly principalId: string
  readonly grant: LoginGrant
  readonly expiresAt: Instant
}
