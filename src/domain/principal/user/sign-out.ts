import { makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Ports } from '../../store.ts'
import { homeOf, named, requireSelf, type User } from './person.ts'

/** Ends the session with that hash, if it is the actor's. */
export async function signOut(context: Context, hash: string): Promise<void> {
  const { principal } = await requireSelf(context, context.store)
  await makeChange(context, homeOf(principal), async (change) => {
    const user = await requireSelf(change, change.tx)
    const session = await change.tx.sessions.find(hash)
    if (session?.principalId !== principal.id || !(await change.tx.sessions.delete(hash))) return
    recordEvent(change, { kind: 'user.signed-out', payload: { user: named(user) } })
  })
}

/** Ends all sessions of the user and all logins of programs that act as the user. Returns how many of each it ended. */
export const endSignIns = async ({ sessions, browserLogins }: Ports, principalId: string) => ({
  sessions: await sessions.deleteAll(principalId),
  logins: await browserLogins.deleteAll(principalId),
})

/**
 * Sets the user's password (null for none) and removes the second factor. Ends all sessions and logins, and deletes the open
 * invitations by which the user could get another password.
 */
export async function resetSignIn(tx: Ports, { account }: User, passwordHash: string | null): Promise<void> {
  await tx.users.update({ ...account, passwordHash, oneTimeSecret: null, secondFactorSince: null })
  await tx.users.putRecoveryCodes(account.id, [])
  await endSignIns(tx, account.id)
  await tx.invitations.deleteOpen(account.organizationId, account.email)
}

/** Ends all sessions of the actor, the current one included, and all logins of programs. */
export async function signOutEverywhere(context: Context): Promise<void> {
  const { principal } = await requireSelf(context, context.store)
  await makeChange(context, homeOf(principal), async (change) => {
    const user = await requireSelf(change, change.tx)
    const ended = await endSignIns(change.tx, principal.id)
    if (ended.sessions + ended.logins > 0)
      recordEvent(change, { kind: 'user.signed-out-everywhere', payload: { user: named(user), ...ended } })
  })
}
