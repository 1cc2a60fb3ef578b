import { holdOrganization, makeChange } from '../../change.ts'
import { later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import { homeOf, named, requireSelf } from '../user/person.ts'
import { loginFacts } from './browser-login.ts'

export interface AllowBrowserLogin {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string | null
  /** The keyed hash (hex) of the code. */
  readonly hash: string
}

const CODE_MS = 60_000
const SWEPT_PER_LOGIN = 32

/** Allows a program to act as the actor once it redeems the code. */
export async function allowBrowserLogin(context: Context, allow: AllowBrowserLogin): Promise<void> {
  const { hash, clientId, redirectUri, challenge } = allow
  const { principal } = await requireSelf(context, context.store)
  await makeChange(context, homeOf(principal), async (change) => {
    await holdOrganization(change)
    const { tx, now, newId } = change
    const user = await requireSelf(change, tx)
    // The user has just been disabled. The program learns of it when it redeems the code.
    if (user.principal.disabledAt !== null) return
    await tx.browserLogins.deleteExpired(now, SWEPT_PER_LOGIN)
    const expiresAt = later(now, CODE_MS)
    const login = { id: newId(), principalId: principal.id, clientId, createdAt: now, expiresAt }
    await tx.browserLogins.insert(login)
    await tx.browserLogins.insertSecret({ hash, loginId: login.id, redirectUri, challenge, expiresAt, usedAt: null })
    recordEvent(change, { kind: 'browser-login.allowed', payload: { user: named(user), login: loginFacts(login) } })
  })
}
