import type { Instant } from '../clock.ts'
import type { Page, PageRequest } from '../page.ts'
import type { AccessToken, LoginToken, Principal, PrincipalKind, ServicePrincipalKey } from './principal.ts'

/** What principals belong to: a project, or the organization itself. */
export type PrincipalHome = Pick<Principal, 'organizationId' | 'projectId'>

export interface PrincipalStore {
  insert(principal: Principal): Promise<void>
  find(id: string): Promise<Principal | undefined>
  /** The principals with these ids that exist, in no particular order. */
  findMany(ids: readonly string[]): Promise<readonly Principal[]>
  findByName(kind: PrincipalKind, home: PrincipalHome, name: string): Promise<Principal | undefined>
  /** The principals of this kind in exactly this home (an organization's list has none of its projects'), oldest first. */
  list(kind: PrincipalKind, home: PrincipalHome): Promise<readonly Principal[]>
  /** The principals of the organization and of all its projects that fit. The last page may be empty. */
  search(
    organizationId: string,
    page: PageRequest<'createdAt'>,
    fits: (principal: Principal) => boolean,
  ): Promise<Page<Principal>>
  /** Writes `displayName`, `description` and `disabledAt`. */
  update(principal: Principal): Promise<void>
  /** Deletes the principal with its keys, tokens, roles and memberships. */
  delete(id: string): Promise<void>
  insertKey(key: ServicePrincipalKey): Promise<void>
  findKey(clientId: string): Promise<ServicePrincipalKey | undefined>
  /** Oldest first. */
  listKeys(principalId: string): Promise<readonly ServicePrincipalKey[]>
  /** Deletes the key and its access tokens. Returns false when there is no such key, as after a concurrent deletion. */
  deleteKey(clientId: string): Promise<boolean>
  insertToken(token: AccessToken): Promise<void>
  findToken(hash: string): Promise<AccessToken | undefined>
  insertLoginToken(token: LoginToken): Promise<void>
  findLoginToken(hash: string): Promise<LoginToken | undefined>
  /** Deletes at most `limit` tokens of each kind that expired before `instant`; returns how many. */
  deleteExpiredTokens(instant: Instant, limit: number): Promise<number>
}
