// Logins of programs through a browser. Codes and refresh tokens are stored only as hashes.
import type { Kysely } from 'kysely'
import type { BrowserLoginStore } from '../../domain/principal/browser-login/browser-login-store.ts'
import type { BrowserLogin, LoginSecret } from '../../domain/principal/browser-login/browser-login.ts'
import { clear, SMALL_ROWS } from '../query/clear-rows.ts'
import { codecOf, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const logins = table(
  'browser_login',
  codecOf<BrowserLogin>()(['id', 'principalId', 'clientId', 'createdAt', 'expiresAt']),
)
const secrets = table(
  'login_secret',
  codecOf<LoginSecret>()(['hash', 'loginId', 'redirectUri', 'challenge', 'expiresAt', 'usedAt']),
)
/** How many logins are read at once, to be deleted one by one. */
const PIECE = 100

export const browserLoginStore = (db: Kysely<Schema>): BrowserLoginStore => ({
  insert: (login) => logins.insert(db, login),
  find: (id) => logins.find(db, { id }),
  async list(principalId, limit) {
    const rows = await db
      .selectFrom('browser_login')
      .select(logins.columns)
      .where('principal_id', '=', principalId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(logins.itemOf)
  },
  async extend(id, expiresAt) {
    const update = db.updateTable('browser_login').set({ expires_at: expiresAt }).where('id', '=', id)
    return (await update.executeTakeFirst()).numUpdatedRows === 1n
  },
  delete: (id) => deleteLogin(db, id),
  async deleteAll(principalId) {
    for (let deleted = 0; ;) {
      const query = db.selectFrom('browser_login').select('id').where('principal_id', '=', principalId).limit(PIECE)
      const found = await query.execute()
      for (const { id } of found) await deleteLogin(db, id)
      deleted += found.length
      if (found.length < PIECE) return deleted
    }
  },
  async deleteExpired(instant, limit) {
    const query = db.selectFrom('browser_login').select('id').where('expires_at', '<', instant)
    const found = await query.orderBy('expires_at').limit(limit).execute()
    for (const { id } of found) await deleteLogin(db, id)
    return found.length
  },
  insertSecret: (secret) => secrets.insert(db, secret),
  findSecret: (hash) => secrets.find(db, { hash }),
  async useSecret(hash, at) {
    const update = db.updateTable('login_secret').set({ used_at: at }).where('hash', '=', hash)
    return (await update.where('used_at', 'is', null).executeTakeFirst()).numUpdatedRows === 1n
  },
})

async function deleteLogin(db: Kysely<Schema>, id: string): Promise<boolean> {
  // The row is deleted first: that waits for any transaction that is issuing a token for it.
  const { numDeletedRows } = await db.deleteFrom('browser_login').where('id', '=', id).executeTakeFirst()
  while (!(await clear(db, 'login_token', 'grant_id', [id], SMALL_ROWS))) continue
  return numDeletedRows === 1n
}
