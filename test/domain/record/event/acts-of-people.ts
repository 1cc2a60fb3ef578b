// The acts of event-per-change.test.ts that call the use cases of users and their sign-ins.
import { newId } from '../../../../src/machine/new-id.ts'
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { allowBrowserLogin } from '../../../../src/domain/principal/browser-login/allow-browser-login.ts'
import {
  redeemLoginCode,
  refreshBrowserLogin,
  revokeBrowserLogin,
} from '../../../../src/domain/principal/browser-login/continue-browser-login.ts'
import { admitIdentity } from '../../../../src/domain/principal/identity/admit-identity.ts'
import type { ProviderRules } from '../../../../src/domain/principal/identity/identity.ts'
import { acceptInvitation } from '../../../../src/domain/principal/invitation/accept-invitation.ts'
import { changePassword } from '../../../../src/domain/principal/user/change-password.ts'
import { disableSecondFactor, enableSecondFactor } from '../../../../src/domain/principal/user/change-second-factor.ts'
import { disableUser, enableUser, removeUser } from '../../../../src/domain/principal/user/disable-user.ts'
import { inviteUsers } from '../../../../src/domain/principal/invitation/invite-users.ts'
import type { Invitation } from '../../../../src/domain/principal/invitation/invitation.ts'
import { deleteInvitation } from '../../../../src/domain/principal/invitation/list-invitations.ts'
import type { OneTimeCodes } from '../../../../src/domain/principal/user/second-factor.ts'
import { signIn, signInWithCode } from '../../../../src/domain/principal/user/sign-in.ts'
import { signOut, signOutEverywhere } from '../../../../src/domain/principal/user/sign-out.ts'
import { aBrowserLogin, aLoginSecret, aSession, anAccount, anInvitation } from '../../../storage/arrange-people.ts'
import { aPrincipal, at } from '../../../storage/arrange.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
}

let step = 0
/** Accepts every code, each as the code of the next time step. */
const codes: OneTimeCodes = {
  newSecret: async () => 'sealed',
  setUp: async () => ({ secret: '', address: '' }),
  stepOf: async () => (step += 1),
  hashRecoveryCode: (code) => `hash of ${code}`,
}
/** Accepts no code. */
export const noCodes: OneTimeCodes = { ...codes, stepOf: async () => undefined }
const newRecoveryCodes = () => ['one', 'two']
const secrets = {
  hashPassword: async (password: string) => `hash of ${password}`,
  isPassword: async (password: string, hash: string | null) => hash === `hash of ${password}`,
  guessability: async () => 1e12,
}
const browser = { address: '192.0.2.1', agent: 'Firefox' }
const HOUR = 3_600_000
const FAR = '2099-01-01T00:00:00.000Z'

/** Ada is signed in, Bob is disabled, Eve has a second factor, and somebody is invited. */
export async function arrangePeople({ context, location: { organizationId } }: Scene): Promise<void> {
  const organization = { id: organizationId, name: '', createdAt: '' }
  await context.store.transaction(async ({ principals, users, sessions, roles, invitations, browserLogins }) => {
    for (const name of ['ada', 'bob', 'eve']) {
      const principal = aPrincipal(organization, {
        id: `${name} of ${organizationId}`,
        kind: 'user',
        name,
        disabledAt: name === 'bob' ? at(0) : null,
      })
      const factor = { oneTimeSecret: 'sealed', secondFactorSince: at(0) }
      const passwordHash = 'hash of old password'
      await principals.insert(principal)
      await users.insert(anAccount(principal, { email: name, passwordHash, ...(name === 'eve' ? factor : {}) }))
      const hash = `session of ${principal.id}`
      await sessions.insert(aSession(principal, { hash, expiresAt: FAR }))
      await roles.bind({ type: 'organization', id: organizationId }, { role: 'viewer', principalId: principal.id })
    }
    const login = aBrowserLogin(
      { id: `ada of ${organizationId}` },
      { id: `login to ${organizationId}`, expiresAt: FAR },
    )
    await browserLogins.insert(login)
    for (const redirectUri of [null, 'http://127.0.0.1/'])
      await browserLogins.insertSecret(
        aLoginSecret(login.id, { hash: `${redirectUri} ${organizationId}`, redirectUri, expiresAt: FAR }),
      )
    await invitations.insert(anInvitation(organization, { id: `invitation to ${organizationId}` }))
  })
}

function person({ context, location: { organizationId } }: Scene, name: 'ada' | 'bob' | 'eve') {
  const id = `${name} of ${organizationId}`
  const actor = { type: 'user', id, name, roles: [] } as const
  return { id, session: `session of ${id}`, self: { ...context, actor }, user: { organizationId, id } }
}

const invite = ({ context, location: { organizationId } }: Scene, hash: string) =>
  inviteUsers(context, { organizationId, goodForMs: HOUR, invited: [{ email: null, role: 'viewer', hash }] })

/** Invites a new user, or an existing one who needs a new password if `given` says so, and accepts the invitation. */
export async function accept({ context, location }: Scene, given: Partial<Invitation>): Promise<string> {
  const organization = { id: location.organizationId, name: '', createdAt: '' }
  const invitation = anInvitation(organization, { email: null, expiresAt: FAR, ...given })
  await context.store.transaction(({ invitations }) => invitations.insert(invitation))
  const { hash } = invitation
  const accepted = { hash, email: `${hash}@example.com`, displayName: 'Ada', password: 'new password' }
  return acceptInvitation(context, accepted, secrets)
}

/** Admits an identity that the registry does not know yet. */
export const admit = ({ context, location: { organizationId } }: Scene, rules: Partial<ProviderRules> = {}) =>
  admitIdentity(context, {
    organizationId,
    provider: {
      name: 'company',
      displayName: 'The Company',
      issuer: 'https://issuer.example',
      createPeople: true,
      trustEmails: false,
      allowedDomains: null,
      groups: new Map(),
      ...rules,
    },
    assertion: {
      subject: `newcomer of ${organizationId}`,
      email: `newcomer-${organizationId}@example.com`,
      isEmailVerified: true,
      displayName: 'Newcomer',
      groups: [],
    },
    address: '192.0.2.1',
  })

const newTokens = () => ({ refreshHash: newId(), issue: async () => 'token' })

const beginning = () => ({ browser, session: { hash: newId(), goodForMs: HOUR }, replaces: null })

export const actsOfPeople: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  inviteUsers: (scene) => invite(scene, newId()),
  deleteInvitation: ({ context, location: { organizationId } }) =>
    deleteInvitation(context, { organizationId, id: `invitation to ${organizationId}` }),
  acceptInvitation: (scene) => accept(scene, {}),
  signIn: (scene) => signIn(scene.context, { principalId: person(scene, 'ada').id, by: 'password', ...beginning() }),
  signInWithCode: (scene) =>
    signInWithCode(scene.context, { principalId: person(scene, 'eve').id, code: '', ...beginning() }, codes),
  admitIdentity: (scene) => admit(scene),
  allowBrowserLogin: (scene) =>
    allowBrowserLogin(person(scene, 'ada').self, {
      clientId: 'hcp',
      redirectUri: 'http://127.0.0.1/',
      challenge: null,
      hash: newId(),
    }),
  redeemLoginCode: ({ context, location: { organizationId } }) => {
    const redirectUri = 'http://127.0.0.1/'
    const hash = `${redirectUri} ${organizationId}`
    const shown = { hash, clientId: 'hcp', redirectUri, challenge: null, goodForMs: HOUR }
    return redeemLoginCode(context, shown, newTokens())
  },
  refreshBrowserLogin: ({ context, location: { organizationId } }) =>
    refreshBrowserLogin(context, { hash: `null ${organizationId}`, clientId: 'hcp' }, newTokens()),
  revokeBrowserLogin: ({ context, location: { organizationId } }) =>
    revokeBrowserLogin(context, { hash: `null ${organizationId}`, clientId: 'hcp' }),
  signOut: (scene) => signOut(person(scene, 'ada').self, person(scene, 'ada').session),
  signOutEverywhere: (scene) => signOutEverywhere(person(scene, 'ada').self),
  changePassword: (scene) =>
    changePassword(person(scene, 'ada').self, { current: 'old password', password: 'new password' }, secrets),
  enableSecondFactor: (scene) =>
    enableSecondFactor(
      person(scene, 'ada').self,
      { sealed: 'sealed', code: '', passwordHash: 'hash of old password' },
      { codes, newRecoveryCodes },
    ),
  disableSecondFactor: (scene) => disableSecondFactor(person(scene, 'eve').self, { code: '' }, { codes }),
  disableUser: (scene) => disableUser(scene.context, person(scene, 'ada').user),
  removeUser: (scene) => removeUser(scene.context, person(scene, 'ada').user),
  enableUser: (scene) => enableUser(scene.context, person(scene, 'bob').user),
}
