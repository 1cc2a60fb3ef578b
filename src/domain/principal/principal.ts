// Principals of any kind, the keys and access tokens of those that are services, and the role that each holds in a project.
// What a role permits is decided in authorize.ts; whose token a request carries, in auth/.
import type { Instant } from '../clock.ts'

/** How the registry signs what it does by itself. */
export const REGISTRY_NAME = 'Assay'

export type Role = 'viewer' | 'contributor' | 'admin'

/** A role that a principal holds in one project. */
export interface ProjectRole {
  readonly organizationId: string
  readonly projectId: string
  readonly role: Role
}

export type PrincipalKind = 'service' | 'user' | 'group'

/** Who acts: a principal with its roles, the registry itself, or whoever works at its machine. */
export interface Actor {
  readonly type: Exclude<PrincipalKind, 'group'> | 'registry' | 'operator'
  readonly id: string
  readonly name: string
  readonly roles: readonly ProjectRole[]
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
  /** Unique in its project (or organization). */
  readonly name: string
  readonly createdAt: Instant
}

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
