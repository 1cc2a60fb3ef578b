// Users of a registry under test: invited by its operator, signed in through its pages.
import { invitationTokens } from '../../src/auth/sessions/sessions.ts'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { inviteUsers } from '../../src/domain/principal/invitation/invite-users.ts'
import { operatorActor } from '../../src/domain/principal/principal.ts'
import { newId } from '../../src/machine/new-id.ts'
import { type Browser, openBrowser } from './browser.ts'
import type { TestRegistry } from './registry.ts'

export const PASSWORD = 'five gold rings and a stamp'

export interface Person {
  readonly email: string
  readonly id: string
  readonly browser: Browser
}

/** Creates an invitation and returns its path, as `assay user invite` prints it. */
export async function invitationPath(
  registry: TestRegistry,
  invited: { readonly email: string | null; readonly role: Role | null },
): Promise<string> {
  const { store, clock, organizationId } = registry
  const { token, hash } = invitationTokens((await store.serverKey.find()) ?? new Uint8Array()).make()
  const context = { actor: operatorActor, store, clock, newId }
  await inviteUsers(context, { organizationId, goodForMs: 3_600_000, invited: [{ ...invited, hash }] })
  return `/invitations/${token}`
}

export const browserOf = (registry: TestRegistry): Browser => openBrowser(registry.anonymous, registry.url)

let last = 0

/** A user who has just accepted an invitation, and is thereby signed in. */
export async function joined(registry: TestRegistry, role: Role | null): Promise<Person> {
  last += 1
  const email = `person-${last}@example.com`
  const browser = browserOf(registry)
  const path = await invitationPath(registry, { email, role })
  await browser.open(path)
  await browser.submit(path, { display_name: `Person ${last}`, password: PASSWORD })
  const account = await registry.store.users.findByEmail(registry.organizationId, email)
  return { email, id: account?.id ?? '', browser }
}

/** The access token of a program on the user's machine that the user authorizes to act for them, requested as `hcp auth login` does. */
export async function programToken({ anonymous }: TestRegistry, { browser }: Person): Promise<string> {
  const program = { client_id: 'program', redirect_uri: 'http://localhost:8443/oidc/callback' }
  const asked = new URLSearchParams({ ...program, response_type: 'code', state: 'a state' })
  await browser.open(`/oauth2/auth?${asked.toString()}`)
  const { leftFor = '' } = await browser.submit('/oauth2/auth', {})
  const code = new URL(leftFor).searchParams.get('code') ?? ''
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ ...program, grant_type: 'authorization_code', code }).toString()
  const answer = await anonymous.send({ method: 'POST', path: '/oauth2/token', headers, body })
  return answer.body.access_token as string
}

export async function signInAs(registry: TestRegistry, email: string, password = PASSWORD): Promise<Browser> {
  const browser = browserOf(registry)
  await browser.open('/sign-in')
  await browser.submit('/sign-in', { email, password })
  return browser
}
