import type { Instant } from '../clock.ts'
import type { Page, PageRequest } from '../page.ts'
import type { AccessToken, LoginToken, Principal, PrincipalKind, ServicePrincipalKey } from './principal.ts'

/** Where principals are: in a project, or in the organization itself. */
export type PrincipalHome = Pick<Principal, 'organizationId' | 'projectId'>

export interface PrincipalStore {
  insert(principal: Principal): Promise<void>
  find(id: string): Promise<Principal | undefined>
  /** Those of these ids that there are, in no order. */
  findMany(ids: readonly string[]): Promise<readonly Principal[]>
  findByName(kind: PrincipalKind, home: PrincipalHome, name: string): Promise<Principal | undefined>
  /** Those of this kind that are there itself (an organization's list has none of its projects), oldest first. */
  list(kind: PrincipalKind, home: PrincipalHome): Promise<readonly Principal[]>
  /** Those of the organization and of all its projects that fit. Where a page tells of more there may be none after all. */
  search(
    organizationId: string,
    page: PageRequest<'createdAt'>,
    fits: (principal: Principal) => boolean,
  ): Promise<Page<Principal>>
  /** Writes its display name, its description and since when it is disabled. */
  update(principal: Principal): Promise<void>
  /** With its keys, tokens, roles and memberships. */
  delete(id: string): Promise<void>
  insertKey(key: ServicePrincipalKey): Promise<void>
  findKey(clientId: string): Promise<ServicePrincipalKey | undefined>
  /** Oldest first. */
  listKeys(principalId: string): Promise<readonly ServicePrincipalKey[]>
  /** Deletes the key and its access tokens. False when there is none, also when somebody else has just deleted it. */
  deleteKey(clientId: string): Promise<boolean>
  insertToken(token: AccessToken): Promise<void>
  findToken(hash: string): Promise<AccessToken | undefined>
  insertLoginToken(token: LoginToken): Promise<void>
  findLoginToken(hash: string): Promise<LoginToken | undefined>
  /** Deletes at most `limit` tokens of each kind that expired before `instant`; answers how many. */
  deleteExpiredTokens(instant: Instant, limit: number): Promise<number>
}
