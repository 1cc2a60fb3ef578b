// Users to store, and what belongs to them.
import type { Organization } from '../../src/domain/organization/organization.ts'
import type { BrowserLogin, LoginSecret } from '../../src/domain/principal/browser-login/browser-login.ts'
import type { Invitation } from '../../src/domain/principal/invitation/invitation.ts'
import type { Principal } from '../../src/domain/principal/principal.ts'
import type { Session, UserAccount } from '../../src/domain/principal/user/user.ts'
import type { Store } from '../../src/domain/store.ts'
import { aPrincipal, at, newId, storedProject } from './arrange.ts'

export const anAccount = (principal: Principal, given: Partial<UserAccount> = {}): UserAccount => ({
  id: principal.id,
  organizationId: principal.organizationId,
  email: `${principal.id}@example.com`,
  passwordHash: '$argon2id$',
  oneTimeSecret: null,
  secondFactorSince: null,
  usedStep: null,
  createdAt: at(0),
  ...given,
})

export const aSession = (principal: Pick<Principal, 'id'>, given: Partial<Session> = {}): Session => ({
  hash: newId(),
  id: newId(),
  principalId: principal.id,
  createdAt: at(0),
  seenAt: at(0),
  expiresAt: at(1000),
  address: '192.0.2.1',
  agent: 'Firefox',
  ...given,
})

export const anInvitation = (organization: Organization, given: Partial<Invitation> = {}): Invitation => ({
  id: newId(),
  organizationId: organization.id,
  email: 'ada@example.com',
  role: 'viewer',
  hash: newId(),
  inviterId: null,
  renewsId: null,
  createdAt: at(0),
  expiresAt: at(1000),
  acceptedAt: null,
  ...given,
})

export const aBrowserLogin = (principal: Pick<Principal, 'id'>, given: Partial<BrowserLogin> = {}): BrowserLogin => ({
  id: newId(),
  principalId: principal.id,
  clientId: 'hcp',
  createdAt: at(0),
  expiresAt: at(1000),
  ...given,
})

export const aLoginSecret = (loginId: string, given: Partial<LoginSecret> = {}): LoginSecret => ({
  hash: newId(),
  loginId,
  redirectUri: null,
  challenge: null,
  expiresAt: at(1000),
  usedAt: null,
  ...given,
})

/** A user in an organization of their own, stored. */
export async function storedPerson(store: Store, given: Partial<UserAccount> = {}) {
  const { organization } = await storedProject(store)
  const principal = aPrincipal(organization, { kind: 'user' })
  const account = anAccount(principal, given)
  await store.transaction(async ({ principals, users }) => {
    await principals.insert(principal)
    await users.insert(account)
  })
  return { organization, principal, account }
}
