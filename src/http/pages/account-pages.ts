import type { BrowserLogin } from '../../domain/principal/browser-login/browser-login.ts'
import type { NamedRole } from '../../domain/principal/role/name-held-roles.ts'
import { getOwnSignIns, type OwnSignIns } from '../../domain/principal/user/get-own-sign-ins.ts'
import { signOut, signOutEverywhere } from '../../domain/principal/user/sign-out.ts'
import { type Session, signsInBy } from '../../domain/principal/user/user.ts'
import { cookieFor } from '../wire/cookies.ts'
import { SESSION_COOKIE } from '../wire/credential.ts'
import { formOf } from './form.ts'
import { type Html, markup } from './markup.ts'
import { type Answer, type PageRoute, type PagesParts, signedIn, type Visit } from './visit.ts'

/** The signed-in user's account: their roles, where they are signed in, and signing out. */
export const accountPages = ({ hashSession, forget }: PagesParts): readonly PageRoute[] => [
  {
    method: 'GET',
    url: '/account',
    answer: signedIn(
      async (self, visit) => accountPage(visit, await getOwnSignIns(self), hashSession(visit.session ?? '')),
      '/account',
    ),
  },
  {
    method: 'POST',
    url: '/sign-out',
    answer: signingOut(forget, (self, visit) => signOut(self, hashSession(visit.session ?? ''))),
  },
  { method: 'POST', url: '/sign-out-everywhere', answer: signingOut(forget, (self) => signOutEverywhere(self)) },
]

type Leave = (self: Parameters<typeof signOut>[0], visit: Visit) => Promise<void>

/** Signs the user out. The browser's cookie is deleted even when the session has already ended. */
const signingOut =
  (forget: PagesParts['forget'], leave: Leave) =>
  async (visit: Visit): Promise<Answer> => {
    const self = await visit.self()
    if (self !== null) await leave(self, visit)
    forget(visit.session ?? '')
    return { kind: 'go', to: '/sign-in', cookies: [cookieFor(SESSION_COOKIE, null)] }
  }

function accountPage(visit: Visit, self: OwnSignIns, current: string): Answer {
  const { principal, account, roles, sessions, logins } = self
  const button = (action: string, words: string) =>
    formOf({ action, token: visit.token, fields: [], button: words, isMain: false, wrong: {} })
  const body = markup`<p>You are signed in as <strong>${principal.displayName}</strong>. <a href="/">Go to the registry</a></p>
<dl>
<dt>Email address</dt><dd>${account.email}</dd>
<dt>Roles</dt>
${roles.length === 0 ? markup`<dd>none yet: ask an administrator</dd>` : roles.map(roleOut)}
</dl>
${button('/sign-out', 'Sign out')}
<h2>Password and second factor</h2>
${account.passwordHash === null ? null : markup`<p><a href="/account/password">Change password</a></p>`}
${secondFactorOut(self)}
<h2>Where you are signed in</h2>
<ul>${sessions.map((session) => sessionOut(session, session.hash === current))}</ul>
${
  logins.length === 0
    ? null
    : markup`<h2>Programs that act as you</h2>
<ul>${logins.map(loginOut)}</ul>`
}
${button('/sign-out-everywhere', 'Sign out everywhere')}`
  return { kind: 'page', page: { title: 'Your account', body } }
}

const roleOut = ({ role, on }: NamedRole): Html => markup`<dd>${role} of ${on}</dd>`

function secondFactorOut({ account, recoveryCodesLeft: left }: OwnSignIns): Html {
  if (signsInBy(account) === 'provider')
    return markup`<p>You sign in with a provider, which handles any second factor.</p>`
  const since = account.secondFactorSince
  return since === null
    ? markup`<p>You have no second factor. <a href="/account/second-factor">Set one up</a></p>`
    : markup`<p>Your second factor has been on since ${dateOut(since)}. Recovery codes left: ${left}.
<a href="/account/second-factor">Turn it off</a></p>`
}

const sessionOut = ({ address, agent, createdAt, seenAt }: Session, isCurrent: boolean): Html =>
  markup`<li>${browserIn(agent)}, from ${address}${isCurrent ? markup` <strong>(this one)</strong>` : null}<br>
<span class="hint">since ${dateOut(createdAt)}, last seen ${dateOut(seenAt)}</span></li>`

// The first match counts: Edge names Chrome as well, and Chrome names Safari.
const BROWSERS = { 'Edg/': 'Edge', 'OPR/': 'Opera', Firefox: 'Firefox', 'Chrome/': 'Chrome', 'Safari/': 'Safari' }
const SYSTEMS = {
  ...{ Android: 'Android', iPhone: 'iOS', iPad: 'iPadOS', Windows: 'Windows' },
  ...{ 'Mac OS X': 'macOS', CrOS: 'ChromeOS', Linux: 'Linux' },
}

/** A name such as `Firefox on Linux`; an unknown browser keeps the name that it gives itself. */
function browserIn(agent: string): string {
  const named = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).find(([sign]) => agent.includes(sign))?.[1]
  const browser = named(BROWSERS)
  const system = named(SYSTEMS)
  if (browser === undefined) return agent === '' ? 'Unknown browser' : agent
  return system === undefined ? browser : `${browser} on ${system}`
}

const loginOut = ({ clientId, createdAt, expiresAt }: BrowserLogin): Html =>
  markup`<li><code>${clientId}</code><br>
<span class="hint">since ${dateOut(createdAt)}, until ${dateOut(expiresAt)} at most</span></li>`

const dateOut = (instant: string): Html =>
  markup`<time datetime="${instant}">${instant.slice(0, 16).replace('T', ' ')} UTC</time>`
