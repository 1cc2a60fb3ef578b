import type { Instant } from '../clock.ts'
import type { AccessToken, ProjectRole, Role, ServicePrincipal, ServicePrincipalKey } from './principal.ts'

export interface PrincipalStore {
  insertServicePrincipal(principal: ServicePrincipal): Promise<void>
  findServicePrincipal(id: string): Promise<ServicePrincipal | undefined>
  /** Those of the project, oldest first. */
  listServicePrincipals(projectId: string): Promise<readonly ServicePrincipal[]>
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
