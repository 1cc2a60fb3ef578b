// How people sign in, in which browsers they are signed in, and who was invited. Passwords, and all secrets that are shown only
// once, are stored as hashes, the secrets of authenticators encrypted.
import type { Kysely } from 'kysely'
import type { InvitationStore } from '../../domain/principal/invitation/invitation-store.ts'
import type { Invitation } from '../../domain/principal/invitation/invitation.ts'
import type { SessionStore, UserStore } from '../../domain/principal/user/user-store.ts'
import type { Session, UserAccount } from '../../domain/principal/user/user.ts'
import { inLongBatches } from '../query/batches.ts'
import { clearExpired } from '../query/clear-rows.ts'
import { fetchPage, keysetOf } from '../query/keyset.ts'
import { codecOf, countOf, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'

const accounts = table(
  'user_account',
  codecOf<UserAccount>()([
    'id',
    'organizationId',
    'email',
    'passwordHash',
    'oneTimeSecret',
    'secondFactorSince',
    'usedStep',
    'createdAt',
  ]),
)
const accountKeyset = keysetOf<'createdAt'>('user_account', { createdAt: 'string' })

export const userStore = (db: Kysely<Schema>): UserStore => ({
  insert: (account) => accounts.insertNew(db, account, 'organization_id', 'email'),
  find: (id) => accounts.find(db, { id }),
  async findMany(ids) {
    const rows = await inLongBatches(ids, (batch) =>
      db.selectFrom('user_account').select(accounts.columns).where('id', 'in', batch).execute(),
    )
    return rows.map(accounts.itemOf)
  },
  findByEmail: (organizationId, email) => accounts.find(db, { organization_id: organizationId, email }),
  list(organizationId, request) {
    const query = db.selectFrom('user_account').select(accounts.columns).where('organization_id', '=', organizationId)
    return fetchPage({ query, keyset: accountKeyset, request }, accounts.itemOf)
  },
  count: (organizationId) => countOf(db.selectFrom('user_account').where('organization_id', '=', organizationId)),
  async update(account) {
    await db
      .updateTable('user_account')
      .set({ used_step: null })
      .where('id', '=', account.id)
      .where('one_time_secret', 'is distinct from', account.oneTimeSecret)
      .execute()
    await accounts.update(db, account, 'password_hash', 'one_time_secret', 'second_factor_since')
  },
  async useStep(id, step) {
    const { numUpdatedRows } = await db
      .updateTable('user_account')
      .set({ used_step: step })
      .where('id', '=', id)
      .where((where) => where.or([where('used_step', 'is', null), where('used_step', '<', step)]))
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
  async putRecoveryCodes(id, hashes) {
    await db.deleteFrom('recovery_code').where('principal_id', '=', id).execute()
    if (hashes.length === 0) return
    const rows = hashes.map((hash) => ({ principal_id: id, hash }))
    await db.insertInto('recovery_code').values(rows).execute()
  },
  async useRecoveryCode(id, hash) {
    const { numDeletedRows } = await db
      .deleteFrom('recovery_code')
      .where('principal_id', '=', id)
      .where('hash', '=', hash)
      .executeTakeFirst()
    return numDeletedRows === 1n
  },
  countRecoveryCodes: (id) => countOf(db.selectFrom('recovery_code').where('principal_id', '=', id)),
})

const sessions = table(
  'session',
  codecOf<Session>()(['hash', 'id', 'principalId', 'createdAt', 'seenAt', 'expiresAt', 'address', 'agent']),
)
/** How many rows one statement deletes. */
const PIECE = 500

export const sessionStore = (db: Kysely<Schema>): SessionStore => ({
  insert: (session) => sessions.insert(db, session),
  find: (hash) => sessions.find(db, { hash }),
  async list(principalId, limit) {
    const rows = await db
      .selectFrom('session')
      .select(sessions.columns)
      .where('principal_id', '=', principalId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(sessions.itemOf)
  },
  async see(hash, at, unlessAfter) {
    await db
      .updateTable('session')
      .set({ seen_at: at })
      .where('hash', '=', hash)
      .where('seen_at', '<=', unlessAfter)
      .execute()
  },
  async delete(hash) {
    const { numDeletedRows } = await db.deleteFrom('session').where('hash', '=', hash).executeTakeFirst()
    return numDeletedRows === 1n
  },
  async deleteAll(principalId) {
    for (let deleted = 0; ;) {
      const { numDeletedRows } = await db
        .deleteFrom('session')
        .where('hash', 'in', (eb) =>
          eb.selectFrom('session').select('hash').where('principal_id', '=', principalId).limit(PIECE),
        )
        .executeTakeFirst()
      deleted += Number(numDeletedRows)
      if (numDeletedRows < PIECE) return deleted
    }
  },
  deleteExpired: (instant, limit) => clearExpired(db, 'session', instant, limit),
})

const invitations = table(
  'invitation',
  codecOf<Invitation>()([
    'id',
    'organizationId',
    'email',
    'role',
    'hash',
    'inviterId',
    'renewsId',
    'createdAt',
    'expiresAt',
    'acceptedAt',
  ]),
)
const invitationKeyset = keysetOf<'createdAt'>('invitation', { createdAt: 'string' })

export const invitationStore = (db: Kysely<Schema>): InvitationStore => ({
  insert: (invitation) => invitations.insert(db, invitation),
  find: (id) => invitations.find(db, { id }),
  findByHash: (hash) => invitations.find(db, { hash }),
  list(organizationId, request) {
    const query = db.selectFrom('invitation').select(invitations.columns).where('organization_id', '=', organizationId)
    return fetchPage({ query, keyset: invitationKeyset, request }, invitations.itemOf)
  },
  async accept(id, at) {
    const { numUpdatedRows } = await db
      .updateTable('invitation')
      .set({ accepted_at: at })
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
  async delete(id) {
    const { numDeletedRows } = await db.deleteFrom('invitation').where('id', '=', id).executeTakeFirst()
    return numDeletedRows === 1n
  },
  async deleteOpen(organizationId, email) {
    for (;;) {
      const { numDeletedRows } = await db
        .deleteFrom('invitation')
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('invitation')
            .select('id')
            .where('organization_id', '=', organizationId)
            .where('email', '=', email)
            .where('accepted_at', 'is', null)
            .limit(PIECE),
        )
        .executeTakeFirst()
      if (numDeletedRows < PIECE) return
    }
  },
  deleteExpired: (instant, limit) => clearExpired(db, 'invitation', instant, limit),
})
