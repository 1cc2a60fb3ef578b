import type { Instant } from '../clock.ts'
import type { AccessToken, Principal, PrincipalKind, ProjectRole, Role, ServicePrincipalKey } from './principal.ts'

export interface PrincipalStore {
  insert(principal: Principal): Promise<void>
  find(id: string): Promise<Principal | undefined>
  /** Those of the project that are of this kind, oldest first. */
  list(kind: PrincipalKind, projectId: string): Promise<readonly Principal[]>
  /** Gives the principal this role in the project, in place of the one it had there. */
  putRole(principalId: string, projectId: string, role: Role): Promise<void>
  /** The principal's roles with each project's organization, oldest project first. */
  listRoles(principalId: string): Promise<readonly ProjectRole[]>
  insertKey(key: ServicePrincipalKey): Promise<void>
  findKey(clientId: string): Promise<ServicePrincipalKey | undefined>
  /** Oldest first. */
  listKeys(principalId: string): Promise<readonly ServicePrincipalKey[]>
  /** Deletes the key and its access tokens. False when there is none, also when somebody else has just deleted it. */
  deleteKey(clientId: string): Promise<boolean>
  insertToken(token: AccessToken): Promise<void>
  findToken(hash: string): Promise<AccessToken | undefined>
  /** Deletes at most `limit` tokens that expired before `instant`; answers how many. */
  deleteExpiredTokens(instant: Instant, limit: number): Promise<number>
}
