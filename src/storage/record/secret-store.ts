import type { Kysely } from 'kysely'
import type { SecretOwner, SecretStore } from '../../domain/organization/secret-store.ts'
import type { Schema } from '../schema.ts'

const columns = { webhook: 'token', stream: 'secret' } as const satisfies Record<SecretOwner, string>

export const secretStore = (db: Kysely<Schema>): SecretStore => ({
  async list(of, after, limit) {
    const encrypted = columns[of]
    const rows = await (db as unknown as Kysely<AnySecrets>)
      .selectFrom(of)
      .select(['id', `${encrypted} as encrypted`])
      .where('id', '>', after)
      .where(encrypted, '<>', '')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(({ id, encrypted }) => ({ id, encrypted }))
  },
  async replace(of, { id, encrypted: before }, encrypted) {
    const { numUpdatedRows } = await (db as unknown as Kysely<AnySecrets>)
      .updateTable(of)
      .set({ [columns[of]]: encrypted })
      .where('id', '=', id)
      .where(columns[of], '=', before)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  },
})

/** The columns of both tables; each table has one of the last two. */
type AnySecrets = Record<SecretOwner, Record<'id' | 'token' | 'secret', string>>
